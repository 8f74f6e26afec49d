import type {ConductorOneBehaviour} from './behaviour.ts';
import {ConnectorLink} from './connector-link.ts';
import {type CredentialKind, CredentialStore} from './credentials.ts';
import type {ConductorOneHooks} from './hooks.ts';
import {type AccessToken, TokenStore} from './tokens.ts';

/** Everything the sandbox’s ConductorOne remembers, in memory, for as long as it runs. */
export class Tenant {
	readonly behaviour: ConductorOneBehaviour;
	readonly hooks: ConductorOneHooks;
	readonly credentials = new CredentialStore();
	readonly tokens = new TokenStore();
	/** Uploaded syncs that were accepted. */
	syncs = 0;
	readonly links = new Map<string, ConnectorLink>();

	constructor(behaviour: ConductorOneBehaviour, hooks: ConductorOneHooks) {
		this.behaviour = behaviour;
		this.hooks = hooks;
	}

	/** Server clock, ms since the epoch. */
	now(): number {
		return this.hooks.now?.() ?? Date.now();
	}

	/** Carries out a change that shows late. */
	later(what: 'owners' | 'arrival', change: () => void): void {
		if (this.hooks.later) this.hooks.later(what, change);
		else change();
	}

	/** The connector's side of the connector service; made at first use. */
	link(connectorId: string): ConnectorLink {
		let link = this.links.get(connectorId);
		if (!link) {
			link = new ConnectorLink(connectorId);
			this.links.set(connectorId, link);
		}
		return link;
	}

	/** The token of a bearer header, or why it is refused. */
	bearer(authorization: string | null | undefined): AccessToken | string {
		const token = this.tokens.find(authorization, this.now());
		if (typeof token === 'string') return token;
		if (token.credential && this.refusesAll(token.credential.kind)) return 'the credential has been revoked';
		return token;
	}

	/** Whether all credentials of a kind are to be taken for revoked. */
	refusesAll(kind: CredentialKind): boolean {
		return this.hooks.isRevoked?.(kind) ?? false;
	}
}
