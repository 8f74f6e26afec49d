import type {Extra} from '../settings/extras.ts';
import {extras} from './extras/table.ts';
import type {SyncOptions} from './job.ts';
import {proofRequests} from './proof-cost.ts';
import {largestPage, pagesOf, type TenantSize} from './tenant-size.ts';

export interface PlanLine {
	what: 'accounts' | 'teams' | 'courses' | 'team-members' | 'course-people' | Extra;
	requests: number;
	/** False = at least so many. */
	exact: boolean;
}
export interface RequestPlan {
	lines: PlanLine[];
	/** Without the proofs. */
	total: number;
	exact: boolean;
	/** How many lists are read. */
	lists: number;
	/** Requests that proving the ends of the lists takes. */
	proofs: number;
}

type PlanOptions = Pick<SyncOptions, 'extras' | 'resourcesOnly' | 'checkEveryList'>;

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
	for (const extra of options.extras) {
		const {cost, withoutGrants} = extras[extra];
		if (options.resourcesOnly && !withoutGrants) continue;
		const {requests, exact} = cost(size, pageSize);
		if (requests > 0) lines.push({what: extra, requests, exact});
	}
	const total = lines.reduce((sum, line) => sum + line.requests, 0);
	const members = options.resourcesOnly ? 0 : (size.teams ?? 0) + (size.courses ?? 0);
	const ofExtras = lines.filter(({what}) => what in extras).reduce((sum, {requests}) => sum + requests, 0);
	const lists = 3 + members + ofExtras;
	const proofs = proofRequests(lists, total, options.checkEveryList);
	return {lines, total, exact: lines.every((line) => line.exact), lists, proofs};
}

/** Milliseconds that so many requests take at a rate per minute, a full allowance being there at the start. */
export function timeFor(requests: number, ratePerMinute: number): number {
	return ratePerMinute > 0 ? Math.ceil((requests / ratePerMinute) * 60_000) : Number.POSITIVE_INFINITY;
}
