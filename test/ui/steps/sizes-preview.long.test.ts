import {drawPages, withFullTenant} from './draw-sizes.ts';
import {allSizes} from './sizes.ts';

withFullTenant();
drawPages('preview', allSizes);
