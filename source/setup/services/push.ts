import {isLoopback} from '../../http/proxy.ts';
import {Problem} from '../../problem/problem.ts';
import type {SavedStateStore} from '../../settings/saved-state.ts';
import type {SettingValues} from '../../settings/settings.ts';
import {lastPushPath} from '../../sync/last-push-path.ts';
import {runDetails} from '../../sync/run-details.ts';
import {setupProblemMessages} from '../messages.ts';
import {checkCredential} from './check-credential.ts';
import {deliver} from './deliver.ts';
import type {LitmosServices} from './litmos.ts';
import type {SetupServices} from './services.ts';

/** Checks a connector credential, and pushes with it what the Litmos session has read. */
export function createPushServices({
	values,
	saved,
	litmos,
	folder,
	isDemo,
}: {
	values: SettingValues;
	saved: SavedStateStore;
	litmos: Pick<LitmosServices, 'session'>;
	folder: () => string;
	isDemo: () => boolean;
}): Pick<SetupServices, 'checkCredential' | 'push'> {
	return {
		checkCredential: (credential, signal) =>
			checkCredential({...credential, insecure: isPlain(credential.apiHost, credential.insecure)}, signal),
		async push({report, reading, credential, confirmedDrop, signal, onSealing, onEvent}) {
			const startedAt = new Date().toISOString();
			const session = litmos.session();
			if (session === undefined) throw new Problem({code: 'sync/incomplete', ...setupProblemMessages.nothingRead});
			const result = await deliver({
				values,
				stateFolder: folder(),
				session,
				report,
				extras: reading.extras,
				credential: {...credential, insecure: isPlain(credential.apiHost, credential.insecure)},
				confirmedDrop,
				signal,
				onSealing,
				onEvent,
			});
			if (!isDemo()) {
				const {recordRun} = await import('../../settings/run-record.ts');
				const at = new Date().toISOString();
				saved.update({
					lastPush: {at, syncId: result.syncId, file: lastPushPath(report.workingFile)},
					progress: undefined,
				});
				const details = runDetails(report, {failure: null, threshold: values.dropGuard / 100});
				recordRun(folder(), 'setup', {startedAt, finishedAt: at, exit: 0, counts: result.counts, error: null, details});
			}
			return result;
		},
	};

	function isPlain(host: string | undefined, insecure: boolean | undefined): boolean {
		return insecure === true || (values.c1Insecure && host !== undefined && isLoopback(host.replace(/:\d+$/, '')));
	}
}
