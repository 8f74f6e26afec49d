import {join} from 'node:path';
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
	version,
	litmos,
	folder,
	isDemo,
}: {
	values: SettingValues;
	saved: SavedStateStore;
	version: string;
	litmos: Pick<LitmosServices, 'session'>;
	folder: () => string;
	isDemo: () => boolean;
}): Pick<SetupServices, 'checkCredential' | 'push'> {
	return {
		checkCredential: (credential, signal) =>
			checkCredential({...credential, insecure: isPlain(credential.apiHost, credential.insecure)}, version, signal),
		async push({workingFile, report, reading, credential, confirmedDrop, signal, onSealing, onEvent}) {
			const startedAt = new Date().toISOString();
			const session = litmos.session();
			if (session === undefined) throw new Problem({code: 'sync/incomplete', ...setupProblemMessages.nothingRead});
			const [{connectorMetadata}, {hostIdOf}, {mappingExtrasOf}, {recordRun}] = await Promise.all([
				import('../../connector/metadata.ts'),
				import('../../conductorone/tasks/host-info.ts'),
				import('../../sync/mapping-extras.ts'),
				import('../../settings/run-record.ts'),
			]);
			const result = await deliver({
				report,
				credential: {...credential, insecure: isPlain(credential.apiHost, credential.insecure)},
				metadata: connectorMetadata({extras: mappingExtrasOf(reading.extras), provisioning: values.provisioning}),
				hostId: hostIdOf(values.hostId),
				version,
				seal: (path, out, sealing) => session.seal(path, out, sealing),
				lastPush: lastPushPath(workingFile),
				temporaryFolder: values.temporaryFolder ?? join(folder(), 'outgoing'),
				dropThreshold: values.dropGuard / 100,
				confirmedDrop,
				signal,
				onSealing,
				onEvent,
			});
			if (!isDemo()) {
				const at = new Date().toISOString();
				saved.update({lastPush: {at, syncId: result.syncId, file: lastPushPath(workingFile)}, progress: undefined});
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
