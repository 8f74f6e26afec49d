import type {ProblemWords} from '../problem/problem.ts';

type CredentialKind = 'connector' | 'personal';

/** Where a credential of either kind is copied from. */
const copyHints = {
	connector: 'In ConductorOne, open the connector, choose Edit in Settings, then Rotate, and copy the value anew.',
	personal: 'In ConductorOne, open your profile menu, then API keys, and create a new credential.',
} as const;

/** A client id that cannot be used, and what is wrong with it. */
export const clientIdWords = {
	notUsable: (why: string, kind: CredentialKind): ProblemWords => ({
		what: 'The client id cannot be used',
		why,
		next: [copyHints[kind]],
	}),
	empty: 'It is empty.',
	swapped: 'This is a client secret. Client id and client secret seem to be swapped.',
	blank: 'There is a blank or a line break inside it; a client id has none.',
	webAddress: 'This is a web address. A client id looks like clever-name-123@tenant.conductor.one/abc.',
	noAt: 'There is no “@” in it. A client id looks like clever-name-123@tenant.conductor.one/abc.',
	noSlash: 'There is no “/” behind the host. It may have been cut off while copying.',
	noName: 'There is nothing before the “@”. It may have been cut off while copying.',
	noHost: 'There is no host between “@” and “/”.',
	badHost: 'The part between “@” and “/” is not a host name.',
} as const;

/** A client secret that cannot be used, and what is wrong with it. None of it is ever shown. */
export const clientSecretWords = {
	notUsable: (why: string, kind: CredentialKind): ProblemWords => ({
		what: 'The client secret cannot be used',
		why,
		next: [copyHints[kind]],
	}),
	empty: 'It is empty.',
	swapped: 'This is a client id. Client id and client secret seem to be swapped.',
	tooFewParts: 'It should have four parts joined by colons (secret-token:conductorone.com:v1:…). Was all of it copied?',
	otherVersion: 'Its third part is not “v1”: another kind of secret, or not all of it was copied.',
	blank: 'There is a blank inside it; a client secret has none.',
	padded: 'Its last part ends with “=”. The original has no such padding; copy it anew.',
	badLetters: 'Its last part holds characters that do not belong there, or was cut off.',
	noKey: 'Its last part does not hold a key. It may have been cut off while copying.',
	otherKey: 'It holds a key of another kind than ConductorOne gives out.',
	damagedKey: 'The key in it is damaged.',
	publicOnly: 'It holds a public key only; the private one is needed.',
	halvesDiffer: 'The two halves of the key in it do not belong together; copy it anew.',
} as const;

/** The address a credential leads to cannot be used. */
export const apiHostWords = {
	badHost: {
		what: 'The ConductorOne API host is not a host name',
		why: 'BATON_C1_API_HOST takes a host, or a host with a port, without https:// and without a path.',
	},
	notLoopback: (hostname: string): ProblemWords => ({
		what: 'An unencrypted connection is only allowed to this computer itself',
		why: `${hostname} is not a loopback address, and a credential must not travel unprotected.`,
	}),
} as const;

const answered = (status: number) => `The token address answered ${status}.`;

const clockDiffers = (minutes: number) =>
	`This computer's clock differs from ConductorOne's by ${minutes} min; correcting for it did not help.`;

const refusals = {
	connector: {
		what: (host: string) => `ConductorOne (${host}) does not accept this connector credential`,
		why: 'The credential may have been rotated or revoked, or the connector deleted.',
		next: 'Rotate the connector’s credential in ConductorOne and use the new client id and secret.',
	},
	personal: {
		what: (host: string) => `ConductorOne (${host}) does not accept this API key`,
		why: 'The key may have been deleted or have expired.',
		next: 'Sign in again, or create a new API key in ConductorOne.',
	},
} as const;

/** ConductorOne gave no token for a credential. */
export const tokenWords = {
	/** @param clockOff minutes this computer's clock differs from ConductorOne's, when that matters */
	refused: (kind: CredentialKind, host: string, status: number, clockOff?: number): ProblemWords => ({
		what: refusals[kind].what(host),
		why: [answered(status), refusals[kind].why, ...(clockOff === undefined ? [] : [clockDiffers(clockOff)])].join(' '),
		next: [refusals[kind].next],
	}),
	noTenant: (host: string, status: number): ProblemWords => ({
		what: `There is no ConductorOne tenant at ${host}`,
		why: answered(status),
		next: ['Check the host in the client id (between “@” and “/”), and BATON_C1_API_HOST if it is set.'],
	}),
	busy: (host: string, status: number): ProblemWords => ({
		what: `ConductorOne (${host}) could not give out a token just now`,
		why: answered(status),
		next: ['Try again in a few minutes.'],
	}),
	unexpected: (host: string, status: number): ProblemWords => ({
		what: `ConductorOne (${host}) answered the request for a token in an unexpected way`,
		why: answered(status),
	}),
	noToken: (host: string): ProblemWords => ({
		what: `ConductorOne (${host}) answered the request for a token without a token`,
		next: ['If a proxy or a sign-in page stands between this computer and ConductorOne, let this host pass.'],
	}),
} as const;
