import {isLoopback} from '../http/proxy.ts';
import {Problem, type ProblemTexts} from '../problem/problem.ts';
import {litmosHostMessages, type regionNames} from './messages.ts';

/** Where Litmos is hosted. Litmos fact sheet, section 1.1. */
export interface Region {
	id: keyof typeof regionNames;
	/** Host of the API. */
	host: string;
	/** Ending of the addresses people see in their browser. */
	webDomain: string;
}

export const regions: readonly [Region, ...Region[]] = [
	{id: 'us', host: 'api.litmos.com', webDomain: 'litmos.com'},
	{id: 'eu', host: 'api.litmoseu.com', webDomain: 'litmoseu.com'},
	{id: 'au', host: 'api.litmos.com.au', webDomain: 'litmos.com.au'},
];

/** The region an address belongs to by its host; undefined for any other host. */
export function regionOfHost(hostname: string): Region | undefined {
	return regions.find((region) => region.host === hostname.toLowerCase());
}

/**
 * Turns a region (`us`, `EU`, …) or any host as people type it (`api.litmoseu.com`, `https://acme.litmos.com/v1.svc/`,
 * `127.0.0.1:8080`) into a base address without path. Plain http is for loopback only, because the API key travels in a
 * header; a loopback host without scheme means http.
 *
 * @throws Problem `input/invalid`.
 */
export function resolveBaseUrl(regionOrHost: string): string {
	const typed = regionOrHost.trim();
	const region = regions.find(({id}) => id === typed.toLowerCase());
	if (region) return `https://${region.host}`;
	const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(typed)?.[1]?.toLowerCase();
	const url = typed === '' ? null : URL.parse(scheme ? typed : `https://${typed}`);
	if (!url || url.hostname === '' || /[\s"<>\\^`{|}]/.test(typed)) throw invalid(litmosHostMessages.noHostName(typed));
	if (url.username !== '' || url.password !== '') throw invalid(litmosHostMessages.holdsPassword);
	const loopback = isLoopback(url.hostname);
	if (scheme && scheme !== 'https' && !(scheme === 'http' && loopback)) {
		throw invalid(litmosHostMessages.notSecure);
	}
	const port = /:(\d+)(?:[/?#]|$)/.exec(typed.replace(/^[a-z][a-z0-9+.-]*:\/\//i, ''))?.[1];
	const secure = scheme ? scheme === 'https' : !loopback;
	const usual = secure ? '443' : '80';
	return `${secure ? 'https' : 'http'}://${url.hostname}${port && port !== usual ? `:${port}` : ''}`;
}

function invalid(texts: ProblemTexts): Problem {
	const choose = litmosHostMessages.choose(regions.map(({id}) => id).join(', '), regions[0].host);
	return new Problem({code: 'input/invalid', ...texts, next: [choose]});
}
