import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {
	baseUrl,
	duration,
	durationWithin,
	formatDuration,
	formatList,
	host,
	integer,
	isLoopback,
	list,
	oneOf,
	truth,
} from '../../../source/settings/parse.ts';

describe('parsers', () => {
	it.each([
		['a,b', ['a', 'b']],
		[' a , b ,', ['a', 'b']],
		['a\nb\n', ['a', 'b']],
		['"x, y", z', ['x, y', 'z']],
		['"say ""hi"""', ['say "hi"']],
		['Fire Safety,SEC-1', ['Fire Safety', 'SEC-1']],
		['a,a', ['a']],
	])('reads the list %j', (raw, entries) => {
		expect(list(raw)).toEqual(entries);
	});

	it.each(['', ' ', ',', ' , ,\n'])('refuses the empty list %j', (raw) => {
		expect(() => list(raw)).toThrow('empty');
	});

	it('reads back any list it wrote', () => {
		const entry = fc
			.string({minLength: 1})
			.map((text) => text.trim())
			.filter((text) => text !== '' && !/[\r]/.test(text));
		fc.assert(
			fc.property(fc.uniqueArray(entry, {minLength: 1}), (entries) => {
				expect(list(formatList(entries))).toEqual(entries);
			}),
		);
	});

	it.each([
		['true', true],
		['1', true],
		['T', true],
		['False', false],
		['0', false],
	])('reads the truth of %j', (raw, value) => expect(truth(raw)).toBe(value));

	it('refuses what is neither true nor false', () => expect(() => truth('perhaps')).toThrow('must be true or false'));

	it.each([
		['90m', 5_400_000],
		['24h', 86_400_000],
		['1.5s', 1500],
		['0', 0],
	])('reads the time %j', (raw, value) => expect(duration(raw)).toBe(value));

	it.each([
		[0, '0ms'],
		[1500, '1500ms'],
		[90_000, '90s'],
		[5_400_000, '90m'],
		[86_400_000, '24h'],
		[172_800_000, '2d'],
	])('writes the time %j as %j, and reads it back', (value, text) => {
		expect(formatDuration(value)).toBe(text);
		expect(duration(text)).toBe(value);
	});

	it.each(['24', 'h', '-1h', '1 hour'])('refuses the time %j', (raw) => expect(() => duration(raw)).toThrow());

	it('reads a time within two others, and names both where it is not', () => {
		const within = durationWithin(3_600_000, 604_800_000);
		expect(['1h', '90m', '7d'].map(within)).toEqual([3_600_000, 5_400_000, 604_800_000]);
		for (const text of ['0', '59m', '8d']) expect(() => within(text)).toThrow(/from 1h to 7d/);
	});

	it.each([
		['https://api.litmos.com/v1.svc/', 'https://api.litmos.com'],
		['api.litmoseu.com', 'https://api.litmoseu.com'],
		['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
		['http://localhost:1/base/', 'http://localhost:1/base'],
	])('reads the address %j', (raw, value) => expect(baseUrl(raw)).toBe(value));

	it.each(['http://api.litmos.com', 'ftp://x', 'https://user:pw@x', 'https://x?apikey=1', 'not an address'])(
		'refuses the address %j',
		(raw) => expect(() => baseUrl(raw)).toThrow(),
	);

	it.each(['https://acme.conductor.one', 'acme.conductor.one/x', '', 'a b'])('refuses the host %j', (raw) => {
		expect(() => host(raw)).toThrow();
	});

	it('knows this machine', () => {
		expect(['127.0.0.1', '127.1.2.3:8', 'localhost:1', '::1', '[::1]'].every(isLoopback)).toBe(true);
		expect(['128.0.0.1', 'localhost.example.com', '127.0.0.1.example.com'].some(isLoopback)).toBe(false);
	});

	it('keeps numbers and choices within bounds', () => {
		expect(integer(1, 10)('10')).toBe(10);
		for (const raw of ['0', '11', '1.5', '1e1', 'x', '']) expect(() => integer(1, 10)(raw)).toThrow();
		expect(oneOf('S', 'XL')('xl')).toBe('XL');
		expect(() => oneOf('S', 'XL')('M')).toThrow('S, XL');
	});
});
