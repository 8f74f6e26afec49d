import {expect, test} from 'vitest';
import type {WorkingFile} from '../../../source/c1z/working-file.ts';
import {keepCoursePeople} from '../../../source/sync/course-people.ts';
import {type ListEnd, ListEnds, listingKey} from '../../../source/sync/list-ends.ts';
import {tenant} from './fake-litmos.ts';
import {MemoryFile} from './memory-file.ts';
import {readInMemory} from './memory-sync.ts';
import {type Oddity, OddLitmos, proper} from './odd-litmos.ts';

/** A Litmos that is odd for its accounts, which are asked for first. */
function oddAccounts(accounts: number, oddity: Partial<Oddity>, random = () => 0): OddLitmos {
	return new OddLitmos(tenant(accounts, 0, 0), 100, {...proper, ...oddity, only: 0}, random);
}

test.each([1, 2, 5, 60])('%i rows that come from every place on are said to be the same rows', async (accounts) => {
	const litmos = oddAccounts(accounts, {ignoresStart: {kind: 'accounts', from: 1}});
	await expect(readInMemory(litmos)).rejects.toMatchObject({
		code: 'sync/incomplete',
		message: expect.stringContaining('keeps sending the same rows'),
	});
});

test('a list in another order at each look is said to be one', async () => {
	let seed = 1;
	const random = () => {
		seed = (seed * 48_271) % 2_147_483_647;
		return seed / 2_147_483_647;
	};
	const litmos = oddAccounts(300, {moves: {chance: 1, ways: ['shuffle']}}, random);
	await expect(readInMemory(litmos)).rejects.toMatchObject({
		code: 'sync/incomplete',
		message: expect.stringContaining('different order each time'),
	});
});

test('what is left of the allowance goes to courses that lost people, then to lists of several pages', () => {
	const file = new MemoryFile() as unknown as WorkingFile;
	keepCoursePeople(new Map([...Array(70).keys()].map((number) => [`c${number}`, number === 41 ? 30 : 5])), file);
	const ends = new ListEnds(file);
	const add = (of: number, change: Partial<ListEnd>) => {
		const end: ListEnd = {
			...{kind: 'course-people', of: `c${of}`, at: 4, rows: 5, longest: 5, isSingle: true, isOdd: false},
			...{proof: 'open', anchor: 'a', slack: 0, length: 5, last: 'a'},
			...change,
		};
		ends.sawPage(end.kind, end.rows);
		ends.ended(listingKey(end), end);
	};
	// The longest list is proven already, and so is the longest last page of several; no length asks for more.
	for (let of = 0; of < 70; of++) add(of, {rows: 1, longest: 1});
	add(7, {rows: 5, proof: 'sure'});
	add(8, {rows: 5, isSingle: false, proof: 'sure'});
	add(23, {rows: 3, isSingle: false});
	const due = ends.due(null, 100).map(({of}) => of);
	expect(due.slice(0, 2)).toEqual(['c41', 'c23']);
	// Five at least, of which two proofs are spent.
	expect(due).toHaveLength(3);
	expect(ends.counts).toEqual({read: 70, checked: 2});
});
