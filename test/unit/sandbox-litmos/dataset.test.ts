import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {createDataset, datasetSize, sandboxApiKey, sizes} from '../../../source/sandbox/litmos/dataset.ts';
import {courseSizes} from '../../../source/sandbox/litmos/enrolments.ts';
import {Shuffle} from '../../../source/sandbox/litmos/hash.ts';
import {IdCipher} from '../../../source/sandbox/litmos/ids.ts';
import {pageEdges} from '../../../source/sandbox/litmos/teams.ts';
import {sample} from '../../sandbox/litmos/sample.ts';

const indexes = (count: number) => Array.from({length: count}, (_, index) => index);
const values = <T>(list: {length: number; at(position: number): T}) => indexes(list.length).map((at) => list.at(at));

describe('ids', () => {
	test('every number comes back from its id, and only from exactly that id', () => {
		fc.assert(
			fc.property(fc.integer({min: 0, max: 2 ** 50}), fc.integer(), (number, seed) => {
				const cipher = new IdCipher(seed);
				const id = cipher.encode(number);
				expect(id).toMatch(number < 10_000_000 ? /^[\w-]{11}1$/ : /^[\w-]{22}2$/);
				expect(cipher.decode(id)).toBe(number);
				expect(cipher.decode(id.toLowerCase() === id ? id.toUpperCase() : id.toLowerCase())).not.toBe(number);
			}),
		);
	});

	test('the spare bits before the last digit are no second spelling', () => {
		const cipher = new IdCipher(1);
		const id = cipher.encode(4_100_001);
		const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
		const next = letters[letters.indexOf(id.at(-2) ?? '') + 1] ?? 'B';
		expect(cipher.decode(`${id.slice(0, -2)}${next}1`)).toBeNull();
		expect(cipher.decode('4100001')).toBeNull();
	});

	test('all ids of a type differ, lead back to their index, and 40 % are long', () => {
		const {accounts, courses, teams} = createDataset('M', 7);
		for (const {ids, count} of [accounts, courses, teams]) {
			const all = indexes(count).map((index) => ids.id(index));
			expect(new Set(all).size).toBe(count);
			for (const [index, id] of all.entries()) expect(ids.index(id)).toBe(index);
		}
		const long = indexes(accounts.count).filter((index) => accounts.ids.id(index).length === 23).length;
		expect(long / accounts.count).toBeGreaterThan(0.37);
		expect(long / accounts.count).toBeLessThan(0.43);
	});

	test.each([1, 2, 42])(
		'an id of each type starts with a dash, and an account shares one with a course (seed %i)',
		(seed) => {
			const {accounts, courses, teams} = createDataset('S', seed);
			for (const {ids} of [accounts, courses, teams]) expect(ids.id(3)).toMatch(/^-/);
			const courseIds = new Set(indexes(courses.count).map((index) => courses.ids.id(index)));
			expect(indexes(accounts.count).filter((index) => courseIds.has(accounts.ids.id(index)))).toHaveLength(1);
		},
	);
});

test('a shuffle is a bijection, and knows where each value went', () => {
	fc.assert(
		fc.property(fc.integer({min: 1, max: 500}), fc.integer(), fc.nat(), (size, seed, index) => {
			const shuffle = new Shuffle(size, seed, 1, index);
			const seen = indexes(size).map((position) => shuffle.at(position));
			expect(new Set(seen).size).toBe(size);
			for (const [position, value] of seen.entries()) expect(shuffle.position(value)).toBe(position);
		}),
		{numRuns: 50},
	);
});

describe('sizes', () => {
	test('course sizes add up exactly for any shape, and no course holds more than everybody', () => {
		const shape = fc
			.record({
				accounts: fc.integer({min: 0, max: 6000}),
				courses: fc.integer({min: 0, max: 300}),
				share: fc.double({min: 0, max: 1, noNaN: true}),
			})
			.map(({accounts, courses, share}) => ({accounts, courses, enrolments: Math.floor(accounts * courses * share)}));
		fc.assert(
			fc.property(shape, fc.integer(), (value, seed) => {
				const result = courseSizes(seed, value);
				expect(result.reduce((sum, size) => sum + size, 0)).toBe(value.enrolments);
				expect(Math.max(0, ...result)).toBeLessThanOrEqual(value.accounts);
			}),
		);
	});

	test('more enrolments than pairs, or no number, is refused', () => {
		expect(() => createDataset({accounts: 2, courses: 2, teams: 0, enrolments: 5}, 1)).toThrow(RangeError);
		expect(() => datasetSize({accounts: -1, courses: 0, teams: 0, enrolments: 0})).toThrow(RangeError);
	});

	test('an empty tenant and a tenant of one work', () => {
		expect(createDataset({accounts: 0, courses: 0, teams: 0, enrolments: 0}, 1).learningPaths.count).toBe(0);
		const one = createDataset({accounts: 1, courses: 1, teams: 1, enrolments: 1}, 1);
		expect(values(one.enrolments.people(0))).toEqual([0]);
		expect(sample(one, 5).teams).toHaveLength(1);
	});

	test.each(['M', 'L'] as const)('%s has courses and teams of every size at which pages end', (size) => {
		const {enrolments, teams} = createDataset(size, 1);
		const courses = new Set(enrolments.sizes);
		const team = new Set(indexes(teams.count).map((index) => teams.size(index)));
		for (const edge of pageEdges) {
			expect(courses).toContain(edge);
			expect(team).toContain(edge);
		}
	});

	test('L and XL are what the fact sheet says', () => {
		for (const size of ['L', 'XL'] as const) {
			const {enrolments, teams} = createDataset(size, 1);
			expect(enrolments.sizes.reduce((sum, value) => sum + value, 0)).toBe(sizes[size].enrolments);
			const empty = enrolments.sizes.filter((value) => value === 0).length / sizes[size].courses;
			expect(empty).toBeGreaterThan(0.55);
			expect(empty).toBeLessThan(0.65);
			expect(teams.size(0)).toBe(sizes[size].accounts * 0.6);
			expect(enrolments.sizes[0]).toBe(sizes[size].accounts);
		}
	});
});

