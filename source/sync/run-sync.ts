import type {WorkingFile} from '../c1z/working-file.ts';
import type {LitmosClient, LitmosTarget} from '../litmos/client.ts';
import {createLitmosClient} from '../litmos/litmos-client.ts';
import {cancelled, Problem} from '../problem/problem.ts';
import {catalogueReadAt, replaceCatalogue} from './catalogue.ts';
import {coursePeople} from './course-people.ts';
import {deltaSentences} from './delta/messages.ts';
import {openDelta} from './delta/open-delta.ts';
import type {DeltaReport} from './delta/report.ts';
import type {SyncEvent, SyncReport} from './events.ts';
import type {SyncJob} from './job.ts';
import {keyMark} from './key-mark.ts';
import {compareWithLastPush} from './last-push.ts';
import {ListEnds} from './list-ends.ts';
import type {Log} from './log.ts';
import {findingsLine, loggingHooks} from './log.ts';
import {mappingExtrasOf} from './mapping-extras.ts';
import {Progress} from './progress.ts';
import {readTenant} from './read-tenant.ts';
import {syncNotices} from './reading-messages.ts';
import {writeReport} from './report.ts';
import type {Run} from './run.ts';
import {isOfOtherKey, keyKey, usedKey} from './saved-sync.ts';
import {abandonedKey, openWorkspace, recentRequests, type Workspace} from './workspace.ts';

export interface SyncHooks {
	onEvent: (event: SyncEvent) => void;
	signal?: AbortSignal | undefined;
	/** Default: a client with a pacer of its own. A session hands in the one it shares. */
	createClient?: ((target: LitmosTarget) => LitmosClient) | undefined;
	/** Milliseconds since 1970. */
	clock?: (() => number) | undefined;
	log?: Log | undefined;
	/** Tells by sync id whether this session wrote the working file and may go on with it although it is finished. */
	ours?: ((syncId: string) => boolean) | undefined;
	/** Called with the working file before anything is read; `isUnused`: it holds a finished sync that is used as it is. */
	onOpened?: ((file: WorkingFile, isUnused: boolean) => void) | undefined;
	/** Gives the list of courses that was read for this sync already, or null. */
	listed?: (() => WorkingFile | null) | undefined;
}

/** Warnings of one kind told as events; all of them are in the file. */
const warningsTold = 20;

/**
 * Runs one sync to its end in whatever thread this is: opens or resumes the working file of the tenant, reads what is
 * missing, closes the file and writes the report beside it (mode 0600).
 *
 * A working file that proves damaged on the way is put aside, which is said, and everything is read again, once.
 *
 * Throws Problem: `litmos/*`, `network/*`, `courses/*`, `sync/locked`, `disk/*`, `cancelled`. The working file then keeps
 * everything read, unfinished, and the same call goes on with it.
 */
export async function runSync(job: SyncJob, hooks: SyncHooks): Promise<SyncReport> {
	try {
		return await runOnce(job, hooks);
	} catch (error) {
		if (!(error instanceof PutAside)) throw error;
		hooks.onEvent({type: 'notice', text: error.message});
		hooks.log?.('warn', error.message);
		return await runOnce(job, hooks).catch((again: unknown) => {
			throw again instanceof PutAside ? again.cause : again;
		});
	}
}

/** The working file proved damaged and was moved; the message says where to, the cause is the Problem. */
class PutAside extends Error {}

async function runOnce(job: SyncJob, hooks: SyncHooks): Promise<SyncReport> {
	const {clock = Date.now, log = () => {}, ours = () => false} = hooks;
	if (hooks.signal?.aborted) throw cancelled();
	const started = clock();
	const workspace = openWorkspace(job, ours, started);
	let isClosed = false;
	let closeClient = () => {};
	try {
		const {file, resumed, isUnused, reason, notice} = workspace;
		const client = (hooks.createClient ?? makeClient(file, log))(job.target);
		closeClient = () => {
			if (!hooks.createClient) client.close?.();
		};
		if (resumed && !isUnused && isOfOtherKey(file, job.target)) {
			// A key that Litmos refuses must not cost what was read with the right one.
			await client.checkAccess({...(hooks.signal && {signal: hooks.signal})});
			file.setNote(abandonedKey, 'true');
			hooks.onEvent({type: 'notice', text: syncNotices.otherKey});
			isClosed = true;
			workspace.close();
			return await runOnce(job, hooks);
		}
		const {requests, finishedAt} = file.info();
		hooks.onOpened?.(file, isUnused);
		// What is used as it is stays as it was read.
		const listed = isUnused ? null : (hooks.listed?.() ?? null);
		if (listed !== null) replaceCatalogue(file, listed);
		// Until the report is written: a run killed in its very last moments is gone on with, not begun anew.
		file.setNote('continuing', 'true');
		if (job.endsWithRead) file.setNote(usedKey, 'true');
		if (!isUnused) file.setNote(keyKey, keyMark(job.target));
		hooks.onEvent({
			type: 'started',
			resumed,
			requestsSaved: requests,
			reason,
			coursesAt: resumed || listed !== null ? catalogueReadAt(file) : null,
			readAt: isUnused ? (finishedAt?.toISOString() ?? null) : null,
		});
		if (notice !== null) hooks.onEvent({type: 'notice', text: notice});
		log('info', 'sync started', {resumed, requestsSaved: requests, reason});
		return await runIn(workspace, client, job, {...hooks, clock, log}, started);
	} catch (error) {
		// What went wrong after this file was closed is not about it.
		if (isClosed) throw error;
		const problem = Problem.from(error);
		if (problem.code !== 'file/damaged') throw problem;
		isClosed = true;
		throw new PutAside(workspace.abandon(problem), {cause: problem});
	} finally {
		closeClient();
		if (!isClosed) workspace.close();
	}
}

