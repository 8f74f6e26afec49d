import type {ProblemWords} from '../../problem/problem.ts';

const tryAgain = 'Try again in a few minutes.';
const signInAgain = 'Start the sign-in again, or paste a personal API key instead.';
/** What a server said, already made harmless, behind our own words. */
const says = (text: string) => `ConductorOne says: ${text}`;

/** A call of ConductorOne's API that failed. `doing` is an infinitive of `callWords`: `create the app`. */
export const apiWords = {
	says,
	requestId: (id: string) => `Request id: ${id}`,
	notJson: (host: string, doing: string): ProblemWords => ({
		what: `ConductorOne (${host}) answered the attempt to ${doing} with something that is not JSON`,
		why: 'A proxy or sign-in page may stand between, or the server had a fault.',
		next: [tryAgain],
	}),
	signInEnded: (host: string): ProblemWords => ({
		what: `ConductorOne (${host}) no longer accepts this sign-in`,
		why: 'The API key may have been deleted or have expired.',
		next: ['Sign in again (litmos-connector login).'],
	}),
	/** @param role who may do it, where that is known */
	notAllowed: (doing: string, role?: string): ProblemWords => ({
		what: `Your ConductorOne account may not ${doing}`,
		next: [
			role ? `It takes the role ${role}. Ask an administrator.` : 'Ask a ConductorOne administrator for the right.',
		],
	}),
	notFound: (doing: string): ProblemWords => ({
		what: `ConductorOne could not ${doing}: there is no such thing (any more)`,
		next: ['It may have been deleted in ConductorOne in the meantime. Look there, then start this step again.'],
	}),
	conflict: (doing: string): ProblemWords => ({
		what: `ConductorOne could not ${doing}: it exists already, or is being changed`,
	}),
	tooManyRequests: (host: string): ProblemWords => ({
		what: `ConductorOne (${host}) is asking for a pause`,
		why: 'Too many requests were made to the tenant.',
		next: [tryAgain],
	}),
	fault: (host: string, doing: string, status: number): ProblemWords => ({
		what: `ConductorOne (${host}) had a fault on the attempt to ${doing} (${status})`,
		next: [tryAgain],
	}),
	refused: (doing: string, status: number): ProblemWords => ({
		what: `ConductorOne refused to ${doing} (${status})`,
	}),
	/** The answer says success, but the object it is about is not in it. */
	incomplete: {
		what: 'ConductorOne’s answer lacks what was asked for',
		next: [tryAgain],
	},
} as const;

/** Signing in through the browser. */
export const deviceLoginWords = {
	/** @param said what ConductorOne gave as a reason */
	notStarted: (host: string, status: number, said?: string): ProblemWords => ({
		what: `No browser sign-in could be started at ${host}`,
		why: said === undefined ? `It answered ${status}.` : says(said),
		next: ['Check the tenant’s address, or paste a personal API key instead.'],
	}),
	tooLate: {
		what: 'The browser sign-in was not completed in time',
		next: [signInAgain],
	},
	declined: {what: 'The sign-in was declined in the browser'},
	/** @param said what ConductorOne gave as a reason */
	failed: (status: number, said?: string): ProblemWords => ({
		what: 'The browser sign-in failed',
		why: said === undefined ? `ConductorOne answered ${status}.` : says(said),
		next: [signInAgain],
	}),
} as const;

/** Personal API keys. */
export const personalKeyWords = {
	notShown: {what: 'ConductorOne created an API key but did not show it'},
	/** One more step behind those of the problem for which the key was to be taken back. */
	deleteByHand: (name: string) =>
		`Delete the API key “${name}” in ConductorOne (profile menu, API keys): it could not be taken back.`,
	pasted: {
		what: 'This API key was pasted, so it can only be deleted in ConductorOne itself',
		next: ['In ConductorOne, open your profile menu, then API keys, and delete it there.'],
	},
} as const;

/** Making app and connector. */
export const setUpWords = {
	nameTaken: (name: string): ProblemWords => ({
		what: `There is already an app named “${name}” in ConductorOne`,
		next: ['Choose it, or take another name for the new one.'],
	}),
	noSourceOrKey: {what: 'Source and API key of Litmos are needed'},
	/** @param missing names of fields that the form no longer has */
	formChanged: (missing: readonly string[]): ProblemWords => ({
		what: 'ConductorOne’s form for Litmos has changed',
		why: `It lacks ${missing.join(' and ')}.`,
		next: ['Create the connector in ConductorOne itself, or let this program push the data (self-hosted).'],
	}),
} as const;

/** A text that is not the address of a tenant. */
export const tenantHostWords = {
	notUsable: (why: string): ProblemWords => ({
		what: 'This is not the address of a ConductorOne tenant',
		why,
		next: ['It looks like acme.conductor.one, or acme.c1eu.ai in the EU; copy it from the browser’s address bar.'],
	}),
	empty: 'It is empty.',
	otherScheme: 'It must begin with https://, or with the host itself.',
	noHost: 'No host name can be read from it.',
} as const;
