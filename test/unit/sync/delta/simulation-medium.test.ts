import {vi} from 'vitest';
import {amount, isLong} from '../../../long.ts';
import {fortnight, kinds, misbehave, simulate} from './simulations.ts';

vi.mock('../../../../source/connector/accounts.ts', async (original) => {
	const actual = await original<typeof import('../../../../source/connector/accounts.ts')>();
	return {...actual, mapAccount: (await import('./once.ts')).once(actual.mapAccount)};
});
vi.mock('../../../../source/connector/courses.ts', async (original) => {
	const actual = await original<typeof import('../../../../source/connector/courses.ts')>();
	return {...actual, mapCourse: (await import('./once.ts')).once(actual.mapCourse)};
});

simulate({size: 'M', seeds: amount(3, 1), runs: amount(fortnight, 5), proofs: amount(undefined, 5)});
if (isLong) misbehave({size: 'M', runs: 96}, 'proven', kinds.slice(0, 2));
