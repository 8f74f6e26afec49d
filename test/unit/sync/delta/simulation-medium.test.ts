import {amount, isLong} from '../../../long.ts';
import {fortnight, kinds, misbehave, simulate} from './simulations.ts';

simulate({size: 'M', seeds: amount(3, 1), runs: amount(fortnight, 5), proofs: amount(undefined, 5)});
if (isLong) misbehave({size: 'M', runs: 96}, 'proven', kinds.slice(0, 2));
