import {join} from 'node:path';
import {severeFindings} from '../findings/fail-on.ts';
import type {Finding} from '../findings/findings.ts';
import {Problem} from '../problem/problem.ts';
import {syncOptionsOf, targetOf} from '../setup/services/from-settings.ts';
import {waitMessages} from '../setup/services/messages.ts';
import type {CourseRow} from '../sync/course-filter.ts';
import type {SyncReport} from '../sync/events.ts';
import type {SessionJob} from '../sync/session.ts';
import type {LitmosSession} from '../sync/start-sync.ts';
import {usableFor} from '../sync/usable-for.ts';
import type {CommandContext} from './command.ts';
import {sessionMessages} from './messages.ts';

/** Opens the session of the tenant that the settings name; it ends with the command. */
export async function openSession(context: CommandContext): Promise<LitmosSession> {
	const {openLitmosSession} = await import('../sync/start-sync.ts');
	const target = targetOf(context.values);
	const session = openLitmosSession(target, context.log);
	context.onClose(() => session.close());
	const wait = {what: 'network', text: waitMessages.litmos(URL.parse(target.baseUrl)?.host ?? target.baseUrl)} as const;
	const told =
		<Args extends unknown[], Result>(call: (...args: Args) => Promise<Result>) =>
		(...args: Args) =>
			context.progress.waiting(wait, call(...args));
	// A sync tells how it goes by itself.
	return {
		...session,
		checkAccess: told(session.checkAccess),
		listCourses: told(session.listCourses),
		account: told(session.account),
		assign: told(session.assign),
		unassign: told(session.unassign),
		wouldAssign: told(session.wouldAssign),
		wouldUnassign: told(session.wouldUnassign),
	};
}

/** Where the working files are. */
export function syncFolder({workFolder}: Pick<CommandContext, 'workFolder'>): string {
	return join(workFolder, 'syncs');
}

/** A command shows what it has read at its end. */
export function jobOf(context: CommandContext): SessionJob {
	const {values} = context;
	return {options: syncOptionsOf(values), folder: syncFolder(context), fresh: values.fresh, isUnattended: true};
}

/** The whole list of courses. */
export async function listCourses(context: CommandContext, session: LitmosSession): Promise<CourseRow[]> {
	const rows: CourseRow[] = [];
	await session.listCourses(jobOf(context), (page) => void rows.push(...page), context.signal);
	return rows;
}

/** Reads the tenant, or goes on with an earlier sync; Ctrl-C keeps what was read. */
export async function readTenant(context: CommandContext, session: LitmosSession): Promise<SyncReport> {
	const {signal, progress, interruption} = context;
	signal.throwIfAborted();
	interruption.text = sessionMessages.stoppedReading;
	const unused = await findUnused(context, session);
	const handle = session.sync({...jobOf(context), unused}, (event) => progress.sync(event));
	const cancel = () => handle.cancel();
	signal.addEventListener('abort', cancel, {once: true});
	try {
		const report = await handle.done;
		const warnings = Object.entries(report.warnings);
		if (warnings.length > 0) progress.say(sessionMessages.warnings(warnings));
		return report;
	} finally {
		signal.removeEventListener('abort', cancel);
	}
}

/** The id of a finished sync that stands in for this one, if it is recent and of this key; any other is told of and read again. */
async function findUnused(context: CommandContext, session: LitmosSession): Promise<string | undefined> {
	const {values, saved, progress, signal} = context;
	if (values.fresh || saved === undefined) return undefined;
	const {unusedSync} = await import('../sync/saved-sync.ts');
	const {used, lastPush} = saved.read();
	const found = unusedSync(syncFolder(context), targetOf(values), syncOptionsOf(values), [used, lastPush?.syncId]);
	if (found === null) return undefined;
	if (found.isOtherKey) {
		// A key that Litmos refuses must not cost what was read with the right one.
		await session.checkAccess(signal);
		progress.say(sessionMessages.otherKey);
		return undefined;
	}
	const milliseconds = Date.now() - found.finishedAt.getTime();
	if (milliseconds <= usableFor) return found.syncId;
	progress.say(sessionMessages.tooOld(milliseconds));
	return undefined;
}

/** Ends the command before anything is sent or written, when there is a finding as severe as `--fail-on` says. */
export function failOnFindings({values}: CommandContext, findings: readonly Finding[], what: 'push' | 'sync'): void {
	const problem = severeFindings(findings, values.failOn);
	if (problem !== null) {
		throw new Problem({...problem.toJSON(), next: [...problem.next, sessionMessages.notDone[what]]});
	}
}

/** A question of confirmation, with the flags that answer it. */
export function withFlags(problem: Problem, what: 'push' | 'sync'): Problem {
	return new Problem({...problem.toJSON(), next: [...problem.next, ...sessionMessages.confirm[what]]});
}

/** The same problem, telling that the reading was not in vain. */
export function withNothingLost(error: unknown, {saved}: CommandContext): Problem {
	const problem = Problem.from(error);
	if (problem.code === 'push/drop-guard') return withFlags(problem, 'push');
	const isOurs = saved === undefined || ['cancelled', 'defect'].includes(problem.code);
	if (isOurs) return problem;
	return new Problem({...problem.toJSON(), next: [...problem.next, sessionMessages.kept], cause: problem.cause});
}
