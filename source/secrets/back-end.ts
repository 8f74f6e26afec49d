import type {SecretProvider, SecretStore} from './secret-store.ts';

/** A place for secrets before anybody has proved that it works. */
export interface BackEnd
	extends Pick<SecretStore, 'getPassword' | 'setPassword' | 'deletePassword' | 'findCredentials'> {
	/** Ends a call that does not come back. */
	giveUp?(): void;
}

/** Opens a place for secrets; throws when it cannot even be loaded. Opening proves nothing, only the probe does. */
export type OpenBackEnd = () => Promise<BackEnd>;

export type BackEnds = Readonly<Record<Exclude<SecretProvider, 'memory' | 'file'>, OpenBackEnd>>;
