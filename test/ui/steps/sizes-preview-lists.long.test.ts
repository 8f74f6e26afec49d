import {drawListsOfPreview, withFullTenant} from './draw-sizes.ts';
import {allSizes} from './sizes.ts';

withFullTenant();
drawListsOfPreview(allSizes);
