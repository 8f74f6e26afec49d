import {drawPages} from './draw-sizes.ts';
import {allSizes} from './sizes.ts';

drawPages('guided', allSizes);
