import {Problem} from '../../problem/problem.ts';

/**
 * The host of a tenant from what a person types: `acme`, `acme.conductor.one`, `acme.c1eu.ai` or the address copied from
 * the browser. A bare word is taken for a tenant outside the EU. Throws Problem `input/invalid`.
 */
export function tenantHost(text: string): string {
	const typed = text.trim().toLowerCase();
	const refuse = (why: string) =>
		new Problem({
			code: 'input/invalid',
			what: 'This is not the address of a ConductorOne tenant',
			why,
			next: ['It looks like acme.conductor.one, or acme.c1eu.ai in the EU; copy it from the browser’s address bar.'],
		});
	if (typed === '') throw refuse('It is empty.');
	if (/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(typed)) return `${typed}.conductor.one`;
	const scheme = /^([a-z][a-z0-9+.-]*):\/\//.exec(typed)?.[1];
	if (scheme !== undefined && scheme !== 'https') throw refuse('It must begin with https://, or with the host itself.');
	const url = URL.parse(scheme === undefined ? `https://${typed}` : typed);
	if (url?.username !== '' || url.password !== '' || !url.hostname.includes('.')) {
		throw refuse('No host name can be read from it.');
	}
	return url.host;
}
