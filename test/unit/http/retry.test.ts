import {expect, it} from 'vitest';
import {atLeastAsked, growingWait, retryAfter} from '../../../source/http/retry.ts';

const growth = {first: 1_000, most: 30_000};

it('doubles from one failure to the next, up to the longest wait', () => {
	const waits = [1, 2, 3, 4, 5, 6, 7, 5_000].map((failures) => growingWait(failures, growth));
	expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
});

it('leaves the upper half to chance', () => {
	expect([0, 0.5, 1].map((chance) => growingWait(3, growth, () => chance))).toEqual([2_000, 3_000, 4_000]);
});

it.each([
	[null, undefined],
	['5', 5_000],
	[' 0 ', 0],
	['0.1', 100],
	['-5', undefined],
	['', undefined],
	['Infinity', undefined],
	['0x10', undefined],
	['1e3', undefined],
	['soon', undefined],
	['2026', 600_000],
	['Thu, 01 Jan 2026 00:00:09 GMT', 9_000],
	['Thursday, 01-Jan-26 00:00:09 GMT', 9_000],
	['Thu Jan  1 00:00:09 2026', 9_000],
	['Wed, 31 Dec 2025 23:00:00 GMT', 0],
	['Thu, 99 Jan 2026 00:00:09 GMT', undefined],
	['1.5.2026', undefined],
	['86400', 600_000],
])('reads Retry-After %j as %j ms', (header, ms) => {
	expect(retryAfter(header, Date.parse('2026-01-01T00:00:00Z'))).toBe(ms);
});

it('waits longer when asked to, never shorter, and not for ever', () => {
	expect(atLeastAsked(1_000, undefined, 5_000)).toBe(1_000);
	expect(atLeastAsked(1_000, 0, 5_000)).toBe(1_000);
	expect(atLeastAsked(1_000, 3_000, 5_000)).toBe(3_000);
	expect(atLeastAsked(1_000, 90_000, 5_000)).toBe(5_000);
});
