import {drawPages} from './draw-sizes.ts';
import {allSizes} from './sizes.ts';

drawPages('connect', allSizes);
