import {contextPlaceholder, type Deployment} from '../../deploy/answers.ts';
import {carriedSettings} from '../../deploy/carried.ts';
import {folderOf, hasFiles, hostings} from '../../deploy/ways.ts';
import {Problem} from '../../problem/problem.ts';
import {leftOutNotes} from '../../setup/left-out.ts';
import type {Command} from '../command.ts';
import {extent, selection, tenant} from '../setting-groups.ts';
import {courseIds} from './course-ids.ts';
import {fileOptions} from './own-options.ts';
import {stepLines} from './run-texts.ts';

/** What the command `export` says. */
const exportMessages = {
	holdsSecrets: (files: readonly string[]) =>
		`${files.join(' and ')} ${files.length === 1 ? 'contains' : 'contain'} secrets. Keep ${files.length === 1 ? 'it' : 'them'} out of version control.`,
} as const;

const ways = hostings.filter(hasFiles);

export const exportFiles: Command = {
	name: 'export',
	summary: 'Write the files to run the connector on another platform.',
	description:
		'Writes what a platform needs, such as Kubernetes manifests or a systemd unit, to a folder that only you can read. You don’t need to sign in, and nothing is sent to ConductorOne. Secrets that this program knows go into the files that need them. The others become placeholders.',
	settings: [
		...new Set([
			...tenant,
			...selection,
			...extent,
			...(['clientId', 'clientSecret', 'provisioning', 'hostId', 'notify'] as const),
			...carriedSettings,
		]),
	],
	needs: ['source'],
	ownOptions: {
		[`--to <${ways.join('|')}>`]: 'Platform to write files for.',
		...fileOptions,
		'--new-app <name>': 'Terraform: name of the app to create. Default: Litmos.',
		'--owner <people...>': 'Terraform: email addresses of the app owners.',
	},
	examples: {
		'litmos-connector export --to kubernetes --source acme --folder ./litmos': 'For Kubernetes',
		'litmos-connector export --to terraform --source acme --owner ann@example.com':
			'For Terraform, with the connector hosted by ConductorOne',
	},
	async run(context, {to, ...own}) {
		const way = ways.find((name) => name === to);
		if (way === undefined) {
			throw new Problem({
				code: to === undefined ? 'input/missing' : 'input/invalid',
				what: to === undefined ? 'Missing: the platform to write files for' : `There are no files for “${to}”`,
				next: [`Use one of --to ${ways.join(', --to ')}.`],
			});
		}
		const {values, progress} = context;
		const {givenAnswers} = await import('./connect/answers.ts');
		const {fileAnswersOf, litmosAnswersOf} = await import('../../setup/services/plan.ts');
		const {deploymentOf, keepsRules} = await import('../../setup/conductorone/deployment.ts');
		const {writeDeployment} = await import('../../deploy/write-files.ts');
		const given = await givenAnswers(own);
		const files = fileAnswersOf(given, way, context);
		const found = await courseIds(context, keepsRules(way, files));
		const {courses, unresolved} = found;
		const {clientId, clientSecret} = values;
		// Half a credential, or a secret that belongs to another id, is of no use.
		const secret = clientId === undefined || clientSecret === undefined ? null : {clientId, clientSecret};
		const litmos = litmosAnswersOf(context, courses);
		const owners = [given.owner ?? []].flat().map((email) => ({id: email, label: email, email}));
		const app = {kind: 'new', name: given.newApp ?? 'Litmos'} as const;
		const deployment = await deploymentOf({hosting: way, app, owners}, {litmos, files}, secret);
		const folder = folderOf(given, way);
		const written = await writeDeployment(folder, deployment.files, {overwrite: files.overwrite});
		const placeholders = placeholdersIn(deployment);
		const notes = [
			...(placeholders.length > 0 ? [`Fill in: ${placeholders.join(', ')}.`] : []),
			...secretFiles(deployment, placeholders),
			...found.notes,
			...leftOutNotes(files, values, values),
			...(unresolved && files.image === 'baton-litmos' && way !== 'terraform'
				? ['ConductorOne’s image accepts course IDs only. To look them up, set BATON_API_KEY.']
				: []),
			...(unresolved && way === 'terraform' && files.terraform === 'hosted'
				? ['ConductorOne accepts course IDs only. To look them up, set BATON_API_KEY.']
				: []),
		];
		for (const note of notes) progress.say(note);
		context.print({to: way, folder, files: written, placeholders, steps: deployment.steps, notes}, () =>
			[
				...written.map(({path, result}) => (result === 'same' ? `${path} (unchanged)` : path)),
				...stepLines(deployment.steps),
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
	if (names.length === 0 || placeholders.filter((text) => text !== contextPlaceholder).length === 3) return [];
	return [exportMessages.holdsSecrets(names)];
}
