import {test, vi} from 'vitest';
import {isLong} from '../../../long.ts';
import {simulate} from './simulations.ts';

vi.mock('../../../../source/connector/accounts.ts', async (original) => {
	const actual = await original<typeof import('../../../../source/connector/accounts.ts')>();
	return {...actual, mapAccount: (await import('./once.ts')).once(actual.mapAccount)};
});
vi.mock('../../../../source/connector/courses.ts', async (original) => {
	const actual = await original<typeof import('../../../../source/connector/courses.ts')>();
	return {...actual, mapCourse: (await import('./once.ts')).once(actual.mapCourse)};
});

// In the short form one sync of it would take longer than all the others.
if (isLong) simulate({size: 'L', seeds: 1, runs: 48});
else test.skip('L: only in the long form', () => {});
