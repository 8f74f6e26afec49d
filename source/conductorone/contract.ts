/** What other rooms may know of this one. */
export type * from './tasks/contract.ts';
