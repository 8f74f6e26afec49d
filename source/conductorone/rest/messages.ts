import type {ProblemTexts} from '../../problem/problem.ts';

const tryAgain = 'Try again in a few minutes.';
const signInAgain = 'Sign in again, or paste a personal API key instead.';
/** What a server said, already made harmless, behind our own words. */
const says = (text: string) => `ConductorOne says: ${text}`;

/** A call of ConductorOne's API that failed. `doing` is the infinitive that the call names: `create the app`. */
export const apiMessages = {
	says,
	requestId: (id: string) => `Request ID: ${id}`,
	notJson: (host: string, doing: string): ProblemTexts => ({
		what: `ConductorOne (${host}) couldn’t ${doing}: it sent an unexpected response`,
		why: 'The response isn’t JSON. It may come from a proxy or a sign-in page.',
		next: [tryAgain],
	}),
	signInEnded: (host: string): ProblemTexts => ({
		what: `ConductorOne (${host}) no longer accepts this sign-in`,
		why: 'The API key may have been deleted or have expired.',
		next: ['Sign in again: litmos-connector login'],
	}),
	/** @param role who may do it, where that is known */
	notAllowed: (doing: string, role?: string): ProblemTexts => ({
		what: `Your ConductorOne account can’t ${doing}`,
		next: [
			role
				? `Ask a ConductorOne administrator for the role ${role}.`
				: 'Ask a ConductorOne administrator for permission.',
		],
	}),
	notFound: (doing: string): ProblemTexts => ({
		what: `ConductorOne couldn’t ${doing}: it wasn’t found`,
		why: 'It may have been deleted in ConductorOne.',
		next: ['Check in ConductorOne, then try again.'],
	}),
	conflict: (doing: string): ProblemTexts => ({
		what: `ConductorOne couldn’t ${doing}: it already exists, or someone is changing it`,
	}),
	tooManyRequests: (host: string): ProblemTexts => ({
		what: `ConductorOne (${host}) is limiting requests`,
		why: 'The tenant got too many requests.',
		next: [tryAgain],
	}),
	fault: (host: string, doing: string, status: number): ProblemTexts => ({
		what: `ConductorOne (${host}) couldn’t ${doing} because of a server error (${status})`,
		next: [tryAgain],
	}),
	refused: (doing: string, status: number): ProblemTexts => ({
		what: `ConductorOne refused to ${doing} (${status})`,
	}),
	/** The answer says success, but the object it is about is not in it. */
	incomplete: {
		what: 'ConductorOne’s response is incomplete',
		next: [tryAgain],
	},
} as const;

/** Signing in through the browser. */
export const deviceLoginMessages = {
	/** @param said what ConductorOne gave as a reason */
	notStarted: (host: string, status: number, said?: string): ProblemTexts => ({
		what: `Can’t start the browser sign-in at ${host}`,
		why: said === undefined ? `It responded ${status}.` : says(said),
		next: ['Check the address of the tenant, or paste a personal API key instead.'],
	}),
	tooLate: {
		what: 'The browser sign-in timed out',
		next: [signInAgain],
	},
	declined: {what: 'The sign-in was declined in the browser'},
	/** @param said what ConductorOne gave as a reason */
	failed: (status: number, said?: string): ProblemTexts => ({
		what: 'The browser sign-in failed',
		why: said === undefined ? `ConductorOne responded ${status}.` : says(said),
		next: [signInAgain],
	}),
} as const;

/** Personal API keys. */
export const personalKeyMessages = {
	notShown: {what: 'ConductorOne created an API key but didn’t return it'},
	/** One more step behind those of the problem for which the key was to be taken back. */
	deleteByHand: (name: string) =>
		`Delete the API key “${name}” in ConductorOne (profile menu, API keys). It couldn’t be deleted from here.`,
	pasted: {
		what: 'You pasted this API key, so you can only delete it in ConductorOne',
		next: ['In ConductorOne, open your profile menu, then API keys, and delete the key.'],
	},
} as const;

/** Making app and connector. */
export const setUpMessages = {
	nameTaken: (name: string): ProblemTexts => ({
		what: `ConductorOne already has an app named “${name}”`,
		next: ['Use that app, or enter another name for the new one.'],
	}),
	noSourceOrKey: {what: 'The Litmos account name and API key are missing'},
	/** @param missing names of fields that the form no longer has */
	formChanged: (missing: readonly string[]): ProblemTexts => ({
		what: 'ConductorOne’s form for Litmos has changed',
		why: `It no longer has ${missing.join(' and ')}.`,
		next: ['Create the connector in ConductorOne, or push from this computer (self-hosted).'],
	}),
} as const;

/** A text that is not the address of a tenant. */
export const tenantHostMessages = {
	notUsable: (why: string): ProblemTexts => ({
		what: 'This isn’t the address of a ConductorOne tenant',
		why,
		next: ['Copy the address from your browser. It looks like acme.conductor.one, or acme.c1eu.ai in the EU.'],
	}),
	empty: 'It’s empty.',
	otherScheme: 'It must start with https:// or with the host.',
	noHost: 'It has no host name.',
} as const;
