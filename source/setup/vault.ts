import type {ConnectorCredential} from '../conductorone/tasks/task.ts';
import {isLoopback} from '../http/proxy.ts';
import type {SecretKind} from '../settings/saved-state.ts';
import {litmosAddress} from './questions.ts';
import type {SetupState} from './state.ts';

/** A Litmos account, as one signs in to it. */
export interface Tenant {
	baseUrl: string;
	source: string;
	apiKey: string;
}

/** The secrets of this run, outside of the state, so that no snapshot and no log of it can hold one. */
export type Vault = Map<SecretKind, string>;

export function tenantOf(state: SetupState, vault: Vault): Tenant {
	return {baseUrl: litmosAddress(state), source: state.answers.source.trim(), apiKey: vault.get('apiKey') ?? ''};
}

export function credentialOf({answers, demo}: SetupState, vault: Vault): ConnectorCredential {
	const apiHost = answers.c1ApiHost.trim();
	return {
		clientId: answers.clientId.trim(),
		clientSecret: vault.get('clientSecret') ?? '',
		...(apiHost === '' ? {} : {apiHost}),
		// The sandbox speaks plainly, and only to this machine.
		...(demo.status === 'done' && isLoopback(apiHost.replace(/:\d+$/, '')) ? {insecure: true} : {}),
	};
}
