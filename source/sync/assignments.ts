import {setTimeout as delay} from 'node:timers/promises';
import type {LitmosClient} from '../litmos/client.ts';
import type {AccountCourse} from '../litmos/records.ts';
import {cancelled, Problem} from '../problem/problem.ts';
import {withoutEntities} from '../text/entities.ts';
import {assignmentMessages} from './messages.ts';
import {everyPage} from './read-list.ts';

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
const mostLooks = 4;
const usualLookAgain = 1500;

/**
 * Assigns a course and proves it by reading the account's courses, since Litmos ignores unknown ids without an error
 * (Litmos fact sheet, section 4.5); by the people of the course where Litmos does not give those. Throws
 * `litmos/not-found` for an unknown account or course.
 */
export async function assignCourse(
	client: LitmosClient,
	assignment: Assignment,
	{sendMessage, signal, lookAgain = usualLookAgain}: AssignOptions,
): Promise<'assigned' | 'already-assigned'> {
	const {accountId, courseId} = assignment;
	const before = await look(client, assignment, signal);
	if (before.held) return 'already-assigned';
	if (!before.accountExists) throw unknown('account', accountId);
	await client.assignCourse(accountId, courseId, {sendMessage, signal});
	for (let looks = 1; looks <= mostLooks; looks++) {
		const isSeen = await before.again();
		if (isSeen) return 'assigned';
		// Once is enough to tell a slow tenant from an id that does not exist.
		if (looks === 1 && (await client.course(courseId, {signal})) === null) throw unknown('course', courseId);
		if (isSeen === undefined) return 'assigned';
		if (looks < mostLooks) await pause(lookAgain * looks, signal);
	}
	throw new Problem({code: 'litmos/unexpected-answer', ...assignmentMessages.ignored, retryable: true});
}

/** What {@link assignCourse} would do, found out by reading alone. Throws `litmos/not-found` like it. */
export async function wouldAssign(
	client: LitmosClient,
	assignment: Assignment,
	signal?: AbortSignal,
): Promise<'assigned' | 'already-assigned'> {
	const {accountId, courseId} = assignment;
	const {held, accountExists} = await look(client, assignment, signal);
	if (held) return 'already-assigned';
	if (!accountExists) throw unknown('account', accountId);
	if ((await client.course(courseId, {signal})) === null) throw unknown('course', courseId);
	return 'assigned';
}

/**
 * What {@link unassignCourse} would do, found out by reading alone. Whether a learning path or a team brings the course,
 * and Litmos would not let go of it, shows only when it is tried.
 */
export async function wouldUnassign(
	client: LitmosClient,
	assignment: Assignment,
	signal?: AbortSignal,
): Promise<'removed' | 'already-gone'> {
	const {held, accountExists, again} = await look(client, assignment, signal, true);
	if (held === undefined && accountExists) return (await again()) === false ? 'already-gone' : 'removed';
	return held ? 'removed' : 'already-gone';
}

/**
 * Takes a course away and proves it. A course or an account that is not there counts as already gone. Throws
 * `litmos/not-acceptable` when a learning path or a team brings the course.
 */
export async function unassignCourse(
	client: LitmosClient,
	assignment: Assignment,
	{signal, lookAgain = usualLookAgain}: Omit<AssignOptions, 'sendMessage'> = {},
): Promise<'removed' | 'already-gone'> {
	const {accountId, courseId} = assignment;
	const before = await look(client, assignment, signal, true);
	if (before.held === null || !before.accountExists) return 'already-gone';
	const answer = await client.unassignCourse(accountId, courseId, {signal});
	if (answer === 'absent') return 'already-gone';
	const name = async () =>
		withoutEntities((before.held ?? (await client.course(courseId, {signal})))?.name ?? courseId);
	if (answer === 'owned-by-learning-path') {
		throw new Problem({code: 'litmos/not-acceptable', ...assignmentMessages.ofLearningPath(await name())});
	}
	for (let looks = 1; looks <= mostLooks; looks++) {
		if (!(await before.again())) return 'removed';
		if (looks < mostLooks) await pause(lookAgain * looks, signal);
	}
	throw new Problem({code: 'litmos/not-acceptable', ...assignmentMessages.stillThere(await name())});
}

/** What is known of an account and a course before anything is changed. */
interface Look {
	/** The course on the account's list; null when it is not there, undefined when Litmos does not give that list. */
	held: AccountCourse | null | undefined;
	accountExists: boolean;
	/** Looks again, the same way or by the people of the course; undefined when nothing can tell. */
	again: () => Promise<boolean | undefined>;
}

/** @param provesAbsence a course counts as absent only once the list is proven to be whole, which takes a request more */
async function look(
	client: LitmosClient,
	assignment: Assignment,
	signal: AbortSignal | undefined,
	provesAbsence = false,
): Promise<Look> {
	const list = () =>
		unlessRefused(
			findRow(
				everyPage(client, {kind: 'account-courses', of: assignment.accountId}, {signal}, provesAbsence),
				assignment.courseId,
			),
		);
	const held = await list();
	if (held !== undefined) {
		const again = async () => {
			const row = await list();
			return row === undefined ? undefined : row !== null;
		};
		return {held, accountExists: true, again};
	}
	// Refused for an account that does not exist, or for all: some keys and sites do not have this call.
	const account = await client.account(assignment.accountId, {signal});
	if (account === null) return {held, accountExists: false, again: async () => undefined};
	const options = {signal, ...(account.userName === '' ? {} : {search: account.userName})};
	const again = async () => {
		const listing = {kind: 'course-people', of: assignment.courseId} as const;
		const pages = everyPage(client, listing, options, provesAbsence);
		const row = await unlessRefused(findRow(pages, assignment.accountId));
		return row === undefined ? undefined : row !== null;
	};
	return {held, accountExists: true, again};
}

/** The row with that id on any page of a list, or null. */
async function findRow<Row extends {id: string}>(pages: AsyncIterable<Row[]>, wanted: string): Promise<Row | null> {
	for await (const page of pages) {
		const found = page.find(({id}) => id === wanted);
		if (found) return found;
	}
	return null;
}

/** Undefined when Litmos refuses the call for good (404, 405, 501) instead of answering it. */
async function unlessRefused<Value>(work: Promise<Value>): Promise<Value | undefined> {
	try {
		return await work;
	} catch (error) {
		const isRefusal =
			error instanceof Problem &&
			!error.retryable &&
			(error.code === 'litmos/not-found' || error.code === 'litmos/unexpected-answer');
		if (isRefusal) return undefined;
		throw error;
	}
}

function unknown(kind: 'account' | 'course', id: string): Problem {
	return new Problem({code: 'litmos/not-found', ...assignmentMessages.unknown(kind, id)});
}

async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
	await delay(ms, undefined, signal && {signal}).catch(() => Promise.reject(cancelled()));
}
