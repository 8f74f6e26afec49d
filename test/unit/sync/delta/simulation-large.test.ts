import {test} from 'vitest';
import {isLong} from '../../../long.ts';
import {simulate} from './simulations.ts';

// In the short form one sync of it would take longer than all the others.
if (isLong) simulate({size: 'L', seeds: 1, runs: 48});
else test.skip('L: only in the long form', () => {});
