import {afterEach, beforeEach, describe, expect, it, test} from 'vitest';
import {confirmationNeeded, implausible} from '../../../source/sync/confirmation.ts';
import {Bench} from './bench.ts';
import {FakeLitmos, tenant} from './fake-litmos.ts';

const read = (accounts: number, grants: number, unlistedGrants?: number) =>
	({counts: {accounts, grants}, unlistedGrants}) as Parameters<typeof implausible>[0];

describe('data that Litmos can hardly mean', () => {
	test.each([
		['no accounts, and one person in a course', read(0, 1, 1), true],
		['an empty tenant', read(0, 0, 0), false],
		['resources only', read(0, 0), false],
		['20 grants of 100', read(50, 100, 20), false],
		['21 grants of 100', read(50, 100, 21), true],
		['5 % of many', read(500, 1000, 50), false],
		['more than 5 % of many', read(500, 1000, 51), true],
	])('%s', (_, report, isAsked) => expect(implausible(report) !== null).toBe(isAsked));

	it('is asked about once, with a large drop at the same time', () => {
		const comparison = {
			against: {syncId: 's', endedAt: ''},
			added: {},
			removed: {},
			changed: {},
			accountDrop: 1,
			grantDrop: 0,
		};
		const both = confirmationNeeded(read(0, 450, 450), comparison);
		expect(both).toMatchObject({code: 'push/drop-guard', exit: 5});
		expect(both!.what).toBe('450 grants to accounts that Litmos doesn’t list');
		expect(both!.why).toContain('100% of the accounts of the last push are gone');
		expect(confirmationNeeded(read(10, 10, 0), comparison)?.what).toContain('are gone');
		expect(confirmationNeeded(read(10, 10, 0), null)).toBeNull();
	});
});

describe('a sync', () => {
	let bench: Bench;
	beforeEach(() => {
		bench = new Bench();
	});
	afterEach(() => bench.remove());

	it('tells how many grants are for accounts in no list', async () => {
		const data = tenant(3, 1, 2);
		expect(await bench.sync(new FakeLitmos(data))).toMatchObject({unlistedGrants: 0});
		const {length} = bench.sent().grants;
		data.accounts.length = 0;
		expect(await bench.sync(new FakeLitmos(data))).toMatchObject({unlistedGrants: length, counts: {accounts: 0}});
		expect(await bench.sync(new FakeLitmos(data), {resourcesOnly: true})).not.toHaveProperty('unlistedGrants');
	});
});
