import {createHash, generateKeyPairSync, type KeyObject, randomInt} from 'node:crypto';
import {newId} from './ids.ts';

/** `connector`: runs a self-hosted connector. `personal`: a person's API key for the REST interface. */
export type CredentialKind = 'connector' | 'personal';

export interface Credential {
	id: string;
	kind: CredentialKind;
	/** The connector, or the person, it belongs to. */
	ownerId: string;
	/** `<name>@<host>[:<port>]/<use>` */
	clientId: string;
	displayName: string;
	publicKey: KeyObject;
	secretHash: string;
	/** Milliseconds since the epoch. */
	createdAt: number;
	expiresAt: number | null;
	lastUsedAt: number | null;
	revokedAt: number | null;
	/** Role ids the credential is narrowed to; empty = all of its owner's. */
	scopedRoles: string[];
}

/** Credential with its secret, which is shown only at the moment it is made. */
export interface FreshCredential {
	credential: Credential;
	clientSecret: string;
}

const adjectives = ['spiffy', 'calm', 'brisk', 'mellow', 'sunny', 'wry'];
const animals = ['otter', 'heron', 'lynx', 'marten', 'newt', 'plover'];

/** Issues credentials in the documented form (protocol sheet, section 1.1) and keeps only their public halves. */
export class CredentialStore {
	readonly #byClientId = new Map<string, Credential>();
	readonly #byId = new Map<string, Credential>();

	issue(request: {
		kind: CredentialKind;
		ownerId: string;
		host: string;
		now: number;
		displayName?: string;
		expiresAt?: number | null;
		scopedRoles?: string[];
	}): FreshCredential {
		const {publicKey, privateKey} = generateKeyPairSync('ed25519');
		const jwk = Buffer.from(JSON.stringify(privateKey.export({format: 'jwk'})));
		const clientSecret = `secret-token:conductorone.com:v1:${jwk.toString('base64url')}`;
		const name = `${pick(adjectives)}-${pick(animals)}-${randomInt(10_000, 100_000)}`;
		const credential: Credential = {
			id: newId(),
			kind: request.kind,
			ownerId: request.ownerId,
			clientId: `${name}@${request.host}/${request.kind === 'connector' ? 'ccc' : 'pcc'}`,
			displayName: request.displayName ?? name,
			publicKey,
			secretHash: hashSecret(clientSecret),
			createdAt: request.now,
			expiresAt: request.expiresAt ?? null,
			lastUsedAt: null,
			revokedAt: null,
			scopedRoles: request.scopedRoles ?? [],
		};
		this.#byClientId.set(credential.clientId, credential);
		this.#byId.set(credential.id, credential);
		return {credential, clientSecret};
	}

	byClientId(clientId: string): Credential | undefined {
		return this.#byClientId.get(clientId);
	}

	byId(id: string): Credential | undefined {
		return this.#byId.get(id);
	}

	all(): Credential[] {
		return [...this.#byId.values()];
	}
}

export function hashSecret(secret: string): string {
	return createHash('sha256').update(secret).digest('hex');
}

/** True while the credential may be used, at `now` in ms. */
export function isUsable(credential: Credential, now: number): boolean {
	return credential.revokedAt === null && (credential.expiresAt === null || credential.expiresAt > now);
}

function pick(words: readonly string[]): string {
	return words[randomInt(words.length)] ?? 'otter';
}
