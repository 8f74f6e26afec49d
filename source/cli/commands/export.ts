import {resolve} from 'node:path';
import type {Deployment} from '../../deploy/answers.ts';
import {Problem} from '../../problem/problem.ts';
import type {Hosting} from '../../setup/conductorone/answers.ts';
import {isPlain} from '../../setup/reading.ts';
import {exportWords} from '../../words/commands/export.ts';
import type {Command} from '../command.ts';
import {courseIds} from '../course-ids.ts';
import {fileOptions} from '../own-options.ts';
import {extent, tenant} from '../setting-groups.ts';

const ways = ['kubernetes', 'terraform', 'docker', 'systemd'] as const satisfies readonly Hosting[];

export const exportFiles: Command = {
	name: 'export',
	summary: exportWords.summary,
	description: exportWords.description,
	settings: [...tenant, 'limitedCourses', ...extent, 'clientId', 'clientSecret', 'provisioning'],
	needs: ['source'],
	ownOptions: [
		{flags: `--to <${ways.join('|')}>`, help: exportWords.options.to},
		...fileOptions,
		{flags: '--new-app <name>', help: exportWords.options.newApp},
		{flags: '--owner <people...>', help: exportWords.options.owner},
	],
	examples: [
		{
			words: exportWords.examples.kubernetes,
			line: 'litmos-connector export --to kubernetes --source acme --folder ./litmos',
		},
		{
			words: exportWords.examples.terraform,
			line: 'litmos-connector export --to terraform --source acme --owner ann@example.com',
		},
	],
	async run(context, {to, ...own}) {
		const way = ways.find((name) => name === to);
		if (way === undefined) {
			throw new Problem({
				code: to === undefined ? 'input/missing' : 'input/invalid',
				...(to === undefined ? exportWords.wayMissing(ways) : exportWords.wayUnknown(String(to), ways)),
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
			...(placeholders.length > 0 ? [exportWords.toBeFilledIn(placeholders)] : []),
			...secretFiles(deployment, placeholders),
			...(files.image === 'baton-litmos' && !isPlain(values) ? [exportWords.extrasLeftOut] : []),
			...(unresolved && files.image === 'baton-litmos' && way !== 'terraform' ? [exportWords.imageTakesIds] : []),
			...(unresolved && way === 'terraform' && files.terraform === 'hosted' ? [exportWords.conductorOneTakesIds] : []),
		];
		for (const note of notes) progress.say(note);
		context.print({to: way, folder, files: written, placeholders, steps: deployment.steps, notes}, () =>
			[
				...written.map(({path, result}) => (result === 'same' ? exportWords.wasThere(path) : path)),
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
	return [exportWords.holdsSecrets(names)];
}
