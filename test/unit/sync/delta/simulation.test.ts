import {describe, expect, test} from 'vitest';
import {amount, isLong} from '../../../long.ts';
import {Hourly} from './hourly.ts';
import {misbehaviours} from './misbehaviours.ts';
import {Verdict} from './verdict.ts';

// With everything between a sync and Litmos in place: client, pages, SQLite. Many more syncs, in memory alone, are looked
// at in the simulations beside this one.

describe('without misbehavior each file is true at some instant of its run', () => {
	for (const seed of Array.from({length: amount(2, 1)}, (_, index) => index + 1)) {
		test(`seed ${seed}`, {timeout: 3_600_000}, async () => {
			const hourly = new Hourly({seed, factor: 1 + (seed % 3) * 3});
			try {
				const found = await hourly.run(amount(7 * 24, 30));
				const wrong = found.filter(({differences}) => differences.length > 0);
				expect(wrong.map(({hour, differences}) => ({hour, differences}))).toEqual([]);
				expect(found.some(({report}) => report.delta!.leftOut > 0)).toBe(true);
				expect(found.reduce((sum, {report}) => sum + report.delta!.untold, 0)).toBe(0);
			} finally {
				hourly.close();
			}
		});
	}
});

// In the short form the simulation in memory has a sample of them.
describe.runIf(isLong)('with misbehavior each difference is gone after a day and a run, and was named', () => {
	test.each(Object.entries(misbehaviours))('%s', {timeout: 3_600_000}, async (_, behaviour) => {
		const hourly = new Hourly({seed: 5, factor: 5});
		try {
			const verdict = new Verdict(hourly.litmos.tenant);
			for (let run = 0; run < 60; run++) {
				if (run === 30) hourly.litmos.behave(behaviour);
				const [last] = (await hourly.run(1)).slice(-1);
				verdict.look(last!);
			}
			expect(verdict.complaints).toEqual([]);
		} finally {
			hourly.close();
		}
	});
});
