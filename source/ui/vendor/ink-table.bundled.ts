import * as module from 'ink-table';

// The bundler resolves ink-table's require of Ink itself; only the default export needs unwrapping. The build puts this
// file in the place of ink-table.ts.
const unwrap = (value: unknown): unknown =>
	typeof value === 'object' && value !== null && 'default' in value ? unwrap(value.default) : value;
export const Table = unwrap(module) as typeof import('ink-table').default;
