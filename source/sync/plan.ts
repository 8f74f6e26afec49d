import type {Extra} from '../settings/extras.ts';
import {extraCostWords} from '../settings/tables/messages.ts';
import type {SyncOptions} from './job.ts';
import {courseReadWords} from './reading-messages.ts';

/** Rows a page asks for: the most that Litmos gives (Litmos fact sheet, section 2). */
export const largestPage = 1000;
/** Accounts per call of the bulk read (section 4.4). */
export const accountsPerBulkRead = 25;
/** Courses read both ways to prove the bulk read, at most. */
export const bulkSamples = 3;

/**
 * Requests that a listing of so many rows takes; a full page is followed by one more. Pages after the first begin with
 * the last row of the one before: when that row is no longer where it was, rows have moved.
 */
export function pagesOf(rows: number, pageSize = largestPage): number {
	if (rows < pageSize) return 1;
	return Math.floor((rows - pageSize) / (Math.max(2, pageSize) - 1)) + 2;
}

/** What is known of a tenant before or during a sync. Null = not known yet. */
export interface TenantSize {
	accounts: number | null;
	teams: number | null;
	/** All courses of the tenant, whose listing is read. */
	catalogue: number | null;
	/** The courses whose people are read. */
	courses: number | null;
	learningPaths?: number | null;
	/** Pages of all team members / course people where known, else one per team / course. */
	memberPages?: number;
	peoplePages?: number;
}

export interface PlanLine {
	what: 'accounts' | 'teams' | 'courses' | 'team-members' | 'course-people' | Extra;
	requests: number;
	/** False = at least so many. */
	exact: boolean;
}
export interface RequestPlan {
	lines: PlanLine[];
	total: number;
	exact: boolean;
}

type PlanOptions = Pick<SyncOptions, 'extras' | 'resourcesOnly'>;

/** The request budget of a whole sync that reads the people of each course (Litmos fact sheet, section 5.1). */
export function planRequests(size: TenantSize, options: PlanOptions, pageSize = largestPage): RequestPlan {
	const listing = (what: PlanLine['what'], rows: number | null): PlanLine => ({
		what,
		requests: rows === null ? 1 : pagesOf(rows, pageSize),
		exact: rows !== null,
	});
	const each = (what: PlanLine['what'], count: number | null, pages: number | undefined): PlanLine => ({
		what,
		requests: pages ?? count ?? 0,
		exact: pages !== undefined,
	});
	const lines = [
		listing('accounts', size.accounts),
		listing('teams', size.teams),
		listing('courses', size.catalogue),
		...(options.resourcesOnly
			? []
			: [each('team-members', size.teams, size.memberPages), each('course-people', size.courses, size.peoplePages)]),
	];
	const costs = extraCosts(size, pageSize);
	for (const extra of options.extras) {
		if (options.resourcesOnly && extra !== 'course-modules') continue;
		const {requests, exact} = costs[extra];
		if (requests > 0) lines.push({what: extra, requests, exact});
	}
	return {
		lines,
		total: lines.reduce((sum, line) => sum + line.requests, 0),
		exact: lines.every((line) => line.exact),
	};
}

export interface ExtraCost {
	/** Requests on top of a sync without it. */
	requests: number;
	/** False = at least so many. */
	exact: boolean;
	/** What else it costs, for a person. */
	words: string;
}

/** What each extra costs, before it is chosen. */
export function extraCosts(size: TenantSize, pageSize = largestPage): Record<Extra, ExtraCost> {
	const paths = size.learningPaths ?? null;
	const words = extraCostWords;
	return {
		'access-levels': {requests: 0, exact: true, words: words['access-levels']},
		'account-details': {requests: 0, exact: true, words: words['account-details']},
		'nested-teams': {requests: 0, exact: true, words: words['nested-teams']},
		'team-roles': {requests: 2 * (size.teams ?? 0), exact: false, words: words['team-roles']},
		'learning-paths': {
			requests: paths === null ? 1 : pagesOf(paths, pageSize) + paths,
			exact: false,
			words: words['learning-paths'],
		},
		'course-modules': {requests: size.courses ?? 0, exact: false, words: words['course-modules']},
	};
}

export interface CourseRead {
	way: 'per-course' | 'bulk';
	reason: string;
	/** Requests the chosen way takes at least. */
	requests: number;
}

/**
 * Whether the bulk read is worth proving: its price is known (accounts ÷ 25, and the sample courses once more), that
 * of the other way is at least one request per course (Litmos fact sheet, section 5, ways A and B).
 */
export function chooseCourseRead(bulkRead: SyncOptions['bulkRead'], accounts: number, coursesLeft: number): CourseRead {
	const perCourse = {way: 'per-course' as const, requests: coursesLeft};
	if (bulkRead === 'never') return {...perCourse, reason: courseReadWords.switchedOff};
	const bulk = Math.ceil(accounts / accountsPerBulkRead) + Math.min(bulkSamples, coursesLeft);
	if (coursesLeft === 0 || bulk >= coursesLeft) {
		return {...perCourse, reason: courseReadWords.perCourse(coursesLeft, bulk)};
	}
	return {
		way: 'bulk',
		requests: bulk,
		reason: courseReadWords.bulk(bulk, coursesLeft),
	};
}

/** Milliseconds that so many requests take at a rate per minute, a full allowance being there at the start. */
export function timeFor(requests: number, ratePerMinute: number): number {
	return ratePerMinute > 0 ? Math.ceil((requests / ratePerMinute) * 60_000) : Number.POSITIVE_INFINITY;
}
