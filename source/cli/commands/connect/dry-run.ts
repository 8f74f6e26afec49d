import type {RecordedRequest} from '../../../conductorone/rest/dry-run.ts';
import type {DeployFile} from '../../../deploy/answers.ts';
import type {ExitCode} from '../../../problem/problem.ts';
import type {ConnectAnswers} from '../../../setup/conductorone/answers.ts';
import type {FileAnswers} from '../../../setup/conductorone/plan-services.ts';
import type {Progress} from '../../../setup/conductorone/progress.ts';
import type {ConductorOneSession} from '../../../setup/services/conductorone-session.ts';
import type {CommandContext} from '../../command.ts';
import {connectServices} from './services.ts';

const mask = '••••••••';

/** What a dry run says last. */
export const unchanged = 'Nothing was changed.';

/** Prints each request (method, path, body) and each file of a set-up, secrets masked. Only reads are sent. */
export async function connectDry(
	context: CommandContext,
	session: ConductorOneSession,
	answers: ConnectAnswers,
	begun: Progress,
	{files, courses}: {files: FileAnswers; courses: readonly string[] | null},
): Promise<ExitCode> {
	const requests: RecordedRequest[] = [];
	const written: {path: string; content: string}[] = [];
	const further: string[] = [];
	const {runPlan} = await import('../../../setup/conductorone/run-plan.ts');
	const {join} = await import('node:path');
	const {client} = await session.signIn((request) => void requests.push(request));
	const services = connectServices(context, session, {client, files, courses, save: () => {}});
	await runPlan(answers, begun, {
		...services,
		litmos: {...services.litmos, apiKey: services.litmos.apiKey === undefined ? undefined : mask},
		keepSecret: async () => void further.push('Save the client ID and secret in the keychain.'),
		forgetSecret: async () => {},
		findSecret: async () => mask,
		async writeFiles(folder, deployment) {
			for (const {name, content} of deployment.files)
				written.push({path: join(folder, name), content: masked(content)});
		},
		apply: async () => void further.push('Apply the files with kubectl and watch the pod.'),
		async push() {
			further.push('Read Litmos and push the first sync.');
			return {at: '', syncId: '', counts: {accounts: 0, entitlements: 0, grants: 0}};
		},
		onEvent: () => {},
	});
	context.print({dryRun: true, requests, files: written, further}, () =>
		[
			...requests.map(({method, path, body}) => `${method} ${path}\n${indent(JSON.stringify(body, null, 2))}`),
			...written.map(({path, content}) => `File ${path}\n${indent(content.trimEnd())}`),
			...further,
			'',
		].join('\n'),
	);
	context.progress.say(unchanged);
	return 0;
}

/** A dry run's credential is a placeholder; it is masked like a real one, so that nobody takes it for one. */
function masked(content: DeployFile['content']): string {
	return content.replaceAll(/(CLIENT_(?:ID|SECRET)["']?\s*[:=]\s*["']?)dry-run/g, `$1${mask}`);
}

function indent(text: string): string {
	return text.replaceAll(/^/gm, '  ');
}
