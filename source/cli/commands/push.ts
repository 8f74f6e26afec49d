import {Problem} from '../../problem/problem.ts';
import {version} from '../../threads/thread.ts';
import type {Command} from '../command.ts';
import {conductorOne, reading, tenant} from '../setting-groups.ts';

export const push: Command = {
	name: 'push',
	summary: 'Read Litmos and send it to ConductorOne, once.',
	description:
		'Reads Litmos and sends the data to ConductorOne when it asks for it. Does not push when much is gone since the last push, unless --yes is given.',
	settings: [...tenant, ...reading, ...conductorOne, 'provisioning', 'dropGuard', 'yes'],
	needs: ['source', 'apiKey', 'clientId', 'clientSecret'],
	ownOptions: [{flags: '--wait <time>', help: 'How long to wait for ConductorOne to ask for data (default 10m).'}],
	examples: [
		{words: 'With the answers of the guided set-up', line: 'litmos-connector push'},
		{
			words: 'Unattended',
			line: 'BATON_API_KEY=… BATON_CLIENT_SECRET=… litmos-connector push --source acme --client-id …',
		},
		{words: 'Try it', line: 'litmos-connector push --demo'},
	],
	async run(context, own) {
		const {values, progress, signal} = context;
		const [{credentialOf}, {duration}, {checkCredential}, {readAndSend}] = await Promise.all([
			import('../../setup/from-settings.ts'),
			import('../../settings/parse.ts'),
			import('../../setup/check-credential.ts'),
			import('../send.ts'),
		]);
		const credential = credentialOf(values);
		const idleMs = typeof own.wait === 'string' ? {idleMs: duration(own.wait)} : {};
		// A mistake in the credential should not cost an hour of reading first; an outage may be over by then.
		await checkCredential(credential, version, signal).catch((error: unknown) => {
			const problem = Problem.from(error);
			if (problem.code !== 'c1/busy' && problem.code !== 'network/timeout') throw problem;
			progress.say(`${problem.what}. Litmos is read meanwhile.`);
		});
		const {result, report} = await readAndSend(context, credential, idleMs);
		context.print({...result, warnings: report.warnings, requests: report.requests}, () =>
			context.facts([
				['ConductorOne', result.host],
				['Accounts', result.counts.accounts],
				['Teams', result.counts.teams],
				['Courses', result.counts.courses],
				['Grants', result.counts.grants],
				['Bytes', result.bytes],
				['Sync', result.syncId],
			]),
		);
		return 0;
	},
};
