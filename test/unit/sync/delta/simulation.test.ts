import {describe, expect, test} from 'vitest';
import {nameOf} from '../../../../source/sync/delta/model.ts';
import {listOf} from '../../../../source/sync/delta/stored-lists.ts';
import {amount} from '../../../long.ts';
import {type Difference, Hourly, type HourlyRun} from './hourly.ts';
import {misbehaviours} from './misbehaviours.ts';

/** Everything is read at least once a day; a run more, a little late, finds what was wrong by then. */
const longestWrong = 26;

async function runs(hourly: Hourly, count: number): Promise<HourlyRun[]> {
	try {
		return await hourly.run(count);
	} finally {
		hourly.close();
	}
}

function nameOfDifference({place, file, truth}: Difference): string {
	return nameOf(listOf(place.split(' ')[0]!)!.kind, file, truth) ?? 'changed back';
}

describe('without misbehaviour each file is true at some instant of its run', () => {
	for (const seed of Array.from({length: amount(2, 1)}, (_, index) => index + 1)) {
		test(`seed ${seed}`, {timeout: 3_600_000}, async () => {
			const found = await runs(new Hourly({seed, factor: 1 + (seed % 3) * 3}), amount(14 * 24, 30));
			const wrong = found.filter(({differences}) => differences.length > 0);
			expect(wrong.map(({hour, differences}) => ({hour, differences}))).toEqual([]);
			expect(found.some(({report}) => report.delta!.leftOut > 0)).toBe(true);
			expect(found.reduce((sum, {report}) => sum + report.delta!.untold, 0)).toBe(0);
		});
	}
});

const all = Object.entries(misbehaviours);
const misbehaving = all.slice(0, amount(all.length, 1));

describe('with misbehaviour each difference is gone after a day and a run, and was named', () => {
	for (const [name, behaviour] of misbehaving) {
		for (const from of amount([30, 0], [30])) {
			test(`${name}, from hour ${from}`, {timeout: 3_600_000}, async () => {
				const hourly = new Hourly({
					seed: 5,
					factor: 5,
					before: (litmos, run) => {
						if (run === from) litmos.behave(behaviour);
						return undefined;
					},
				});
				const found = await runs(hourly, 60);
				expect(unnamed(found)).toEqual([]);
			});
		}
	}
});

/** Differences that lived too long, or whose kind no report had named by the time they were gone. */
function unnamed(found: readonly HourlyRun[]): string[] {
	const since = new Map<string, number>();
	const complaints: string[] = [];
	for (const {hour, differences, report} of found) {
		const now = new Map(differences.map((one) => [one.place, one]));
		for (const [place, first] of since) {
			if (now.has(place)) {
				if (hour - first > longestWrong) complaints.push(`${place} wrong for ${hour - first} hours`);
			} else since.delete(place);
		}
		const named = new Set(report.delta!.unproven.map(({name}) => name as string));
		for (const one of differences) {
			if (!since.has(one.place)) since.set(one.place, hour);
			const began = since.get(one.place)!;
			if (!named.has(nameOfDifference(one)) && hour - began > longestWrong - 1) {
				complaints.push(`${one.place}: ${nameOfDifference(one)} not named in hour ${hour}`);
			}
		}
	}
	return complaints;
}
