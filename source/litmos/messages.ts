import type {ProblemWords} from '../problem/problem.ts';
import {duration} from '../text/amounts.ts';

/** What Litmos answers instead of what it was asked for. `call` is the path of the call, without ids. */
export const litmosProblemWords = {
	/** `regions` such as `litmos.com → US, litmoseu.com → EU`. */
	keyRefused: (status: number, regions: string): ProblemWords => ({
		what: 'Litmos does not accept this API key',
		why:
			`It answered ${status}. The key may be mistyped or replaced, belong to someone who is no longer an Account Owner, ` +
			'or the API may be switched off for this Litmos account. A key also works in its own region only.',
		next: [
			'In Litmos: your name (top right) → My Profile & Settings → API key. Only Account Owners see one; copy it anew.',
			'Check that this person is active and has the access level Account Owner.',
			'Check that the API is enabled for your Litmos account (trial accounts have none); ask Litmos support if unsure.',
			`Check the region: ${regions}.`,
		],
	}),
	forbidden: (call: string): ProblemWords => ({
		what: `This API key may not read or change ${call}`,
		why: "Litmos answered 403: the key's owner lacks the access level for this call.",
		next: ['Use the API key of an Account Owner.'],
	}),
	notFound: (call: string): ProblemWords => ({
		what: `Litmos does not know this entry (${call})`,
		why: 'It may have been deleted in the meantime.',
	}),
	/** `detail`: what Litmos says itself, or `''`. */
	notAcceptable: (call: string, detail: string): ProblemWords => ({
		what: `Litmos does not allow this (${call})`,
		why: detail || 'It answered 406.',
	}),
	/** `seconds` from the first try to the last. */
	busy: (status: number, tries: number, seconds: number): ProblemWords => ({
		what: 'Litmos keeps refusing requests',
		why:
			`It answered ${status} to each of ${tries} tries within ${duration(seconds)}. ` +
			'Either other programs use up the 100 requests a minute of this Litmos account, or Litmos is down.',
		next: ['Try again later; what was read so far is kept.', 'Find out which other programs use the Litmos API.'],
	}),
	unexpectedAnswer: (call: string, why: string, isPassing: boolean): ProblemWords => ({
		what: `Litmos gave an answer that cannot be used (${call})`,
		why,
		next: [isPassing ? 'Try again later.' : 'If it happens again, report it with the log file.'],
	}),
	tooLarge: (call: string): ProblemWords => ({
		what: `Litmos sent a response that is too large (${call})`,
		why: 'It is larger than any list or record can be, so reading stopped. Something other than Litmos may have answered.',
		next: [
			'Check the Litmos address and any proxy on the way.',
			'If it happens again, ask Litmos support what is in this list.',
		],
	}),
	/** Why an answer cannot be used. */
	answer: {
		redirect: (status: number) => `It sends the request on to another address (${status}).`,
		status: (status: number) => `It answered ${status}.`,
		statusWith: (status: number, detail: string) => `It answered ${status}: ${detail}.`,
		statusEachTime: (status: number) => `It answered ${status} each time.`,
		'cut-short': 'The answer ended before it was complete.',
		html: 'It sent a web page instead of data, as for a sign-in or maintenance.',
		'wrong-root': 'It sent something other than what was asked for.',
		'no-content': 'The answer was empty.',
		'too-deep': 'Its data is nested deeper than any record.',
	},
} as const;

/** What is wrong with the address of Litmos. */
export const litmosHostWords = {
	/** `regions` such as `…litmos.com → US (api.litmos.com), …litmoseu.com → EU (api.litmoseu.com)`. */
	wrong: (host: string, why: string, regions: string): ProblemWords => ({
		what: `${host} is not the Litmos API`,
		why,
		next: [
			`Look at the address of your Litmos in the browser and choose the region: ${regions}.`,
			'With another host, check its spelling.',
		],
	}),
	/** Why a host is the wrong one. */
	unknown: 'No host of that name exists, or this computer is offline.',
	answersNotFound: 'The host answers, but not as Litmos does (404).',
	answersOtherwise: 'The host answers, but not as Litmos does.',
	noHostName: (typed: string): ProblemWords => ({what: `“${typed}” is not a host name`}),
	holdsPassword: {what: 'The host must not hold a user name or password'},
	notSecure: {
		what: 'Litmos is reached over https only',
		why: 'The API key would travel unprotected otherwise.',
	},
	/** `regions` such as `us, eu, au`. */
	choose: (regions: string, host: string) => `Choose a region (${regions}) or type a host such as ${host}.`,
} as const;

const likeAccount = 'Enter the address you sign in to Litmos at, such as acme.litmos.com, or its first part, acme.';

/** What is wrong with the name of a Litmos account. */
export const accountWords = {
	empty: {what: 'The account name is empty.', next: [likeAccount]},
	tooLong: (longest: number): ProblemWords => ({
		what: `The account name is longer than the ${longest} characters Litmos takes.`,
		next: [likeAccount],
	}),
	/** `typed` is left out where it may hold a secret. */
	notLitmos: (typed: string | undefined): ProblemWords => ({
		what:
			typed === undefined
				? 'This is not the address of a Litmos account.'
				: `“${typed}” is not the address of a Litmos account.`,
		why: 'Addresses of Litmos accounts end in litmos.com, litmoseu.com or litmos.com.au.',
		next: [likeAccount, 'If your company uses an address of its own for Litmos, enter the account name alone.'],
	}),
	holdsPassword: {
		what: 'The address holds a user name or a password.',
		next: ['Enter the address without it, such as acme.litmos.com.'],
	},
	noAccount: (host: string): ProblemWords => ({
		what: `${host} names no account.`,
		why: 'It is an address of Litmos itself, the same for all accounts.',
		next: [likeAccount],
	}),
} as const;

/** Why requests are not counted together with others that use the key, for the log. */
export const sharingWords = {
	notOurs: (path: string) => `${path} is a link or belongs to somebody else`,
} as const;
