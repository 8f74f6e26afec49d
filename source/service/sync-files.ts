import {randomUUID} from 'node:crypto';
import {existsSync} from 'node:fs';
import {mkdir, rm} from 'node:fs/promises';
import {join} from 'node:path';
import type {SyncRequest, TaskContext} from '../conductorone/tasks/task.ts';
import {Problem, type ProblemCode} from '../problem/problem.ts';
import {confirmationNeeded} from '../sync/confirmation.ts';
import type {SyncReport} from '../sync/events.ts';
import {lastPushPath} from '../sync/last-push-path.ts';
import {isWhole, keep, sealOptions} from '../sync/sent-file.ts';
import {emptySync} from './empty-sync.ts';
import {type KeptReport, keepReport} from './kept-reports.ts';
import {serviceMessages} from './messages.ts';
import type {Service} from './service.ts';

interface OnTheWay {
	path: string;
	/** Null for an empty sync. */
	report: SyncReport | null;
	/** A part cannot be compared with the next one. */
	whole: boolean;
}

/** How a task ended: true when ConductorOne took the answer and the file. */
export interface TaskEnd {
	ok: boolean;
	code?: ProblemCode | undefined;
}

export interface SyncFiles {
	/** Reads and seals what a sync task asks for. */
	make(request: SyncRequest, context: TaskContext): Promise<{path: string}>;
	/** What was read for a task, until the task is settled; null when nothing was. */
	readFor(taskId: string): {report: SyncReport; isDoubtful: boolean} | null;
	/** The task was answered: its file is kept or removed. */
	settle(taskId: string, end: TaskEnd): Promise<void>;
	/** Removes what was never answered. */
	close(): Promise<void>;
}

/**
 * The files for sync tasks. Each task reads Litmos for itself, under a sync id of its own, so that it contains every grant
 * answered before it came; only a read that was cut short is gone on with. Removes what a killed run has left on its way.
 */
export async function openSyncFiles(service: Service): Promise<SyncFiles> {
	const {session, job, log, temporaryFolder} = service;
	const onTheWay = new Map<string, OnTheWay>();
	const wasRead = new Map<string, {report: SyncReport; isDoubtful: boolean}>();
	await rm(temporaryFolder, {recursive: true, force: true});
	// A folder that cannot be made is told at the start, not when ConductorOne asks for data.
	await mkdir(temporaryFolder, {recursive: true, mode: 0o700});

	async function read(request: SyncRequest, {signal}: TaskContext): Promise<SyncReport> {
		const options = {...job.options, resourcesOnly: request.skipEntitlementsAndGrants || job.options.resourcesOnly};
		const handle = session.sync({...job, options, fresh: false, endsWithRead: true, isUnattended: true}, (event) => {
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

	/** Nobody is there to be asked: what looks wrong is said loudly and sent, unless that is forbidden. */
	function guard(report: SyncReport, taskId: string): void {
		const {counts, warnings, requests, durationMs, resumed, comparison} = report;
		log('info', 'sync read', {syncId: report.syncId, ...counts, warnings, requests, durationMs, resumed});
		const doubt = confirmationNeeded(report, comparison, job.options.dropThreshold);
		wasRead.set(taskId, {report, isDoubtful: doubt !== null});
		if (!doubt) return;
		log('error', doubt.what, {why: doubt.why, sent: !service.refuseDrops});
		if (!service.refuseDrops) return;
		throw new Problem({...doubt.toJSON(), why: `${doubt.why} ${serviceMessages.dropNotSent}`});
	}

	function note(report: SyncReport | null, id: string, outcome: KeptReport['task']['outcome']): Promise<void> {
		if (!report) return Promise.resolve();
		return keepReport(service.reportFolder, {...report, task: {id, outcome}}).catch((error: unknown) => {
			log('warn', 'report not kept', {reason: Problem.from(error).what});
		});
	}

	async function makeEmpty({taskId, signal}: TaskContext): Promise<{path: string}> {
		await session.checkAccess(signal);
		const workingFile = await emptySync(temporaryFolder);
		const path = join(temporaryFolder, `${randomUUID()}.c1z`);
		onTheWay.set(taskId, {path, report: null, whole: false});
		await session.seal(workingFile, path, {signal});
		log('info', 'empty sync written, because full syncs are to be skipped');
		return {path};
	}

	return {
		async make(request, context) {
			const {taskId, signal} = context;
			await mkdir(temporaryFolder, {recursive: true, mode: 0o700});
			if (service.skipFullSync) return makeEmpty(context);
			if (request.storageEngine === 'pebble') log('info', 'file form', {asked: 'pebble', written: 'sqlite'});
			if (request.targetedResources.length > 0) {
				// Litmos lists people by course and team only; a full sync holds what is asked for, and more.
				log('info', 'single resources were asked for; a full sync is sent', {asked: request.targetedResources.length});
			}
			const options = sealOptions({...request, targetedResources: []});
			const report = await read(request, context);
			await note(report, taskId, 'on-its-way');
			guard(report, taskId);
			const path = join(temporaryFolder, `${report.syncId}-${randomUUID()}.c1z`);
			onTheWay.set(taskId, {path, report, whole: isWhole(request)});
			const file = await session.seal(report.workingFile, path, {...options, signal});
			log('info', 'file written', {bytes: file.bytes, syncId: file.syncId});
			return {path};
		},
		readFor: (taskId) => wasRead.get(taskId) ?? null,
		async settle(taskId, {ok, code}) {
			wasRead.delete(taskId);
			const file = onTheWay.get(taskId);
			if (!file) return;
			onTheWay.delete(taskId);
			const {path, report, whole} = file;
			await note(report, taskId, ok ? 'taken' : 'not-taken');
			if (report && ok && whole) return keep(path, lastPushPath(report.workingFile));
			if (report && code === 'c1/upload-refused' && existsSync(path)) {
				const aside = `${report.workingFile}.refused.c1z`;
				log('error', 'ConductorOne refused the file; it is kept to be looked at', {path: aside});
				return keep(path, aside);
			}
			await rm(path, {force: true});
		},
		async close() {
			onTheWay.clear();
			await rm(temporaryFolder, {recursive: true, force: true});
		},
	};
}
