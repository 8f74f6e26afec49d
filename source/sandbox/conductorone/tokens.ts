import {randomBytes} from 'node:crypto';
import {type Credential, isUsable} from './credentials.ts';

export interface AccessToken {
	/** What the bearer may be used as: the credential, or (after a browser sign-in) a person who may only make keys. */
	credential: Credential | null;
	userId: string | null;
	/** Milliseconds since the epoch, server clock. */
	expiresAt: number;
}

/** Bearer tokens by their text. */
export class TokenStore {
	readonly #tokens = new Map<string, AccessToken>();

	issue(token: AccessToken, now: number): string {
		for (const [text, old] of this.#tokens) if (old.expiresAt <= now) this.#tokens.delete(text);
		const text = randomBytes(32).toString('base64url');
		this.#tokens.set(text, token);
		return text;
	}

	/** The token behind an `Authorization` header, or the reason why there is none. */
	find(authorization: string | null | undefined, now: number): AccessToken | string {
		if (!authorization) return 'no bearer token';
		const text = /^Bearer (\S+)$/.exec(authorization)?.[1];
		if (text === undefined) return 'authorization is not "Bearer <token>"';
		const token = this.#tokens.get(text);
		if (!token) return 'unknown token';
		if (token.expiresAt <= now) return 'token has expired';
		if (token.credential && !isUsable(token.credential, now)) return 'the credential has been revoked';
		return token;
	}
}
