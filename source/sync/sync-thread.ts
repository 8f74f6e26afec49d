import {parentPort} from 'node:worker_threads';
import type {SealedFile, SealProgress} from '../c1z/seal.ts';
import type {LitmosTarget} from '../litmos/client.ts';
import {collectGarbage} from '../threads/collect-garbage.ts';
import {type CallContext, serve} from '../threads/rpc.ts';
import type {Assignment} from './assignments.ts';
import type {CourseRow} from './course-filter.ts';
import type {SyncEvent, SyncReport} from './events.ts';
import {isKept, type Log, type LogLevel} from './log.ts';
import {Session, type SessionJob, type SessionSealOptions} from './session.ts';

/** The thread in which Litmos is read and SQLite and zstd work, so that the screen can answer a key. */
export type SealRequest = Omit<SessionSealOptions, 'signal' | 'onProgress'>;

/** What a call reports while it runs: its own events, and log lines when they are wanted. */
export type ThreadEvent<Event> = {event: Event} | {log: LogLine};
export interface LogLine {
	level: LogLevel;
	message: string;
	fields: Record<string, unknown>;
}

let session: Session | undefined;
/** The calls under way; log lines travel with the newest. */
const calls: CallContext[] = [];

/** Runs one call on the session, which is made once for the life of the thread. */
async function during<T, Event>(
	context: CallContext,
	work: (session: Session, emit: (event: Event) => void) => Promise<T>,
): Promise<T> {
	if (!session) throw new Error('The session was not opened.');
	calls.push(context);
	try {
		return await work(session, (event) => context.emit({event} satisfies ThreadEvent<Event>));
	} finally {
		calls.splice(calls.indexOf(context), 1);
	}
}

async function tidily<T>(work: Promise<T>): Promise<T> {
	try {
		return await work;
	} finally {
		collectGarbage();
	}
}

export const functions = {
	/** `least`: of the lines of the log that are wanted, null for none. */
	open(_: CallContext, target: LitmosTarget, least: LogLevel | null): void {
		const log: Log = (level, message, fields = {}) => {
			if (least !== null && isKept(level, least))
				calls.at(-1)?.emit({log: {level, message, fields}} satisfies ThreadEvent<never>);
		};
		session = new Session(target, least === null ? {} : {log});
	},
	checkAccess(context: CallContext): Promise<void> {
		return during(context, (open) => open.checkAccess(context.signal));
	},
	listCourses(context: CallContext, job: SessionJob): Promise<number> {
		return during(context, (open, emit: (rows: CourseRow[]) => void) => open.listCourses(job, emit, context.signal));
	},
	sync(context: CallContext, job: SessionJob): Promise<SyncReport> {
		return tidily(during(context, (open, emit: (event: SyncEvent) => void) => open.sync(job, emit, context.signal)));
	},
	seal(context: CallContext, workingFile: string, out: string, options: SealRequest): Promise<SealedFile> {
		return tidily(
			during(context, (open, onProgress: (progress: SealProgress) => void) =>
				open.seal(workingFile, out, {...options, signal: context.signal, onProgress}),
			),
		);
	},
	assign(context: CallContext, assignment: Assignment, options: {sendMessage: boolean; folder: string}) {
		return during(context, (open) => open.assign(assignment, options, context.signal));
	},
	unassign(context: CallContext, assignment: Assignment, options: {folder: string}) {
		return during(context, (open) => open.unassign(assignment, options, context.signal));
	},
	wouldAssign(context: CallContext, assignment: Assignment) {
		return during(context, (open) => open.wouldAssign(assignment, context.signal));
	},
	wouldUnassign(context: CallContext, assignment: Assignment) {
		return during(context, (open) => open.wouldUnassign(assignment, context.signal));
	},
	account(context: CallContext, wanted: string) {
		return during(context, (open) => open.account(wanted, context.signal));
	},
	/** Gives the times (Unix ms) of the last minute's requests, for whoever uses the key next. */
	close(): number[] {
		const recent = session?.recent() ?? [];
		session?.close();
		return recent;
	},
};
export type SyncThread = typeof functions;

if (parentPort) serve(parentPort, functions);
