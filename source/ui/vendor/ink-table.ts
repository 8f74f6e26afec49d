import {createRequire, Module} from 'node:module';
import * as ink from 'ink';

// ink-table is CommonJS and cannot require() Ink 4 or newer, which has top-level await: hand it the loaded module.
const require = createRequire(import.meta.url);
const requireFromTable = createRequire(require.resolve('ink-table'));
const id = requireFromTable.resolve('ink');
require.cache[id] ??= Object.assign(new Module(id), {exports: ink, loaded: true, filename: id});

/** For at most 15 short rows: it draws every row and measures text by code units. */
export const Table = (require('ink-table') as typeof import('ink-table')).default;
