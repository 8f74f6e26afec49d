/** What other rooms may know of this one. */
export type {ExplorerClient} from './explorer-client.ts';
export type * from './model.ts';
export type {C1z, OpenOptions} from './read-c1z.ts';
export type * from './working-file.types.ts';
