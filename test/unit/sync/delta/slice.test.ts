import {expect, test} from 'vitest';
import type {StoredList} from '../../../../source/sync/delta/model.ts';
import {chooseSlice, usualInterval} from '../../../../source/sync/delta/slice.ts';
import {randomFrom} from '../../litmos/simulation.ts';

const hour = 60 * 60 * 1000;

function lists(count: number): StoredList[] {
	return Array.from({length: count}, (_, index) => ({
		key: `course-people:c${index}`,
		kind: 'course-people',
		of: `c${index}`,
		readAt: 0,
		size: index % 7 === 0 ? 4_500 : index,
	}));
}

/** Runs for two weeks at intervals of about so many hours. */
function twoWeeks(interval: number, seed: number, within = usualInterval) {
	const all = lists(200);
	const random = randomFrom(seed);
	let [oldest, most] = [0, 0];
	for (let now = 0, last = 0, run = 0; now < 14 * 24 * hour; run++, last = now) {
		now += interval * hour * (0.8 + random() * 0.4);
		const chosen = chooseSlice(all, now, now - last, {pageSize: 1000, within});
		for (const list of all) if (chosen.has(list.key)) list.readAt = now;
		oldest = Math.max(oldest, ...all.map(({readAt}) => now - readAt));
		if (run > 40) most = Math.max(most, chosen.size);
	}
	return {oldest, most};
}

test.each([0.25, 1, 3, 7])('nothing is older than a day, with a run every %d hours', (interval) => {
	for (let seed = 1; seed <= 5; seed++) expect(twoWeeks(interval, seed).oldest).toBeLessThanOrEqual(usualInterval);
});

test('with hourly runs each reads about a twenty-fourth', () => {
	expect(twoWeeks(1, 1).most).toBeLessThan(200 / 10);
});

test.each([
	[2, 0.25],
	[12, 1],
	[72, 3],
	[168, 20],
])('nothing is older than %d hours where that is set, with a run every %d hours', (hours, interval) => {
	for (let seed = 1; seed <= 5; seed++) {
		expect(twoWeeks(interval, seed, hours * hour).oldest).toBeLessThanOrEqual(hours * hour);
	}
});

test('a longer interval reads less in each run', () => {
	expect(twoWeeks(1, 1, 72 * hour).most).toBeLessThan(twoWeeks(1, 1).most / 2);
});

test('after half a day everything is read', () => {
	expect(chooseSlice(lists(50), 12 * hour, 12 * hour, {pageSize: 1000, within: usualInterval}).size).toBe(50);
});
