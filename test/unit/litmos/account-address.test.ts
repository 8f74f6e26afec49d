import {describe, expect, it} from 'vitest';
import {recognizeAccount} from '../../../source/litmos/account-address.ts';
import {resolveSettings} from '../../../source/settings/resolve.ts';

describe('an account name', () => {
	it.each([
		['northwind', undefined, 'northwind'],
		['  Northwind ', undefined, 'northwind'],
		['My Company', undefined, 'My Company'],
		['MY_APP', undefined, 'MY_APP'],
		['Northwind Inc.', undefined, 'Northwind Inc.'],
		['northwind.litmos.com', 'us', 'northwind'],
		['https://northwind-2.litmos.com/account/login/?r=%2fhome', 'us', 'northwind-2'],
		['HTTP://Northwind.LitmosEU.com:443/home#top', 'eu', 'northwind'],
		['northwind.litmos.com.au/', 'au', 'northwind'],
		['northwind.litmos.com.', 'us', 'northwind'],
		['https://northwind.litmoseu.com/?from=https://other.litmos.com', 'eu', 'northwind'],
	])('%j is region %s, name %s', (typed, region, name) => {
		expect(recognizeAccount(typed)).toEqual({name, ...(region === undefined ? {} : {region})});
	});

	it.each([
		['', undefined],
		['  ', undefined],
		['northwind.litmos', undefined],
		['learning.northwind.example', undefined],
		['northwind.litmos.com.attacker.example', undefined],
		['notlitmos.com', undefined],
		['bo@northwind.example', undefined],
		['northwind/../other', undefined],
		['north\\wind', undefined],
		['https://', undefined],
		['northwind.litmos.com northwind', undefined],
		['litmos.com', 'us'],
		['https://www.litmoseu.com', 'eu'],
		['https://api.litmos.com.au/v1.svc/users', 'au'],
		['a.b.litmos.com', 'us'],
		['https://bo:HIDDEN@northwind.litmos.com', 'us'],
		['x'.repeat(51), undefined],
	])('%j is refused, with the reason', (typed, region) => {
		const {problem, ...rest} = recognizeAccount(typed);
		expect(rest).toEqual(region === undefined ? {} : {region});
		expect(problem?.code).toBe('input/invalid');
		expect(problem?.next.length).toBeGreaterThan(0);
		expect(JSON.stringify([problem?.what, problem?.why, problem?.next])).not.toContain('HIDDEN');
	});
});

describe('the region that an address shows', () => {
	const resolve = (inputs: object) => resolveSettings({flags: {}, env: {}, ...inputs});
	const places = {
		flag: (text: string) => ({flags: {source: text}}),
		variable: (text: string) => ({env: {BATON_SOURCE: text}}),
		file: (text: string) => ({configFile: {source: text}}),
	};

	it.each(Object.entries(places))('is taken from the %s', (_, place) => {
		const {values} = resolve(place('https://northwind.litmoseu.com/home'));
		expect([values.source, values.region]).toEqual(['northwind', 'eu']);
		expect(resolve(place('northwind')).values.region).toBe('us');
		expect(() => resolve(place('northwind.example'))).toThrow('isn’t valid: “northwind.example”');
	});

	it('that contradicts a region that was given is a problem that names both', () => {
		const contradiction = () => resolve({flags: {region: 'us'}, env: {BATON_SOURCE: 'northwind.litmoseu.com'}});
		expect(contradiction).toThrow('BATON_SOURCE is a Litmos account in the EU region, but --region is US.');
		expect(() => resolve({flags: {source: 'northwind.litmos.com'}, env: {BATON_REGION: 'au'}})).toThrow(
			'--source is a Litmos account in the US region, but BATON_REGION is AU.',
		);
		expect(resolve({flags: {region: 'eu', source: 'northwind.litmoseu.com'}}).values.region).toBe('eu');
	});

	it('that contradicts an API address of another region is a problem; a host of one’s own is not', () => {
		const flags = {source: 'northwind.litmoseu.com'};
		expect(() => resolve({flags, env: {LITMOS_BASE_URL: 'https://api.litmos.com'}})).toThrow('LITMOS_BASE_URL');
		const proxied = resolve({flags, env: {LITMOS_BASE_URL: 'https://litmos.northwind.example'}});
		expect(proxied.values.litmosUrl).toBe('https://litmos.northwind.example');
	});

	it('wins over saved answers', () => {
		const {values, origins} = resolve({
			flags: {source: 'northwind.litmos.com.au'},
			saved: {region: 'eu', litmosUrl: 'https://api.litmoseu.com'},
		});
		expect([values.region, origins.region, values.litmosUrl]).toEqual(['au', 'flag', undefined]);
	});

	it('does not lead out of the sandbox', () => {
		const {values} = resolve({
			flags: {source: 'northwind.litmos.com'},
			sandbox: {source: 'demo', litmosUrl: 'http://127.0.0.1:8080'},
		});
		expect([values.source, values.litmosUrl]).toEqual(['demo', 'http://127.0.0.1:8080']);
	});
});
