import type {ProblemTexts} from '../problem/problem.ts';
import {duration} from '../text/amounts.ts';

/** Where Litmos accounts are, by the region’s id. */
export const regionNames = {us: 'United States and worldwide', eu: 'European Union', au: 'Australia'} as const;

/** What Litmos answers instead of what it was asked for. `call` is the path of the call, without ids. */
export const litmosProblemMessages = {
	/** `regions` such as `litmos.com → US, litmoseu.com → EU`. */
	keyRefused: (status: number, regions: string): ProblemTexts => ({
		what: 'Litmos rejected this API key',
		why:
			`Litmos responded ${status}. The key may be mistyped or replaced, or its owner may no longer be an Account Owner. ` +
			'The API may also be off for this Litmos account, or the key may belong to another region.',
		next: [
			'Copy the key again in Litmos: your name (top right) → My Profile & Settings → API key. Don’t see one? Ask an Account Owner.',
			'Check that the owner of the key is active and has the access level Account Owner.',
			'Check that the API is on for your Litmos account. Trial accounts have none. If you’re not sure, ask Litmos support.',
			`Check the region: ${regions}.`,
		],
	}),
	forbidden: (call: string): ProblemTexts => ({
		what: `This API key can’t read or change ${call}`,
		why: 'Litmos responded 403: the owner of the key doesn’t have the access level for it.',
		next: ['Use the API key of an Account Owner.'],
	}),
	notFound: (call: string): ProblemTexts => ({
		what: `Litmos doesn’t have this record (${call})`,
		why: 'It may have been deleted since.',
	}),
	/** `detail`: what Litmos says itself, or `''`. */
	notAcceptable: (call: string, detail: string): ProblemTexts => ({
		what: `Litmos doesn’t allow this (${call})`,
		why: detail || 'It responded 406.',
	}),
	/** `seconds` from the first try to the last. */
	busy: (status: number, tries: number, seconds: number): ProblemTexts => ({
		what: 'Litmos keeps refusing requests',
		why:
			`It responded ${status} to each of ${tries} tries within ${duration(seconds)}. ` +
			'Other programs may be using up the 100 requests a minute that Litmos allows, or Litmos is down.',
		next: ['Try again later. What was read so far is saved.', 'Check which other programs use this API key.'],
	}),
	unexpectedAnswer: (call: string, why: string, isPassing: boolean): ProblemTexts => ({
		what: `Litmos sent an unexpected response (${call})`,
		why,
		next: [isPassing ? 'Try again later.' : 'Try again. If it keeps happening, report it and attach the log file.'],
	}),
	tooLarge: (call: string): ProblemTexts => ({
		what: `Litmos sent a response that is too large (${call})`,
		why: 'It’s larger than any list or record can be, so reading stopped. It may not have come from Litmos.',
		next: [
			'Check the Litmos address and your proxy.',
			'If it keeps happening, ask Litmos support what is in this list.',
		],
	}),
	/** Why an answer cannot be used. */
	answer: {
		redirect: (status: number) => `It redirects to another address (${status}).`,
		status: (status: number) => `It responded ${status}.`,
		statusWith: (status: number, detail: string) => `It responded ${status}: ${detail}.`,
		statusEachTime: (status: number) => `It responded ${status} each time.`,
		'cut-short': 'The response was cut off.',
		html: 'It sent a web page instead of data, such as a sign-in or maintenance page.',
		'wrong-root': 'It sent something other than the data that was requested.',
		'no-content': 'The response was empty.',
		'too-deep': 'Its data is nested deeper than any record can be, so it can’t be read.',
	},
} as const;

/** What is wrong with the address of Litmos. */
export const litmosHostMessages = {
	/** `regions` such as `…litmos.com → US (api.litmos.com), …litmoseu.com → EU (api.litmoseu.com)`. */
	wrong: (host: string, why: string, regions: string): ProblemTexts => ({
		what: `${host} is not the Litmos API`,
		why,
		next: [
			`Look at your Litmos address in the browser and select its region: ${regions}.`,
			`Check that ${host} is the right address.`,
		],
	}),
	/** Why a host is the wrong one. */
	unknown: 'No server with that name exists, or this computer is offline.',
	answersNotFound: 'It responds, but not like Litmos (404).',
	answersOtherwise: 'It responds, but not like Litmos.',
	noHostName: (typed: string): ProblemTexts => ({what: `“${typed}” is not a host name`}),
	holdsPassword: {what: 'Leave the user name and password out of the address'},
	notSecure: {
		what: 'Litmos works over https only',
		why: 'Without https the API key would travel unencrypted.',
	},
	/** `regions` such as `us, eu, au`. */
	choose: (regions: string, host: string) => `Select a region (${regions}) or enter a host such as ${host}.`,
} as const;

const likeAccount = 'Enter the address where you sign in to Litmos, such as acme.litmos.com, or its first part, acme.';

/** What is wrong with the name of a Litmos account. */
export const accountMessages = {
	empty: {what: 'The account name is empty.', next: [likeAccount]},
	tooLong: (longest: number): ProblemTexts => ({
		what: `The account name is longer than the ${longest} characters Litmos allows.`,
		next: [likeAccount],
	}),
	/** `typed` is left out where it may hold a secret. */
	notLitmos: (typed: string | undefined): ProblemTexts => ({
		what:
			typed === undefined
				? 'This isn’t the address of a Litmos account.'
				: `“${typed}” isn’t the address of a Litmos account.`,
		why: 'Addresses of Litmos accounts end in litmos.com, litmoseu.com or litmos.com.au.',
		next: [likeAccount, 'If your company uses its own address for Litmos, enter only the account name.'],
	}),
	holdsPassword: {
		what: 'The address contains a user name or a password.',
		next: ['Enter the address without them, such as acme.litmos.com.'],
	},
	noAccount: (host: string): ProblemTexts => ({
		what: `${host} isn’t the address of an account.`,
		why: 'It’s an address of Litmos itself, shared by all accounts.',
		next: [likeAccount],
	}),
} as const;

/** Why requests are not counted together with others that use the key, for the log. */
export const sharingMessages = {
	notOurs: (path: string) => `${path} is a link or belongs to another user`,
} as const;
