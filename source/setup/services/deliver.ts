import {mkdir, rm} from 'node:fs/promises';
import {join} from 'node:path';
import type {Comparison} from '../../c1z/changes.ts';
import type {SealedFile, SealOptions, SealProgress} from '../../c1z/seal.ts';
import type {ConnectorCredential, TaskEvent} from '../../conductorone/tasks/task.ts';
import {Problem} from '../../problem/problem.ts';
import type {ConnectorMetadata} from '../../proto/model.ts';
import {confirmationNeeded} from '../../sync/confirmation.ts';
import type {SyncReport} from '../../sync/events.ts';
import {isWhole, keep, sealOptions} from '../../sync/sent-file.ts';
import {setupProblemMessages} from '../messages.ts';
import type {PushResult} from '../state.ts';

export interface Delivery {
	report: Pick<SyncReport, 'workingFile' | 'syncId' | 'counts' | 'unlistedGrants'>;
	credential: ConnectorCredential;
	metadata: ConnectorMetadata;
	hostId: string;
	version: string;
	/** Writes the finished working file as a .c1z. */
	seal(workingFile: string, out: string, options: SealOptions): Promise<SealedFile>;
	/** Where the file pushed last is kept, see `lastPushPath`; replaced after success. */
	lastPush: string;
	temporaryFolder: string;
	/** Share of accounts or grants that may be gone, 0 … 1; 1 = do not look. */
	dropThreshold: number;
	confirmedDrop: boolean;
	/** How long to wait for ConductorOne to ask for data, milliseconds. */
	idleMs?: number;
	signal: AbortSignal;
	onSealing?: (progress: SealProgress) => void;
	onCompared?: (comparison: Comparison) => void;
	onEvent: (event: TaskEvent) => void;
}

/** ConductorOne hands out a task within its polling time of at most five minutes; twice that is patient enough. */
export const usualIdleMs = 600_000;

/**
 * Sends a finished sync to ConductorOne: looks whether it is plausible and whether much is gone since the last push, seals what is asked for, pushes
 * it, and keeps the file for the next comparison. Throws `push/drop-guard` unless confirmed, and what sealing and pushing
 * throw. No temporary file is left, except one that ConductorOne refused, which the Problem names.
 */
export async function deliver(delivery: Delivery): Promise<PushResult> {
	const {report, lastPush} = delivery;
	await compare(delivery);
	const [{push}, {parseCredential}] = await Promise.all([
		import('../../conductorone/push.ts'),
		import('../../conductorone/credential.ts'),
	]);
	const {host} = parseCredential(delivery.credential);
	await mkdir(delivery.temporaryFolder, {recursive: true, mode: 0o700});
	const onTheWay = new Set<string>();
	let sent: {taskId: string; file: SealedFile; whole: boolean} | undefined;
	try {
		await push({
			...delivery,
			idleMs: delivery.idleMs ?? usualIdleMs,
			async sealFor(request, {taskId, signal: cancel}) {
				const out = join(delivery.temporaryFolder, `${report.syncId}-${crypto.randomUUID()}.c1z`);
				onTheWay.add(out);
				const file = await delivery.seal(report.workingFile, out, {
					...sealOptions(request),
					signal: cancel,
					...(delivery.onSealing === undefined ? {} : {onProgress: delivery.onSealing}),
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
			await keep(sent.file.path, lastPush);
		}
		await Promise.all([...onTheWay].map((path) => rm(path, {force: true})));
	}
	if (sent === undefined) {
		throw new Problem({code: 'c1/unexpected-answer', ...setupProblemMessages.notConfirmed});
	}
	const {taskId, file} = sent;
	return {host, taskId, bytes: file.bytes, sha256: file.sha256, syncId: file.syncId, counts: report.counts};
}

async function compare({report, lastPush, dropThreshold, confirmedDrop, signal, onCompared}: Delivery): Promise<void> {
	const {startExplorer} = await import('../../c1z/explorer-client.ts');
	const explorer = await startExplorer(report.workingFile);
	try {
		const comparison = await explorer.compare(lastPush, {signal});
		onCompared?.(comparison);
		const problem = confirmedDrop ? null : confirmationNeeded(report, comparison, dropThreshold);
		if (problem !== null) throw problem;
	} finally {
		await explorer.close();
	}
}
