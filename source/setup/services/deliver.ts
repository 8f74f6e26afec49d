import {mkdir, rm} from 'node:fs/promises';
import {join} from 'node:path';
import type {SealedFile, SealProgress} from '../../c1z/seal.ts';
import type {ConnectorCredential, TaskEvent} from '../../conductorone/tasks/task.ts';
import {Problem} from '../../problem/problem.ts';
import type {Extra} from '../../settings/extras.ts';
import type {SettingValues} from '../../settings/settings.ts';
import {confirmationNeeded} from '../../sync/confirmation.ts';
import type {SyncReport} from '../../sync/events.ts';
import {lastPushPath} from '../../sync/last-push-path.ts';
import {isWhole, keep, sealOptions} from '../../sync/sent-file.ts';
import type {LitmosSession} from '../../sync/start-sync.ts';
import {version} from '../../threads/thread.ts';
import {setupProblemMessages} from '../messages.ts';
import type {PushResult} from '../state.ts';

/** What is sent, and how it is told. */
export interface Delivery {
	values: Pick<SettingValues, 'provisioning' | 'hostId' | 'temporaryFolder' | 'dropGuard'>;
	/** Where files on their way are, unless the settings name another folder. */
	stateFolder: string;
	session: Pick<LitmosSession, 'seal'>;
	report: Pick<SyncReport, 'workingFile' | 'syncId' | 'completedAt' | 'counts' | 'unlistedGrants'>;
	/** Optional data that was read. */
	extras: readonly Extra[];
	credential: ConnectorCredential;
	confirmedDrop: boolean;
	/** How long to wait for ConductorOne to ask for data, milliseconds. */
	idleMs?: number;
	signal: AbortSignal;
	onSealing: (progress: SealProgress) => void;
	onEvent: (event: TaskEvent) => void;
}

/** ConductorOne hands out a task within its polling time of at most five minutes; twice that is patient enough. */
export const usualIdleMs = 600_000;

/**
 * Sends a finished sync to ConductorOne: looks whether it is plausible and whether much is gone since the last push, seals what is asked for, pushes
 * it, and keeps the file for the next comparison. Throws `push/drop-guard` unless confirmed, `sync/replaced`, and what sealing and pushing
 * throw. No temporary file is left, except one that ConductorOne refused, which the Problem names.
 */
export async function deliver(delivery: Delivery): Promise<PushResult> {
	const {values, stateFolder, session, report, extras, idleMs = usualIdleMs} = delivery;
	await compare(delivery);
	const [{push}, {parseCredential}, {connectorMetadata}, {hostIdOf}, {mappingExtrasOf}] = await Promise.all([
		import('../../conductorone/push.ts'),
		import('../../conductorone/credential.ts'),
		import('../../connector/metadata.ts'),
		import('../../conductorone/tasks/host-info.ts'),
		import('../../sync/mapping-extras.ts'),
	]);
	const {host} = parseCredential(delivery.credential);
	const folder = values.temporaryFolder ?? join(stateFolder, 'outgoing');
	await mkdir(folder, {recursive: true, mode: 0o700});
	const onTheWay = new Set<string>();
	let sent: {taskId: string; file: SealedFile; whole: boolean} | undefined;
	try {
		await push({
			...delivery,
			metadata: connectorMetadata({extras: mappingExtrasOf(extras), provisioning: values.provisioning}),
			hostId: hostIdOf(values.hostId),
			version,
			idleMs,
			async sealFor(request, {taskId, signal: cancel}) {
				const out = join(folder, `${report.syncId}-${crypto.randomUUID()}.c1z`);
				onTheWay.add(out);
				const file = await session.seal(report.workingFile, out, {
					...sealOptions(request),
					only: {syncId: report.syncId, completedAt: report.completedAt},
					signal: cancel,
					onProgress: delivery.onSealing,
				});
				const release = () => {
					sent = {taskId, file, whole: isWhole(request)};
				};
				return {path: out, release};
			},
		});
	} catch (error) {
		// ConductorOne did not want it: the file is worth looking into, and the Problem says where it is.
		if (error instanceof Problem && error.code === 'c1/upload-refused') onTheWay.clear();
		throw error;
	} finally {
		if (sent?.whole === true) {
			onTheWay.delete(sent.file.path);
			await keep(sent.file.path, lastPushPath(report.workingFile));
		}
		await Promise.all([...onTheWay].map((path) => rm(path, {force: true})));
	}
	if (sent === undefined) {
		throw new Problem({code: 'c1/unexpected-answer', ...setupProblemMessages.notConfirmed});
	}
	const {taskId, file} = sent;
	return {host, taskId, bytes: file.bytes, sha256: file.sha256, syncId: file.syncId, counts: report.counts};
}

/** Before anything is asked of ConductorOne. */
async function compare({values, report, confirmedDrop, signal}: Delivery): Promise<void> {
	const [{startExplorer}, {lookInto}, {requireSame}] = await Promise.all([
		import('../../c1z/explorer-client.ts'),
		import('../../c1z/working-file.ts'),
		import('../../sync/same-sync.ts'),
	]);
	lookInto(report.workingFile, (file) => requireSame(file, report));
	const explorer = await startExplorer(report.workingFile);
	try {
		const comparison = await explorer.compare(lastPushPath(report.workingFile), {signal});
		const problem = confirmedDrop ? null : confirmationNeeded(report, comparison, values.dropGuard / 100);
		if (problem !== null) throw problem;
	} finally {
		await explorer.close();
	}
}
