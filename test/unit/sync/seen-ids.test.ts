import fc from 'fast-check';
import {expect, test} from 'vitest';
import {SeenIds} from '../../../source/sync/seen-ids.ts';

test('knows the ids it was given, and no others', () => {
	fc.assert(
		fc.property(fc.array(fc.string(), {maxLength: 300}), fc.array(fc.string(), {maxLength: 50}), (given, asked) => {
			const seen = new SeenIds();
			for (const id of given) seen.add(id);
			const exact = new Set(given);
			expect(seen.size).toBe(exact.size);
			for (const id of [...given, ...asked]) expect(seen.has(id)).toBe(exact.has(id));
		}),
	);
});

test('tells 200,000 ids that differ in few characters apart', () => {
	const seen = new SeenIds();
	const id = (n: number) => `${String.fromCharCode(65 + (n % 26))}${n.toString(36)}OiTfA0ZQ1`;
	for (let n = 0; n < 200_000; n++) seen.add(id(n));
	expect(seen.size).toBe(200_000);
	for (let n = 200_000; n < 250_000; n++) expect(seen.has(id(n))).toBe(false);
});