describe('who is where', () => {
	const data = createDataset('M', 3);

	test('team members are active, distinct, and found from the other side', () => {
		for (const team of indexes(data.teams.count)) {
			const members = values(data.teams.people(team, 'members'));
			expect(new Set(members).size).toBe(members.length);
			expect(members.every((member) => data.accounts.isActive(member))).toBe(true);
			for (const role of ['leaders', 'admins'] as const) {
				for (const person of values(data.teams.people(team, role))) {
					expect(data.teams.has(team, 'members', person)).toBe(true);
					expect(data.teams.has(team, role, person)).toBe(true);
				}
			}
		}
		const inTeam = new Set(values(data.teams.people(9, 'members')));
		for (const account of indexes(data.accounts.count)) {
			expect(data.teams.has(9, 'members', account)).toBe(inTeam.has(account));
		}
	});

	test('course people are distinct and found from the other side; two are in no account list', () => {
		expect(data.enrolments.unlisted.size).toBe(2);
		for (const course of [0, 7, ...data.enrolments.unlisted.keys()]) {
			const people = values(data.enrolments.people(course));
			expect(people).toHaveLength(data.enrolments.sizes[course] ?? -1);
			const distinct = new Set(people);
			expect(distinct.size).toBe(people.length);
			for (const account of indexes(data.accounts.count)) {
				expect(data.enrolments.position(course, account) >= 0).toBe(distinct.has(account));
			}
			for (const person of people) {
				expect(data.enrolments.progress(course, person).completed).toBe(data.enrolments.completed(course, person));
			}
		}
		expect(data.accounts.indexOf(data.unlistedId(0))).toBe(-1);
	});

	test('the team tree has no circle, mostly two levels and a few branches of four', () => {
		const depth = (team: number): number => (team < 0 ? 0 : 1 + depth(data.teams.parent(team)));
		const depths = indexes(data.teams.count).map(depth);
		expect(Math.max(...depths)).toBe(4);
		expect(depths.filter((value) => value > 2).length).toBeLessThan(20);
	});
});

describe('accounts', () => {
	const {accounts} = createDataset('M', 11);
	const all = indexes(accounts.count).map((index) => accounts.at(index));

	test('user names are unique in any case and lead back to the account', () => {
		expect(new Set(all.map(({userName}) => userName.toLowerCase())).size).toBe(all.length);
		expect(accounts.indexOfUserName(all[4321]?.userName.toUpperCase() ?? '')).toBe(4321);
	});

	test('the text has what real text has', () => {
		const has = (test: (account: (typeof all)[number]) => boolean) => all.some(test);
		for (const script of ['Han', 'Hangul', 'Hiragana', 'Cyrillic', 'Arabic', 'Hebrew', 'Greek', 'Thai']) {
			const pattern = new RegExp(`\\p{Script=${script}}`, 'u');
			expect(has(({firstName, lastName}) => pattern.test(firstName + lastName))).toBe(true);
		}
		expect(has(({firstName}) => firstName.endsWith(' '))).toBe(true);
		expect(has(({lastName}) => /\p{Extended_Pictographic}/u.test(lastName))).toBe(true);
		expect(has(({lastName}) => lastName.includes('&#39;'))).toBe(true);
		expect(has(({lastName}) => lastName.includes('<b>'))).toBe(true);
		expect(has(({firstName}) => firstName.includes('"'))).toBe(true);
		expect(has(({email}) => email === '')).toBe(true);
		expect(has(({brand}) => brand === '')).toBe(true);
		const emails = all.map(({email}) => email).filter((email) => email !== '');
		const repeated = emails.length - new Set(emails.map((email) => email.toLowerCase())).size;
		expect(repeated).toBeGreaterThan(0);
		expect(new Set(emails).size).toBe(emails.length);
	});

	test.each([1, 2, 3, 4, 5])('between 8 and 30 % are inactive, and the first is an active owner (seed %i)', (seed) => {
		const data = createDataset('M', seed);
		const share = 1 - data.accounts.active.length / data.accounts.count;
		expect(share).toBeGreaterThan(0.08);
		expect(share).toBeLessThan(0.3);
		expect(data.accounts.at(0)).toMatchObject({active: true, accessLevel: 'Account_Owner'});
	});
});

test('same seed, same tenant; another seed, another tenant', () => {
	const first = sample(createDataset('S', 5), 50);
	expect(sample(createDataset('S', 5), 50)).toEqual(first);
	expect(sample(createDataset('S', 6), 50)).not.toEqual(first);
	expect(sandboxApiKey(5)).toBe(sandboxApiKey(5));
	expect(sandboxApiKey(5)).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
});
