import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {isLoopback, proxyFor, proxyName} from '../../../source/http/proxy.ts';

describe('proxyFor', () => {
	beforeEach(() => {
		for (const name of ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'NO_PROXY']) {
			vi.stubEnv(name, '');
			vi.stubEnv(name.toLowerCase(), '');
		}
	});
	afterEach(() => vi.unstubAllEnvs());

	it('is null without a setting', () => expect(proxyFor('https://api.litmos.com/')).toBeNull());

	it('chooses by scheme, and leaves out NO_PROXY and loopback', () => {
		vi.stubEnv('HTTPS_PROXY', 'http://secure:1');
		vi.stubEnv('HTTP_PROXY', 'http://plain:2');
		vi.stubEnv('NO_PROXY', '.litmoseu.com,other.test');
		expect(proxyFor('https://api.litmos.com/')).toBe('http://secure:1');
		expect(proxyFor('http://api.litmos.com/')).toBe('http://plain:2');
		expect(proxyFor('https://api.litmoseu.com/')).toBeNull();
		expect(proxyFor('https://other.test/')).toBeNull();
		expect(proxyFor('http://127.0.0.1:8080/')).toBeNull();
		expect(proxyFor('http://[::1]:8080/')).toBeNull();
	});

	it('takes an address without scheme as a plain one', () => {
		vi.stubEnv('https_proxy', 'proxy.test:3128');
		expect(proxyFor('https://api.litmos.com/')).toBe('http://proxy.test:3128');
		vi.stubEnv('https_proxy', 'https://proxy.test:3128');
		expect(proxyFor('https://api.litmos.com/')).toBe('https://proxy.test:3128');
	});

	it('says that a setting is unusable, without repeating it', () => {
		vi.stubEnv('HTTPS_PROXY', 'socks5://user:HIDDEN@proxy.test');
		expect(() => proxyFor('https://api.litmos.com/')).toThrow(/proxy setting/);
		expect(() => proxyFor('https://api.litmos.com/')).not.toThrow(/HIDDEN/);
	});

	it('never shows credentials in a name', () =>
		expect(proxyName('http://u:p@proxy.test:3128')).toBe('proxy.test:3128'));
});

it('knows loopback', () => {
	const hosts = [
		'localhost',
		'a.localhost',
		'127.0.0.1',
		'127.9.9.9',
		'[::1]',
		'localhost.example',
		'128.0.0.1',
		'127.evil',
	];
	expect(hosts.map(isLoopback)).toEqual([true, true, true, true, true, false, false, false]);
});
