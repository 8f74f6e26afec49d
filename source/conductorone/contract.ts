/** What other rooms may know of this one. */
export type {ParsedCredential} from './credential.ts';
export type {PushOptions} from './push.ts';
export type {RestClient} from './rest/client.ts';
export type {ConnectorRef} from './rest/connector-calls.ts';
export type {ConnectorState, StatusWord} from './rest/connector-state.ts';
export type {DeviceCode} from './rest/device-login.ts';
export type {RecordedRequest} from './rest/dry-run.ts';
export type {Identity, PersonalKey} from './rest/personal-key.ts';
export type {ArrivedCounts, ProofRow} from './rest/proof.ts';
export type * from './tasks/contract.ts';
