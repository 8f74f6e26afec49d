import fc from 'fast-check';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import type {ListingKind} from '../../../source/litmos/client.ts';
import {Problem} from '../../../source/problem/problem.ts';
import {amount} from '../../long.ts';
import {randomFrom} from '../litmos/simulation.ts';
import {Bench} from './bench.ts';
import {tenant} from './fake-litmos.ts';
import {type Oddity, OddLitmos, proper} from './odd-litmos.ts';

let bench: Bench;
beforeEach(() => {
	bench = new Bench();
});
afterEach(() => bench.remove());

/** Rows that were there all the time and are not in a sync that looks complete. */
function missing(litmos: OddLitmos): string[] {
	const {resources, grants} = bench.content();
	const stored = new Set([...resources.map((text) => text.split(' ')[0]!), ...grants]);
	return [...litmos.constant].flatMap(([key, ids]) => {
		const [kind, of] = key.split(':') as [ListingKind, string];
		const nameOf = (id: string) => {
			if (kind === 'accounts') return `user:${id}`;
			if (kind === 'teams') return `team:${id}`;
			if (kind === 'courses') return `course:${id}`;
			return kind === 'team-members' ? `team:${of}:member:user:${id}` : `course:${of}:assigned:user:${id}`;
		};
		return [...ids].map(nameOf).filter((name) => !stored.has(name));
	});
}

/** Syncs once; gives what is missing of a sync that looks complete, or null when it says that it is not. */
async function syncOf(litmos: OddLitmos): Promise<string[] | null> {
	try {
		await bench.sync(litmos);
	} catch (error) {
		if (!(error instanceof Problem) || error.code !== 'sync/incomplete') throw error;
		expect(bench.content().finished).toBe(false);
		return null;
	}
	return missing(litmos);
}

describe('whatever the server does with pages', () => {
	const cap = fc.option(fc.integer({min: 2, max: 9}), {nil: null});
	const kind = fc.constantFrom<ListingKind>('accounts', 'teams', 'courses', 'team-members', 'course-people');
	const often = <T>(value: fc.Arbitrary<T>, usual: T) =>
		fc.oneof({weight: 9, arbitrary: value}, {weight: 1, arbitrary: fc.constant(usual)});
	const oddity: fc.Arbitrary<Oddity> = fc.record({
		caps: often(fc.dictionary(fc.oneof(kind, fc.constant('*' as const)), cap, {maxKeys: 3}), {}),
		capChange: often(fc.option(fc.record({after: fc.integer({min: 0, max: 20}), cap})), null),
		laterCap: often(cap, null),
		shortPages: often(fc.constantFrom<number>(0.05, 0.3, 0.8), 0),
		ignoresStart: often(fc.option(fc.record({kind, from: fc.integer({min: 1, max: 3})})), null),
		stale: often(fc.constantFrom<number>(0.05, 0.3), 0),
		moves: often(
			fc.record({
				chance: fc.constantFrom<number>(0.05, 0.3, 1),
				ways: fc.oneof(
					fc.subarray<'insert' | 'remove'>(['insert', 'remove'], {minLength: 1}),
					fc.constant<('insert' | 'reorder')[]>(['insert', 'reorder']),
					fc.constant<'shuffle'[]>(['shuffle']),
				),
			}),
			{chance: 0, ways: []},
		),
	});

	test('a sync that lacks a row never looks complete', async () => {
		let complete = 0;
		let refused = 0;
		await fc.assert(
			fc.asyncProperty(
				fc.record({
					accounts: fc.integer({min: 0, max: 40}),
					teams: fc.integer({min: 0, max: 4}),
					courses: fc.integer({min: 0, max: 5}),
					pageSize: fc.constantFrom(4, 10, 10, 50),
					seed: fc.integer({min: 1, max: 1e9}),
					oddity,
					// One kind of misbehaviour at a time.
					way: fc.constantFrom(...(Object.keys(proper) as (keyof Oddity)[])),
				}),
				async ({accounts, teams, courses, pageSize, seed, oddity: drawn, way}) => {
					const oddity = {...proper, [way]: drawn[way]};
					bench.remove();
					bench = new Bench();
					const litmos = new OddLitmos(tenant(accounts, teams, courses), pageSize, oddity, randomFrom(seed));
					const lacking = await syncOf(litmos);
					if (lacking === null) refused++;
					else {
						expect(lacking).toEqual([]);
						complete++;
					}
				},
			),
			{numRuns: amount(10_000, 200)},
		);
		// Both happen, or this shows nothing.
		expect(complete).toBeGreaterThan(refused / 10);
		expect(refused).toBeGreaterThan(0);
	}, 1_200_000);

	test.each([
		['a cap', {caps: {'*': 500}}],
		['a cap for one kind of list', {caps: {'course-people': 300}}],
		['a cap that comes in mid-list', {capChange: {after: 4, cap: 200}}],
		['a cap for all pages but the first', {laterCap: 150}],
	] satisfies [string, Partial<Oddity>][])('%s: all is read', async (_, oddity) => {
		const litmos = new OddLitmos(tenant(1200, 2, 3), 1000, {...proper, ...oddity}, randomFrom(1));
		expect(await syncOf(litmos)).toEqual([]);
		expect(bench.content().resources.filter((text) => text.startsWith('user:'))).toHaveLength(1200);
	});

	test('a large tenant behind a cap: all is read', async () => {
		const litmos = new OddLitmos(tenant(700, 12, 60), 1000, {...proper, caps: {'*': 100}}, randomFrom(1));
		expect(await syncOf(litmos)).toEqual([]);
	});
});
