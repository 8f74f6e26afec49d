import {extras} from '../sync/extras/table.ts';
import {planRequests, timeFor} from '../sync/plan.ts';
import {leastAllowance} from '../sync/proof-cost.ts';
import {largestPage, type TenantSize} from '../sync/tenant-size.ts';
import {isExtra, itemsOf, type Reading, type ReadingItem, readingItems, withItem} from './reading.ts';

export interface Cost {
	requests: number;
	milliseconds: number;
	/** How many accounts or teams there are is not known yet. */
	isAtLeast?: boolean;
	/** Requests that each item adds to this choice, or takes off it (below zero); absent while not known. */
	items: Partial<Record<ReadingItem, number>>;
}

export interface CostFacts {
	/** `courses` are those whose people would be read if no inactive ones were left out. */
	size: TenantSize & {courses: number};
	/** How many of these would be left out as inactive. */
	inactive: number;
	resourcesOnly: boolean;
	pageSize: number;
	requestsPerMinute: number;
}

/** What a choice costs, and what each item has to do with it, as far as the tenant is known. Pure. */
export function costOf(facts: CostFacts, reading: Reading): Cost {
	const requests = requestsOf(facts, reading);
	const items: Cost['items'] = {};
	const ticked = itemsOf(reading);
	for (const item of readingItems) {
		if (!isKnown(facts, item)) continue;
		const other = requestsOf(facts, withItem(reading, item, !ticked.has(item)));
		items[item] = ticked.has(item) ? requests - other : other - requests;
	}
	const isAtLeast = facts.size.accounts === null || facts.size.teams === null;
	return {requests, milliseconds: timeFor(requests, facts.requestsPerMinute), items, ...(isAtLeast && {isAtLeast})};
}

function requestsOf({size, inactive, resourcesOnly, pageSize}: CostFacts, reading: Reading): number {
	const courses = size.courses - (reading.skipInactiveCourses ? inactive : 0);
	const {extras, checkEveryList} = reading;
	const plan = planRequests({...size, courses}, {extras, checkEveryList, resourcesOnly}, pageSize);
	// More teams may be fewer proofs, for of many lists only some are proven.
	const isLeast = size.teams === null && !checkEveryList;
	return plan.total + (isLeast ? Math.min(plan.proofs, leastAllowance) : plan.proofs);
}

function isKnown({size}: CostFacts, item: ReadingItem): boolean {
	if (isExtra(item)) return extras[item].cost(size, largestPage).known;
	return item !== 'check-every-list' || size.teams !== null;
}
