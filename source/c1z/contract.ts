/** What other rooms may know of this one. */
export type * from './model.ts';
export type * from './working-file.types.ts';
