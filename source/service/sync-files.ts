import {randomUUID} from 'node:crypto';
import {mkdir, rm} from 'node:fs/promises';
import {join} from 'node:path';
import type {SyncRequest, TaskContext} from '../conductorone/contract.ts';
import {isWhole, keep, sealOptions} from '../setup/deliver.ts';
import {dropGuard} from '../sync/drop-guard.ts';
import {lastPushPath} from '../sync/last-push-path.ts';
import type {SyncReport} from '../sync/sync.types.ts';
import type {Service} from './service.types.ts';

interface OnTheWay {
	path: string;
	/** Where it is kept for the next comparison; null for a part, which cannot be compared. */
	keepAs: string | null;
}

export interface SyncFiles {
	/** Reads and seals what a sync task asks for. */
	make(request: SyncRequest, context: TaskContext): Promise<{path: string}>;
	/** The task was answered: its file is kept or removed. */
	settle(taskId: string, isAccepted: boolean): Promise<void>;
	/** Removes what was never answered. */
	close(): Promise<void>;
}

/**
 * The files for sync tasks. A sync that was read but not taken, by a lost connection or a cancelled task, is sent the next
 * time instead of being read again; one that was taken is read anew.
 */
export function createSyncFiles(service: Service): SyncFiles {
	const {session, job, log} = service;
	const onTheWay = new Map<string, OnTheWay>();
	let taken: 'whole' | 'part' | undefined;
	let unused: string | undefined;

	async function read(request: SyncRequest, {signal}: TaskContext): Promise<SyncReport> {
		const options = {...job.options, resourcesOnly: request.skipEntitlementsAndGrants || job.options.resourcesOnly};
		// A whole sync after a part goes on with what the part has read: ConductorOne asks for one right after the other.
		const fresh = taken === 'whole' || (taken === 'part' && !isWhole(request));
		const handle = session.sync({...job, options, fresh, unused}, (event) => {
			// From here on there is a new working file: going on with it after a break is right again.
			if (event.type === 'started') taken = undefined;
			if (event.type === 'notice') log('info', event.text);
		});
		const cancel = () => handle.cancel();
		signal.addEventListener('abort', cancel, {once: true});
		try {
			signal.throwIfAborted();
			return await handle.done;
		} finally {
			signal.removeEventListener('abort', cancel);
		}
	}

	/** Nobody is there to be asked: a large drop is said loudly and sent; ConductorOne then pauses the connector and asks. */
	function warn(report: SyncReport): void {
		const {counts, warnings, requests, durationMs, resumed, comparison} = report;
		log('info', 'sync read', {syncId: report.syncId, ...counts, warnings, requests, durationMs, resumed});
		const drop = comparison === undefined ? null : dropGuard(comparison, job.options.dropThreshold);
		if (drop) log('error', drop.what, {why: drop.why});
	}

	return {
		async make(request, context) {
			if (request.storageEngine === 'pebble') log('info', 'file form', {asked: 'pebble', written: 'sqlite'});
			const options = sealOptions(request);
			const report = await read(request, context);
			unused = report.syncId;
			warn(report);
			await mkdir(service.temporaryFolder, {recursive: true, mode: 0o700});
			const path = join(service.temporaryFolder, `${report.syncId}-${randomUUID()}.c1z`);
			const keepAs = isWhole(request) ? lastPushPath(report.workingFile) : null;
			onTheWay.set(context.taskId, {path, keepAs});
			const file = await session.seal(report.workingFile, path, {...options, signal: context.signal});
			log('info', 'file written', {bytes: file.bytes, syncId: file.syncId});
			return {path};
		},
		async settle(taskId, isAccepted) {
			const file = onTheWay.get(taskId);
			if (!file) return;
			onTheWay.delete(taskId);
			if (isAccepted) {
				taken = file.keepAs === null ? 'part' : 'whole';
				unused = undefined;
			}
			if (isAccepted && file.keepAs !== null) await keep(file.path, file.keepAs);
			else await rm(file.path, {force: true});
		},
		async close() {
			await Promise.all([...onTheWay.values()].map(({path}) => rm(path, {force: true})));
			onTheWay.clear();
		},
	};
}
