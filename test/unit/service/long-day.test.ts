import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {amount} from '../../long.ts';
import {longDay} from '../../soak/long-day.ts';

/** The short form of `npm run soak`. */
test('through every fault and kills, each task is finished exactly once, with the right answer, and nothing is left', {
	timeout: 600_000,
}, async () => {
	const program = fileURLToPath(new URL('../../../dist/main.js', import.meta.url));
	const tasks = amount(20, 4);
	const day = await longDay({program, stormy: tasks, perLife: tasks / 2, calm: 0, seed: 7});
	expect(day.problems).toEqual([]);
	expect(day).toMatchObject({tasks, lives: 3});
});
