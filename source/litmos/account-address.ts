import {Problem, type ProblemTexts} from '../problem/problem.ts';
import {bare} from '../text/bare.ts';
import {accountMessages} from './messages.ts';
import {type Region, regions} from './regions.ts';

/** What a person gave as the name of their Litmos account. */
export interface RecognizedAccount {
	/** The region that a web address shows; undefined when the text does not say. */
	region?: Region['id'];
	/** The account name; a host name is in small letters. Absent when there is a problem. */
	name?: string;
	/** Why there is no name: `input/invalid`. */
	problem?: Problem;
}

/** Addresses of Litmos itself, which are no account's. */
const reserved = new Set(['api', 'www', 'support', 'help', 'status', 'info']);

/** The `source` of each call: Litmos takes up to 50 characters (Litmos fact sheet, section 1.3). */
const longest = 50;

/**
 * Reads an account name, or the web address of an account as people paste it (`https://acme.litmoseu.com/home`), which
 * shows the region too. Litmos takes any text as a name; refused is only what looks like an address and is not one of an
 * account, because the key would go to a place that was not meant.
 */
export function recognizeAccount(text: string): RecognizedAccount {
	const typed = bare(text);
	if (typed === '') return {problem: invalid(accountMessages.empty)};
	if (!/[/\\@:?#]|\S\.\S/.test(typed)) return named(/^[a-z0-9-]+$/i.test(typed) ? typed.toLowerCase() : typed);
	const url = /\s/.test(typed) ? null : URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`);
	const host = url?.hostname.toLowerCase().replace(/\.$/, '') ?? '';
	const region = regions.find(({webDomain}) => host === webDomain || host.endsWith(`.${webDomain}`));
	if (region === undefined || url === null) {
		// An address with a password in it is not repeated.
		return {problem: invalid(accountMessages.notLitmos(typed.includes('@') ? undefined : typed))};
	}
	const found = {region: region.id};
	if (url.username !== '' || url.password !== '') return {...found, problem: invalid(accountMessages.holdsPassword)};
	const name = host.slice(0, -region.webDomain.length - 1);
	if (name === '' || name.includes('.') || reserved.has(name)) {
		return {...found, problem: invalid(accountMessages.noAccount(host))};
	}
	return {...found, ...named(name)};
}

function named(name: string): RecognizedAccount {
	return name.length > longest ? {problem: invalid(accountMessages.tooLong(longest))} : {name};
}

function invalid(texts: ProblemTexts): Problem {
	return new Problem({code: 'input/invalid', ...texts});
}
