import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {longDay} from '../../soak/long-day.ts';

/** The short form of `npm run soak`. */
test('through every fault and kills, each task is finished exactly once, with the right answer, and nothing is left', {
	timeout: 120_000,
}, async () => {
	const program = fileURLToPath(new URL('../../../source/cli/main.ts', import.meta.url));
	const day = await longDay({program, stormy: 10, perLife: 5, calm: 0, seed: 7});
	expect(day.problems).toEqual([]);
	expect(day).toMatchObject({tasks: 10, lives: 3});
});
