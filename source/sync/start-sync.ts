import type {LitmosTarget} from '../litmos/client.ts';
import type {SyncEvent, SyncReport} from './events.ts';
import type {SyncJob} from './job.ts';
import type {Log} from './log.ts';
import type {Session, SessionJob} from './session.ts';
import type {SyncThread, ThreadEvent} from './sync-thread.ts';
import {shareThread} from './tenant-thread.ts';

/** A running sync in its own thread. */
export interface SyncHandle {
	/** Resolves with the report, rejects with a Problem. */
	readonly done: Promise<SyncReport>;
	/** Stops after the request under way; the working file keeps everything read. */
	cancel(): void;
}

/** One Litmos tenant in a thread of its own: check, course picker and sync share one pacer and one working file. */
export interface LitmosSession
	extends Pick<
		Session,
		'checkAccess' | 'listCourses' | 'seal' | 'assign' | 'unassign' | 'wouldAssign' | 'wouldUnassign' | 'account'
	> {
	/** May be called again with other courses: what is there is kept. */
	sync(job: SessionJob, onEvent: (event: SyncEvent) => void): SyncHandle;
	/** Stops what is under way, keeps everything read, and ends the thread when no other session of the tenant uses it. */
	close(): Promise<void>;
}

/** Opens a session, in a thread shared with the other sessions of the same tenant. `log` gets the lines of its calls. */
export function openLitmosSession(target: LitmosTarget, log?: Log): LitmosSession {
	const {connection, opening, release} = shareThread(target, log === undefined ? null : (log.least ?? 'debug'));
	const stopping = new AbortController();
	const underWay = new Set<Promise<void>>();
	/** Calls the thread; a closing session waits for it. */
	const call = <Name extends Exclude<keyof SyncThread, 'open' | 'close'>, Event>(
		name: Name,
		args: Parameters<typeof connection.call<Name>>[1],
		signal: AbortSignal | undefined,
		onEvent: (event: Event) => void = () => {},
	) => {
		const work = opening.then(() =>
			connection.call(name, args, {
				signal: signal ? AbortSignal.any([signal, stopping.signal]) : stopping.signal,
				onEvent: (event: ThreadEvent<Event>) => {
					if ('event' in event) onEvent(event.event);
					else log?.(event.log.level, event.log.message, event.log.fields);
				},
			}),
		);
		const settled: Promise<void> = work.then(
			() => void underWay.delete(settled),
			() => void underWay.delete(settled),
		);
		underWay.add(settled);
		return work;
	};

	return {
		checkAccess: (signal) => call('checkAccess', [], signal),
		listCourses: (job, onCourses, signal) => call('listCourses', [job], signal, onCourses),
		sync(job, onEvent) {
			const controller = new AbortController();
			return {done: call('sync', [job], controller.signal, onEvent), cancel: () => controller.abort()};
		},
		seal: (workingFile, out, {signal, onProgress, ...options} = {}) =>
			call('seal', [workingFile, out, options], signal, onProgress),
		assign: (assignment, options, signal) => call('assign', [assignment, options], signal),
		unassign: (assignment, options, signal) => call('unassign', [assignment, options], signal),
		wouldAssign: (assignment, signal) => call('wouldAssign', [assignment], signal),
		wouldUnassign: (assignment, signal) => call('wouldUnassign', [assignment], signal),
		account: (wanted, signal) => call('account', [wanted], signal),
		async close() {
			if (stopping.signal.aborted) return;
			stopping.abort();
			// The thread must let go of its files and locks before it ends.
			await Promise.all(underWay);
			await release();
		},
	};
}

/** Runs one sync in a thread of its own, which ends with it. */
export function startSync({target, ...job}: SyncJob, onEvent: (event: SyncEvent) => void, log?: Log): SyncHandle {
	const session = openLitmosSession(target, log);
	const {done, cancel} = session.sync(job, onEvent);
	return {done: done.finally(() => session.close()), cancel};
}
