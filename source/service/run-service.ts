import type {ConnectorCredential, TaskEvent} from '../conductorone/tasks/task.ts';
import {runTaskLoop} from '../conductorone/tasks/task-loop.ts';
import type {ConnectorMetadata} from '../proto/model.ts';
import type {RunRecord} from '../settings/run-record.ts';
import {runDetails} from '../sync/run-details.ts';
import {createHandlers} from './handlers.ts';
import {holdInstance} from './instance.ts';
import type {AnsweredSync} from './metrics.ts';
import type {Service} from './service.ts';
import {openSyncFiles, type SyncFiles} from './sync-files.ts';

export interface ServiceOptions extends Service {
	credential: ConnectorCredential;
	metadata: ConnectorMetadata;
	hostId: string;
	version: string;
	/** Remembers answered tasks through restarts; one file per instance. */
	journal: string;
	signal: AbortSignal;
	onEvent?: (event: TaskEvent) => void;
	/** Told of each sync that was answered. */
	onSync?: (answered: AnsweredSync) => void;
}

/**
 * Answers ConductorOne's tasks until the signal. Work under way then is finished or handed back in time for Kubernetes'
 * 30 seconds; no file is left on its way. Rejects only with what needs a person: a credential that is refused, a folder
 * that cannot be written, `sync/locked` when another instance works with the same journal.
 */
export async function runService(options: ServiceOptions): Promise<{syncs: number; finished: number}> {
	const letGo = holdInstance(options.journal);
	try {
		return await serve(options, await openSyncFiles(options));
	} finally {
		letGo();
	}
}

async function serve(options: ServiceOptions, files: SyncFiles): Promise<{syncs: number; finished: number}> {
	const {credential, metadata, hostId, version, journal, signal, log} = options;
	const settling = new Set<Promise<void>>();
	const begun = new Map<string, string>();
	const onEvent = (event: TaskEvent) => {
		options.onEvent?.(event);
		logEvent(event);
		if (event.type === 'task') begun.set(event.taskId, new Date().toISOString());
		if (event.type !== 'finished') return;
		if (event.kind === 'syncFull')
			options.onSync?.(answeredSync(event, begun.get(event.taskId), files, options.job.options.dropThreshold));
		begun.delete(event.taskId);
		const settled: Promise<void> = files
			.settle(event.taskId, event)
			.catch((error: unknown) => log('warn', 'sent file not kept', {reason: String(error)}))
			.finally(() => settling.delete(settled));
		settling.add(settled);
	};
	function logEvent(event: TaskEvent): void {
		const {type, ...fields} = event;
		// Polls come every few seconds, pieces of uploads many times a second.
		if (type === 'waiting' || type === 'upload') log('debug', type, fields);
		else if (type === 'retry') log('warn', 'will try again', fields);
		else if (event.type === 'finished' && !event.ok) log('error', 'task failed', fields);
		else if (event.type === 'finished') log('info', event.kind === 'syncFull' ? 'Task complete!' : 'task done', fields);
		else log('info', type, fields);
	}
	try {
		return await runTaskLoop({
			credential,
			metadata,
			hostId,
			version,
			journal,
			signal,
			handlers: createHandlers(options, files),
			onEvent,
		});
	} finally {
		await Promise.all(settling);
		await files.close();
	}
}

function answeredSync(
	{taskId, ok, message, code}: Extract<TaskEvent, {type: 'finished'}>,
	startedAt: string | undefined,
	files: SyncFiles,
	threshold: number | undefined,
): AnsweredSync {
	const finishedAt = new Date().toISOString();
	const read = files.readFor(taskId);
	const run: RunRecord = {
		startedAt: startedAt ?? finishedAt,
		finishedAt,
		exit: ok ? 0 : 1,
		counts: ok ? (read?.report.counts ?? null) : null,
		error: ok ? null : {code: code ?? 'defect', title: message},
		...(read && {details: runDetails(read.report, {failure: ok ? null : (code ?? 'defect'), threshold})}),
	};
	return {run, report: read?.report ?? null, isDoubtful: read?.isDoubtful ?? false};
}