async function runIn(
	{file, resumed, isUnused}: Workspace,
	client: LitmosClient,
	job: SyncJob,
	hooks: SyncHooks & {clock: () => number; log: Log},
	started: number,
): Promise<SyncReport> {
	const controller = new AbortController();
	const stop = () => controller.abort(cancelled());
	hooks.signal?.addEventListener('abort', stop, {once: true});
	const ends = new ListEnds(file, job.options.checkEveryList);
	const progress = new Progress(client, file, hooks.onEvent, hooks.clock, (unread) => ends.openProofs(unread));
	const told = new Map<string, number>();
	const run: Run = {
		client,
		file,
		options: job.options,
		extras: mappingExtrasOf(job.options.extras),
		signal: controller.signal,
		progress,
		ends,
		log: hooks.log,
		readAt: isUnused ? file.info().finishedAt : null,
		onWarning: (warning) => {
			const count = (told.get(warning.kind) ?? 0) + 1;
			told.set(warning.kind, count);
			if (count <= warningsTold) hooks.onEvent({type: 'warning', warning});
		},
	};
	// A sync that is used as it is was read by another run.
	const delta = isUnused ? null : openDelta(run, job, resumed);
	try {
		await readTenant(run, job.target.concurrency ?? 6, (error) => controller.abort(error), delta);
		progress.settle();
		delta?.save();
		if (delta) tellOfDelta(delta.report, hooks);
		const changes = await compareWithLastPush(run, (text) => hooks.onEvent({type: 'notice', text}));
		progress.set('finishing', {done: 1});
		progress.stop();
		progress.flush();
		const report = {
			...makeReport(run, started, hooks.clock(), resumed),
			...changes,
			...(delta && {delta: delta.report}),
		};
		writeReport(file.path, report);
		file.setNote('continuing', '');
		hooks.log('info', 'sync finished', {...report.counts, ...report.requests, durationMs: report.durationMs});
		hooks.log(...findingsLine(report.findings));
		hooks.onEvent({type: 'course-people', people: coursePeople(file)});
		hooks.onEvent({type: 'finished', report});
		return report;
	} catch (error) {
		const problem = hooks.signal?.aborted ? cancelled() : Problem.from(error);
		hooks.log(problem.code === 'cancelled' ? 'info' : 'error', 'sync stopped', {
			code: problem.code,
			what: problem.what,
			...progress.spent,
		});
		throw problem;
	} finally {
		delta?.close();
		progress.stop();
		hooks.signal?.removeEventListener('abort', stop);
	}
}

function tellOfDelta(report: DeltaReport, {onEvent, log}: Pick<SyncHooks, 'onEvent'> & {log: Log}): void {
	const {leftOut, read, told, untold, late} = report;
	log('info', 'delta sync', {...report.full, leftOut, read, told, untold, late});
	for (const text of deltaSentences(report)) onEvent({type: 'notice', text});
}

/** A client that knows which requests of an interrupted run still count against the running minute. */
function makeClient(file: WorkingFile, log: Log): (target: LitmosTarget) => LitmosClient {
	const recent = recentRequests(file);
	return (target) => createLitmosClient({...target, recent: [...recent, ...(target.recent ?? [])]}, loggingHooks(log));
}

function makeReport(run: Run, started: number, finished: number, resumed: boolean): SyncReport {
	const {syncId, finishedAt} = run.file.info();
	return {
		syncId,
		workingFile: run.file.path,
		counts: run.file.counts(),
		warnings: run.file.warningCounts(),
		findings: run.file.findings(),
		requests: run.progress.spent,
		lists: run.ends.counts,
		startedAt: new Date(started).toISOString(),
		finishedAt: new Date(finished).toISOString(),
		...(finishedAt === null ? {} : {completedAt: finishedAt.toISOString()}),
		durationMs: finished - started,
		phaseMs: run.progress.durations(),
		resumed,
		...(run.options.resourcesOnly ? {} : {unlistedGrants: run.file.unlistedGrants()}),
	};
}
