import {recognizeAccount} from '../litmos/account-address.ts';
import {regionOfHost} from '../litmos/regions.ts';
import type {Answers} from './state.ts';

/**
 * What an answer about the account says: its name and, when it is a web address, its region. An API host of the person's
 * own, such as the sandbox's, stays.
 */
export function accountIn(answers: Answers, {source}: Partial<Answers>): Partial<Pick<Answers, 'source' | 'region'>> {
	const {name, region} = source === undefined ? {} : recognizeAccount(source);
	if (name === undefined) return {};
	return {source: name, ...(region === undefined || hasOwnHost(answers) ? {} : {region})};
}

function hasOwnHost({region, litmosUrl}: Answers): boolean {
	const host = URL.parse(litmosUrl.trim())?.hostname;
	return region === 'other' && host !== undefined && regionOfHost(host) === undefined;
}
