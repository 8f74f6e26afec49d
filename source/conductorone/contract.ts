/** What other rooms may know of this one. */
export type {ParsedCredential} from './credential.ts';
export type {PushOptions} from './push.ts';
export type * from './tasks/contract.ts';
