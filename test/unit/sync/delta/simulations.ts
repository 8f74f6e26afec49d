import {afterAll, describe, expect, test, vi} from 'vitest';
import type {SizeName} from '../../../../source/sandbox/litmos/dataset.ts';
import {amount} from '../../../long.ts';
import {randomFrom} from '../../litmos/simulation.ts';
import {LightHourly} from './light-hourly.ts';
import {misbehaviours} from './misbehaviours.ts';
import {Verdict} from './verdict.ts';

vi.mock('../../../../source/connector/accounts.ts', async (original) => {
	const actual = await original<typeof import('../../../../source/connector/accounts.ts')>();
	return {...actual, mapAccount: (await import('./once.ts')).once(actual.mapAccount)};
});
vi.mock('../../../../source/connector/courses.ts', async (original) => {
	const actual = await original<typeof import('../../../../source/connector/courses.ts')>();
	return {...actual, mapCourse: (await import('./once.ts')).once(actual.mapCourse)};
});

/** Hourly syncs of two weeks. */
export const fortnight = 14 * 24;

/** How much more happens than the fact sheet assumes; in a small tenant so that changes of every kind are proven. */
const factors: Record<string, readonly number[]> = {S: [1, 4, 7], M: [1, 2, 3], L: [1]};

interface Simulations {
	size: SizeName;
	/** How many seeds; `LITMOS_TEST_SEEDS` puts others in their place. */
	seeds: number;
	runs: number;
	proofs?: number | undefined;
}

/** Tests that every file of hourly syncs is true at some instant of its run, and says at the end of how many that was so. */
export function simulate({size, seeds, runs, proofs}: Simulations): void {
	let [equal, all] = [0, 0];
	describe(`${size}: without misbehavior each file is true at some instant of its run`, () => {
		test.each(seedsOf(seeds))('seed %d', {timeout: 3_600_000}, async (seed) => {
			const hourly = hourlyOf(size, seed, proofs);
			const wrong: unknown[] = [];
			for (let count = 0; count < runs; count++) {
				const {hour, differences} = await hourly.next();
				all++;
				if (differences.length === 0) equal++;
				else wrong.push({hour, differences});
			}
			expect(wrong).toEqual([]);
			expect(hourly.litmos.places.astray()).toEqual([]);
			const reports = hourly.runs.map(({report}) => report.delta);
			expect(reports.some(({leftOut}) => leftOut > 0)).toBe(true);
			expect(reports.filter(({untold, late}) => untold + late > 0)).toEqual([]);
		});
	});
	afterAll(() => console.log(`${size}: equal in ${equal} of ${all} runs`));
}

/**
 * Tests that with each misbehavior every difference is gone after a day and a run, and that a report has named its kind.
 * `from`: in which run it begins; 'proven' draws one by which lists are left out.
 */
export function misbehave(
	{size, runs, proofs, seed: firstSeed = 1001, factor}: Omit<Simulations, 'seeds'> & {seed?: number; factor?: number},
	from: number | 'proven',
	names: readonly string[],
): void {
	let [wrong, complained, all] = [0, 0, 0];
	const title = `${size}: with misbehavior from run ${from} on each difference is gone after a day and a run, and was named`;
	describe(title, () => {
		const cases = names.map((name, at) => [name, firstSeed + at] as const);
		test.each(cases)('%s, seed %d', {timeout: 3_600_000}, async (name, seed) => {
			const hourly = hourlyOf(size, seed, proofs, factor);
			const verdict = new Verdict(hourly.litmos.tenant);
			const first = from === 'proven' ? Math.floor(runs * (0.3 + 0.3 * randomFrom(seed)())) : from;
			for (let count = 0; count < runs; count++) {
				if (count === first) hourly.litmos.behave(misbehaviours[name]!);
				verdict.look(await hourly.next());
			}
			all += runs;
			wrong += verdict.wrong;
			complained += verdict.complaints.length;
			expect(verdict.complaints).toEqual([]);
			expect(hourly.litmos.places.astray()).toEqual([]);
		});
	});
	const tally = () =>
		`${size}: ${wrong} places wrong in ${all} runs with misbehavior, ${complained} of them too long or without a name`;
	afterAll(() => console.log(tally()));
}

/** All of them in the long form, one in the short one. */
export const kinds = Object.keys(misbehaviours).slice(0, amount(Number.POSITIVE_INFINITY, 1));

function hourlyOf(
	size: SizeName,
	seed: number,
	proofs: number | undefined,
	factor = factors[size]![seed % factors[size]!.length]!,
): LightHourly {
	return new LightHourly({seed, size, factor, ...(proofs !== undefined && {proofs})});
}

/** `LITMOS_TEST_SEEDS`: `500` for the first 500 seeds, `51-500` for others. */
function seedsOf(count: number): number[] {
	const [, first, last] = /^(?:(\d+)-)?(\d+)$/.exec(process.env.LITMOS_TEST_SEEDS ?? '') ?? [null, '1', String(count)];
	const from = Number(first ?? 1);
	return Array.from({length: Number(last) - from + 1}, (_, index) => from + index);
}
