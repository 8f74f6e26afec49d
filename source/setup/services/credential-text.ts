import {withoutInvisible} from '../../text/bare.ts';

/** What a pasted text holds of a connector credential. */
export interface PastedCredential {
	clientId?: string;
	clientSecret?: string;
}

/** Four parts joined by colons, of which the third is `v1`; then lines that may be the rest of a wrapped one. */
const secretPattern = /(?:secret-token|[\w.-]+):[\w.-]+:v1:[\w-]+(?:[ \t]*\r?\n[ \t]*[\w-]+(?=[ \t]*(?:\r?\n|$)))*/;
const clientIdPattern = /[\w.+-]+@[\w.:[\]-]+\/[\w/.~-]*/;

/**
 * Finds a client id and a client secret in a text, in any order, with labels, quotes or `NAME=` around them: people copy
 * both at once, or one into the field of the other. Whether they are any good is for others to say.
 */
export function readCredential(pasted: string): PastedCredential {
	const text = withoutInvisible(pasted, {lines: 'kept'});
	const found = secretPattern.exec(text)?.[0];
	const secret = found === undefined ? undefined : unwrapped(found);
	const clientId = clientIdPattern.exec(found === undefined ? text : text.replace(found, '\n'))?.[0];
	return {
		...(clientId === undefined ? {} : {clientId}),
		...(secret === undefined ? {} : {clientSecret: secret}),
	};
}

/** A terminal wraps a long secret; a web page has other words below it. As many lines as it takes to hold a key. */
function unwrapped(found: string): string {
	const [first = '', ...others] = found.split(/\s+/);
	let secret = first;
	for (const line of others) {
		if (holdsKey(secret)) return secret;
		secret += line;
	}
	return holdsKey(secret) ? secret : first;
}

function holdsKey(secret: string): boolean {
	try {
		return JSON.parse(Buffer.from(secret.split(':').at(-1) ?? '', 'base64url').toString()) !== null;
	} catch {
		return false;
	}
}
