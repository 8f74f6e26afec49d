import {resolve} from 'node:path';
import type {Deployment} from '../../deploy/answers.ts';
import {Problem} from '../../problem/problem.ts';
import type {Hosting} from '../../setup/conductorone/answers.ts';
import {isPlain} from '../../setup/reading.ts';
import type {Command} from '../command.ts';
import {courseIds} from '../course-ids.ts';
import {fileOptions} from '../own-options.ts';
import {extent, tenant} from '../setting-groups.ts';

/** Said, because nothing in the files would show it. */
const extrasLeftOut =
	'Extras, leaving out and the bulk read are not in the files: ConductorOne’s image does not know them. This program’s does (--image litmos-connector).';

const ways = ['kubernetes', 'terraform', 'docker', 'systemd'] as const satisfies readonly Hosting[];

export const exportFiles: Command = {
	name: 'export',
	summary: 'Write the files that run the connector in another place.',
	description:
		'Writes Kubernetes manifests, Terraform files, a compose file or a systemd unit into a folder, readable by you only. Nobody has to be signed in, and nothing is sent to ConductorOne. Secrets that are known here go into the files that need them; the others become placeholders.',
	settings: [...tenant, 'limitedCourses', ...extent, 'clientId', 'clientSecret', 'provisioning'],
	needs: ['source'],
	ownOptions: [
		{flags: `--to <${ways.join('|')}>`, help: 'What to write files for.'},
		...fileOptions,
		{flags: '--new-app <name>', help: 'Terraform: name of the app to create (default Litmos).'},
		{flags: '--owner <people...>', help: 'Terraform: e-mail addresses of the owners of the app.'},
	],
	examples: [
		{words: 'For a cluster', line: 'litmos-connector export --to kubernetes --source acme --folder ./litmos'},
		{
			words: 'For Terraform, the connector run by ConductorOne',
			line: 'litmos-connector export --to terraform --source acme --owner ann@example.com',
		},
	],
	async run(context, {to, ...own}) {
		const way = ways.find((name) => name === to);
		if (way === undefined) {
			throw new Problem({
				code: to === undefined ? 'input/missing' : 'input/invalid',
				what: to === undefined ? 'What the files are for is missing' : `There are no files for “${String(to)}”`,
				next: [`Give --to ${ways.join(', --to ')}.`],
			});
		}
		const {values, progress} = context;
		const [{givenAnswers}, {fileAnswersOf, litmosAnswersOf}, {deploymentOf}, {writeDeployment}] = await Promise.all([
			import('../connect-answers.ts'),
			import('../connect-rooms.ts'),
			import('../../setup/conductorone/deployment.ts'),
			import('../../deploy/write-files.ts'),
		]);
		const given = await givenAnswers(own);
		const {courses, unresolved} = await courseIds(context);
		const files = fileAnswersOf(given, way, context);
		const {clientId, clientSecret} = values;
		// Half a credential, or a secret that belongs to another id, is of no use.
		const secret = clientId === undefined || clientSecret === undefined ? null : {clientId, clientSecret};
		const litmos = litmosAnswersOf(context, courses);
		const owners = [given.owner ?? []].flat().map((email) => ({id: email, label: email, email}));
		const app = {kind: 'new', name: given.newApp ?? 'Litmos'} as const;
		const deployment = deploymentOf({hosting: way, app, owners}, {litmos, files}, secret);
		const folder = resolve(given.folder ?? `litmos-connector-${way}`);
		const written = await writeDeployment(folder, deployment.files, {overwrite: files.overwrite});
		const placeholders = placeholdersIn(deployment);
		const notes = [
			...(placeholders.length > 0 ? [`To be filled in: ${placeholders.join(', ')}.`] : []),
			...secretFiles(deployment, placeholders),
			...(files.image === 'baton-litmos' && !isPlain(values) ? [extrasLeftOut] : []),
			...(unresolved && files.image === 'baton-litmos' && way !== 'terraform'
				? ['ConductorOne’s image takes courses by id only; with the API key they would be looked up (BATON_API_KEY).']
				: []),
			...(unresolved && way === 'terraform' && files.terraform === 'hosted'
				? ['ConductorOne takes courses by id only; with the API key they would be looked up (BATON_API_KEY).']
				: []),
		];
		for (const note of notes) progress.say(note);
		context.print({to: way, folder, files: written, placeholders, steps: deployment.steps, notes}, () =>
			[
				...written.map(({path, result}) => `${path}${result === 'same' ? ' (was there)' : ''}`),
				...deployment.steps.map(
					({words, command}, index) => `${index + 1}. ${words}${command === undefined ? '' : `\n   ${command}`}`,
				),
				'',
			].join('\n'),
		);
		return 0;
	},
};

/** Which secrets the files still lack, as the files name them. */
function placeholdersIn({files}: Deployment): string[] {
	const found = files.flatMap(({content}) => [...content.matchAll(/REPLACE-WITH-[A-Z-]+/g)].map(([text]) => text));
	return [...new Set(found)];
}

function secretFiles({files}: Deployment, placeholders: readonly string[]): string[] {
	const names = files.filter(({secret}) => secret).map(({name}) => name);
	// Three secrets are all there are.
	if (names.length === 0 || placeholders.length === 3) return [];
	return [`${names.join(' and ')} holds secrets: keep it out of version control.`];
}
