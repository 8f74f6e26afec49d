import type {ProblemTexts} from '../problem/problem.ts';

type CredentialKind = 'connector' | 'personal';

/** Where a credential of either kind is copied from. */
const copyHints = {
	connector: 'In ConductorOne, open the connector, select Edit in Settings, then Rotate, and copy the new value.',
	personal: 'In ConductorOne, open your profile menu, then API keys, and create a new credential.',
} as const;

/** A client id that cannot be used, and what is wrong with it. */
export const clientIdMessages = {
	notUsable: (why: string, kind: CredentialKind): ProblemTexts => ({
		what: 'The client ID isn’t valid',
		why,
		next: [copyHints[kind]],
	}),
	empty: 'It’s empty.',
	swapped: 'This is a client secret. The client ID and client secret seem to be swapped.',
	blank: 'It contains a space or a line break. A client ID has none.',
	webAddress: 'This is a web address. A client ID looks like clever-name-123@tenant.conductor.one/abc.',
	noAt: 'There is no “@” in it. A client ID looks like clever-name-123@tenant.conductor.one/abc.',
	noSlash: 'There is no “/” after the host. It may have been cut off while copying.',
	noName: 'There is nothing before the “@”. It may have been cut off while copying.',
	noHost: 'There is no host between “@” and “/”.',
	badHost: 'The part between “@” and “/” isn’t a host name.',
} as const;

/** A client secret that cannot be used, and what is wrong with it. None of it is ever shown. */
export const clientSecretMessages = {
	notUsable: (why: string, kind: CredentialKind): ProblemTexts => ({
		what: 'The client secret isn’t valid',
		why,
		next: [copyHints[kind]],
	}),
	empty: 'It’s empty.',
	swapped: 'This is a client ID. The client ID and client secret seem to be swapped.',
	tooFewParts:
		'It needs four parts joined by colons (secret-token:conductorone.com:v1:…). It may have been cut off while copying.',
	otherVersion: 'Its third part isn’t “v1”. It may be another kind of secret, or it was cut off while copying.',
	blank: 'It contains a space. A client secret has none.',
	padded: 'Its last part ends with “=”, which the original doesn’t. Copy it again.',
	badLetters: 'Its last part has characters that don’t belong there, or was cut off.',
	noKey: 'Its last part doesn’t contain a key. It may have been cut off while copying.',
	otherKey: 'It contains another kind of key than ConductorOne uses.',
	damagedKey: 'The key in it is damaged.',
	publicOnly: 'It contains only a public key. The private key is missing.',
	halvesDiffer: 'The two halves of its key don’t match. Copy it again.',
} as const;

/** The address a credential leads to cannot be used. */
export const apiHostMessages = {
	badHost: {
		what: 'The ConductorOne API host isn’t a host name',
		why: 'BATON_C1_API_HOST needs a host, optionally with a port, without https:// or a path.',
	},
	notLoopback: (hostname: string): ProblemTexts => ({
		what: 'An unencrypted connection only works to this computer',
		why: `${hostname} isn’t this computer, and a client secret must not travel unencrypted.`,
	}),
} as const;

const answered = (status: number) => `It responded ${status}.`;

const clockDiffers = (minutes: number) =>
	`The clock of this computer is off by ${minutes} min. Allowing for that didn’t help.`;

const refusals = {
	connector: {
		what: (host: string) => `ConductorOne (${host}) rejected this client ID and secret`,
		why: 'They may have been rotated or revoked, or the connector was deleted.',
		next: 'In ConductorOne, open the connector, select Edit in Settings, then Rotate, and use the new client ID and secret.',
	},
	personal: {
		what: (host: string) => `ConductorOne (${host}) rejected this API key`,
		why: 'The key may have been deleted or may have expired.',
		next: 'Sign in again, or create a new API key in ConductorOne.',
	},
} as const;

/** ConductorOne gave no token for a credential. */
export const tokenMessages = {
	/** @param clockOff minutes this computer's clock differs from ConductorOne's, when that matters */
	refused: (kind: CredentialKind, host: string, status: number, clockOff?: number): ProblemTexts => ({
		what: refusals[kind].what(host),
		why: [answered(status), refusals[kind].why, ...(clockOff === undefined ? [] : [clockDiffers(clockOff)])].join(' '),
		next: [refusals[kind].next],
	}),
	noTenant: (host: string, status: number): ProblemTexts => ({
		what: `There is no ConductorOne tenant at ${host}`,
		why: answered(status),
		next: ['Check the host in the client ID (between “@” and “/”), and BATON_C1_API_HOST if you set it.'],
	}),
	busy: (host: string, status: number): ProblemTexts => ({
		what: `ConductorOne (${host}) can’t sign in the connector right now`,
		why: answered(status),
		next: ['Try again in a few minutes.'],
	}),
	unexpected: (host: string, status: number): ProblemTexts => ({
		what: `ConductorOne (${host}) sent an unexpected response to the sign-in`,
		why: answered(status),
	}),
	noToken: (host: string): ProblemTexts => ({
		what: `ConductorOne (${host}) sent an incomplete response to the sign-in`,
		why: 'It has no token in it. A proxy may have responded instead of ConductorOne.',
		next: [`Ask your network team not to inspect traffic to ${host}.`],
	}),
} as const;
