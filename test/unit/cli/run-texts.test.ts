import {describe, expect, it} from 'vitest';
import {figureLines} from '../../../source/cli/commands/run-texts.ts';
import type {RunDetails, RunsOfWay} from '../../../source/settings/run-record.ts';
import type {SyncReport} from '../../../source/sync/events.ts';
import {runDetails} from '../../../source/sync/run-details.ts';

const details: RunDetails = {requests: {spent: 63, retried: 0, throttled: 0}, dropGuard: null, delta: null};
const runs = (change: Partial<RunsOfWay['last']> = {}, more: Partial<RunsOfWay> = {}): RunsOfWay => ({
	last: {
		startedAt: '2026-11-28T02:30:00.000Z',
		finishedAt: '2026-11-28T02:31:30.000Z',
		exit: 0,
		counts: null,
		error: null,
		details,
		...change,
	},
	lastSuccessAt: null,
	...more,
});

describe('the figures of a run', () => {
	it('name time, requests, what was tried again and refused, and how many runs there were', () => {
		expect(figureLines(runs({}, {total: {succeeded: 12, failed: 1}}))).toEqual([
			['  took', '1 min 30 s, 63 requests'],
			['  so far', '12 succeeded, 1 failed'],
		]);
		const busy = runs({details: {...details, requests: {spent: 1, retried: 2, throttled: 3}}});
		expect(figureLines(busy)[0]?.[1]).toBe('1 min 30 s, 1 request, 2 tried again, 3 refused for going too fast');
	});

	it('name the drop guard, how far delta sync is trusted, and the last success after a failure', () => {
		const delta = {
			full: {'course-people': 'unexplained', 'team-members': null},
			leftOut: 40,
			read: 12,
			told: 3,
			untold: 2,
			late: 1,
		};
		const failed = runs({exit: 5, details: {...details, dropGuard: 'kept_back', delta}});
		expect(figureLines(failed)).toEqual([
			['  took', '1 min 30 s, 63 requests'],
			[
				'  delta sync',
				'40 of 52 lists updated from changes, course assignments read in full (unexplained), 2 changes not reported, 1 change reported late',
			],
			['  drop guard', 'exceeded, not sent'],
			['  last success', 'never'],
		]);
	});

	it('of an earlier version are not there', () => {
		expect(figureLines(runs({details: undefined}))).toEqual([]);
	});
});

describe('what is kept of a read', () => {
	const report = {
		counts: {accounts: 0, teams: 1, courses: 1, grants: 9},
		unlistedGrants: 9,
		requests: {spent: 5, retried: 0, throttled: 0, saved: 3},
	} as unknown as SyncReport;

	it.each([
		[null, 'sent'],
		['push/drop-guard', 'kept_back'],
		['network/timeout', null],
	])('with the error %s the drop guard says %s', (failure, dropGuard) => {
		expect(runDetails(report, {failure, threshold: undefined})).toEqual({
			requests: {spent: 5, retried: 0, throttled: 0},
			dropGuard,
			delta: null,
		});
	});

	it('has the figures of delta sync, and none of its lists', () => {
		const full = {'course-people': null, 'team-members': 'late' as const};
		const delta = {full, leftOut: 1, read: 2, told: 3, untold: 4, late: 5, unproven: [], needed: 30, intervalMs: 1};
		expect(runDetails({...report, delta}, {failure: null, threshold: undefined}).delta).toEqual({
			full,
			leftOut: 1,
			read: 2,
			told: 3,
			untold: 4,
			late: 5,
		});
	});
});
