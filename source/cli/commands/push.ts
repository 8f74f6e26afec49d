import {Problem} from '../../problem/problem.ts';
import type {Command} from '../command.ts';
import {conductorOne, reading, tenant} from '../setting-groups.ts';
import {listRows} from './run-texts.ts';

/** The look at the credential before reading waits no longer than this, nor than `--wait`. Milliseconds. */
const longestCheck = 60_000;

export const push: Command = {
	name: 'push',
	summary: 'Read from Litmos and push to ConductorOne once.',
	description:
		'Reads from Litmos and sends the data when ConductorOne asks for it. Asks you to confirm with --yes when much is gone since the last push, or when many grants are to accounts that Litmos doesn’t list.',
	settings: [...tenant, ...reading, ...conductorOne, 'provisioning', 'dropGuard', 'failOn', 'notify', 'yes'],
	needs: ['source', 'apiKey', 'clientId', 'clientSecret'],
	ownOptions: {
		'--wait <time>':
			'How long to wait for ConductorOne to ask for data. Default: 10m; 0 means 10 seconds, enough to ask. The time it takes to send data doesn’t count.',
		'--scheduled': 'This is a run of a schedule: “status” and “schedule” show how it ended.',
	},
	recordedAs: (own) => (own.scheduled === true ? 'schedule' : 'push'),
	examples: {
		'litmos-connector push': 'With the answers of the guided setup',
		'BATON_API_KEY=… BATON_CLIENT_SECRET=… litmos-connector push --source acme --client-id …': 'Unattended',
		'litmos-connector push --demo': 'Try it with demo data',
	},
	async run(context, own) {
		const {values, progress, signal} = context;
		const {credentialOf} = await import('../../setup/services/from-settings.ts');
		const {durationOption} = await import('../duration-option.ts');
		const {checkCredential} = await import('../../setup/services/check-credential.ts');
		const {readAndSend} = await import('../send.ts');
		const credential = credentialOf(values);
		const idleMs = durationOption('--wait', own.wait);
		// A mistake in the credential should not cost an hour of reading first; an outage may be over by then.
		const limit = AbortSignal.timeout(Math.min(idleMs ?? longestCheck, longestCheck));
		await checkCredential(credential, AbortSignal.any([signal, limit])).catch((error: unknown) => {
			const problem = Problem.from(error);
			const isLate = limit.aborted && !signal.aborted;
			if (problem.code !== 'c1/busy' && problem.code !== 'network/timeout' && !isLate) throw problem;
			progress.say(
				`${isLate ? 'ConductorOne hasn’t responded yet' : problem.what}. Reading from Litmos in the meantime.`,
			);
		});
		const {result, report} = await readAndSend(context, credential, idleMs === undefined ? {} : {idleMs});
		context.outcome.counts = result.counts;
		const {warnings, findings, requests, lists = null, delta = null} = report;
		context.printFacts({...result, warnings, findings, requests, lists, delta}, [
			['ConductorOne', result.host],
			['Accounts', result.counts.accounts],
			['Teams', result.counts.teams],
			['Courses', result.counts.courses],
			['Grants', result.counts.grants],
			...listRows(report),
			['Bytes', result.bytes],
			['Sync', result.syncId],
		]);
		return 0;
	},
};
