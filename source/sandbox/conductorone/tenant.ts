import type {ConductorOneBehaviour} from './behaviour.ts';
import {ConnectorLink} from './connector-link.ts';
import {type CredentialKind, CredentialStore} from './credentials.ts';
import {seededRandom} from './random.ts';
import type {RestReport} from './rest/state.ts';
import type {FinishedTask} from './tasks.ts';
import {type AccessToken, TokenStore} from './tokens.ts';
import type {ReceivedSync} from './validation/validate-upload.ts';

export interface ConductorOneReport {
	hellos: {hostId: string; taskId: string; metadata: string}[];
	tokens: number;
	heartbeats: number;
	syncs: ReceivedSync[];
	finished: FinishedTask[];
	pending: number;
	/** Calls refused because they broke a rule, with the rule. */
	refused: string[];
	rest: RestReport;
}

/** Everything the sandbox’s ConductorOne remembers, in memory, for as long as it runs. */
export class Tenant {
	readonly behaviour: ConductorOneBehaviour;
	readonly credentials = new CredentialStore();
	readonly tokens = new TokenStore();
	readonly random: () => number;
	/** Calls refused because they broke a rule. */
	readonly refused: string[] = [];
	readonly #links = new Map<string, ConnectorLink>();

	constructor(behaviour: ConductorOneBehaviour, seed: number) {
		this.behaviour = behaviour;
		this.random = seededRandom(seed);
	}

	/** Server clock, ms since the epoch. */
	now(): number {
		return Date.now() + this.behaviour.clockSkewMs;
	}

	/** The connector's side of the connector service; made at first use. */
	link(connectorId: string): ConnectorLink {
		let link = this.#links.get(connectorId);
		if (!link) {
			link = new ConnectorLink(connectorId);
			this.#links.set(connectorId, link);
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
		return kind === 'connector' ? this.behaviour.credentialRevoked : this.behaviour.personalKeyRevoked;
	}

	report(): Omit<ConductorOneReport, 'rest'> {
		const links = [...this.#links.values()];
		return {
			hellos: links.flatMap((link) => link.hellos),
			tokens: this.tokens.issued,
			heartbeats: links.reduce((sum, link) => sum + link.heartbeats, 0),
			syncs: links.flatMap((link) => link.syncs),
			finished: links.flatMap((link) => [...link.queue.finished.values()]),
			pending: links.reduce((sum, link) => sum + link.queue.pending, 0),
			refused: this.refused,
		};
	}
}
