import type {LitmosClient, Page} from '../litmos/client.ts';
import type {AccountCourse} from '../litmos/records.ts';
import {cancelled, Problem} from '../problem/problem.ts';
import {withoutEntities} from '../text/entities.ts';
import {assignmentWords} from './messages.ts';

export interface Assignment {
	accountId: string;
	courseId: string;
}

export interface AssignOptions {
	/** Litmos mails the learner about a new course unless told not to. */
	sendMessage: boolean;
	signal?: AbortSignal | undefined;
	/** Milliseconds between looks for the change. */
	lookAgain?: number;
}

/** How often to look whether a change has arrived; Litmos answers 2xx also to ids it does not know. */
const looks = 4;
const usualLookAgain = 1500;

/**
 * Assigns a course and proves it by reading the account's courses, since Litmos ignores unknown ids without an error
 * (Litmos fact sheet, section 4.5). Throws `litmos/not-found` for an unknown account or course.
 */
export async function assignCourse(
	client: LitmosClient,
	{accountId, courseId}: Assignment,
	{sendMessage, signal, lookAgain = usualLookAgain}: AssignOptions,
): Promise<'assigned' | 'already-assigned'> {
	if (await findCourse(client, accountId, courseId, signal)) return 'already-assigned';
	await client.assignCourse(accountId, courseId, {sendMessage, signal});
	for (let look = 1; look <= looks; look++) {
		if (await findCourse(client, accountId, courseId, signal)) return 'assigned';
		// Once is enough to tell a slow tenant from an id that does not exist.
		if (look === 1 && (await client.course(courseId, {signal})) === null) throw unknown('course', courseId);
		if (look < looks) await pause(lookAgain * look, signal);
	}
	throw new Problem({code: 'litmos/unexpected-answer', ...assignmentWords.ignored, retryable: true});
}

/** What {@link assignCourse} would do, found out by reading alone. Throws `litmos/not-found` like it. */
export async function wouldAssign(
	client: LitmosClient,
	{accountId, courseId}: Assignment,
	signal?: AbortSignal,
): Promise<'assigned' | 'already-assigned'> {
	if (await findCourse(client, accountId, courseId, signal)) return 'already-assigned';
	if ((await client.course(courseId, {signal})) === null) throw unknown('course', courseId);
	return 'assigned';
}

/**
 * What {@link unassignCourse} would do, found out by reading alone. Whether a learning path or a team brings the course,
 * and Litmos would not let go of it, shows only when it is tried.
 */
export async function wouldUnassign(
	client: LitmosClient,
	{accountId, courseId}: Assignment,
	signal?: AbortSignal,
): Promise<'removed' | 'already-gone'> {
	return (await heldCourse(client, accountId, courseId, signal)) ? 'removed' : 'already-gone';
}

/**
 * Takes a course away and proves it. A course or an account that is not there counts as already gone. Throws
 * `litmos/not-acceptable` when a learning path or a team brings the course.
 */
export async function unassignCourse(
	client: LitmosClient,
	{accountId, courseId}: Assignment,
	{signal, lookAgain = usualLookAgain}: Omit<AssignOptions, 'sendMessage'> = {},
): Promise<'removed' | 'already-gone'> {
	const held = await heldCourse(client, accountId, courseId, signal);
	if (!held) return 'already-gone';
	const answer = await client.unassignCourse(accountId, courseId, {signal});
	if (answer === 'absent') return 'already-gone';
	if (answer === 'owned-by-learning-path') {
		throw new Problem({code: 'litmos/not-acceptable', ...assignmentWords.ofLearningPath(withoutEntities(held.name))});
	}
	for (let look = 1; look <= looks; look++) {
		if (!(await findCourse(client, accountId, courseId, signal))) return 'removed';
		if (look < looks) await pause(lookAgain * look, signal);
	}
	throw new Problem({code: 'litmos/not-acceptable', ...assignmentWords.stillThere(withoutEntities(held.name))});
}

/** The course on the account's list, or null. Throws `litmos/not-found` when the account is unknown. */
async function findCourse(
	client: LitmosClient,
	accountId: string,
	courseId: string,
	signal: AbortSignal | undefined,
): Promise<AccountCourse | null> {
	try {
		for (let start: number | null = 0; start !== null; ) {
			const page: Page<'account-courses'> = await client.page({kind: 'account-courses', of: accountId}, start, {
				signal,
			});
			const found = page.rows.find(({id}) => id === courseId);
			if (found) return found;
			start = page.next;
		}
		return null;
	} catch (error) {
		if (error instanceof Problem && error.code === 'litmos/not-found') throw unknown('account', accountId, error);
		throw error;
	}
}

/** The same, where an account that is not there has no course. */
async function heldCourse(...wanted: Parameters<typeof findCourse>): Promise<AccountCourse | null> {
	try {
		return await findCourse(...wanted);
	} catch (error) {
		if (error instanceof Problem && error.code === 'litmos/not-found') return null;
		throw error;
	}
}

function unknown(kind: 'account' | 'course', id: string, cause?: unknown): Problem {
	return new Problem({code: 'litmos/not-found', ...assignmentWords.unknown(kind, id), cause});
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
	return new Promise((resolve, reject) => {
		if (signal?.aborted) return reject(cancelled());
		const stop = () => {
			clearTimeout(timer);
			reject(cancelled());
		};
		const timer = setTimeout(() => {
			signal?.removeEventListener('abort', stop);
			resolve();
		}, ms);
		signal?.addEventListener('abort', stop, {once: true});
	});
}
