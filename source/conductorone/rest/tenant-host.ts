import {Problem} from '../../problem/problem.ts';
import {bare} from '../../text/bare.ts';
import {tenantHostMessages} from './messages.ts';

/**
 * The host of a tenant from what a person types: `acme`, `acme.conductor.one`, `acme.c1eu.ai` or the address copied from
 * the browser. A bare word is taken for a tenant outside the EU. Throws Problem `input/invalid`.
 */
export function tenantHost(text: string): string {
	const typed = bare(text).toLowerCase();
	const refuse = (why: string) => new Problem({code: 'input/invalid', ...tenantHostMessages.notUsable(why)});
	if (typed === '') throw refuse(tenantHostMessages.empty);
	if (/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(typed)) return `${typed}.conductor.one`;
	const scheme = /^([a-z][a-z0-9+.-]*):\/\//.exec(typed)?.[1];
	if (scheme !== undefined && scheme !== 'https') throw refuse(tenantHostMessages.otherScheme);
	const url = URL.parse(scheme === undefined ? `https://${typed}` : typed);
	if (url?.username !== '' || url.password !== '' || !url.hostname.includes('.')) {
		throw refuse(tenantHostMessages.noHost);
	}
	return url.host;
}
