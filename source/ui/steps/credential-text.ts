/** What a pasted text holds of a connector credential. */
export interface PastedCredential {
	clientId?: string;
	clientSecret?: string;
}

// Four parts joined by colons, the third is `v1`. A wrapped terminal line breaks the last part, which has no meaning.
const secretPattern = /(?:secret-token|[\w.-]+):[\w.-]+:v1:[\w-]+(?:\s*\n[ \t]*[\w-]+(?=[ \t]*(?:\r?\n|$)))*/;
const clientIdPattern = /[\w.+-]+@[\w.:[\]-]+\/[\w/.~-]*/;

/**
 * Finds a client id and a client secret in a text, in any order, with labels, quotes or `NAME=` around them: people copy
 * both at once, or one into the field of the other. Whether they are any good is for others to say.
 */
export function readCredential(text: string): PastedCredential {
	const secret = secretPattern.exec(text)?.[0];
	const without = secret === undefined ? text : text.replace(secret, '\n');
	const clientId = clientIdPattern.exec(without)?.[0];
	return {
		...(clientId === undefined ? {} : {clientId}),
		...(secret === undefined ? {} : {clientSecret: secret.replace(/\s+/g, '')}),
	};
}
