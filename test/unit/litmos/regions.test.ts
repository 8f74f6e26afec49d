import {describe, expect, it} from 'vitest';
import {regionOfHost, resolveBaseUrl} from '../../../source/litmos/regions.ts';

describe('resolveBaseUrl', () => {
	it.each([
		['us', 'https://api.litmos.com'],
		[' EU ', 'https://api.litmoseu.com'],
		['Au', 'https://api.litmos.com.au'],
		['acme.litmoseu.com', 'https://acme.litmoseu.com'],
		['https://API.Litmos.com/v1.svc/', 'https://api.litmos.com'],
		['api.litmos.com/v1.svc/users?limit=1', 'https://api.litmos.com'],
		['api.litmos.com:8443', 'https://api.litmos.com:8443'],
		['https://api.litmos.com:443/', 'https://api.litmos.com'],
		['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
		['127.0.0.1:443', 'http://127.0.0.1:443'],
		['localhost:8080/v1.svc', 'http://localhost:8080'],
		['https://localhost:8080', 'https://localhost:8080'],
		['[::1]:8080', 'http://[::1]:8080'],
	])('%s → %s', (typed, expected) => expect(resolveBaseUrl(typed)).toBe(expected));

	it.each([
		'',
		'   ',
		'http://api.litmos.com',
		'ftp://api.litmos.com',
		'https://',
		'two words',
		'https://user:HIDDEN@api.litmos.com',
		'api.litmos.com:99999',
	])('refuses “%s” with the next step', (typed) => {
		expect(() => resolveBaseUrl(typed)).toThrow(expect.objectContaining({code: 'input/invalid'}));
		expect(() => resolveBaseUrl(typed)).not.toThrow(/HIDDEN/);
	});
});

it('knows the region of a host', () => {
	expect([regionOfHost('API.litmoseu.com')?.id, regionOfHost('acme.litmos.com')?.id]).toEqual(['eu', undefined]);
});
