import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {AskedDirectory} from '../../../source/c1z/asked-directory.ts';
import {kinds} from '../../../source/c1z/facts.ts';
import {ReadDirectory, writeDirectory} from '../../../source/c1z/read-directory.ts';
import {openDatabase} from '../../../source/c1z/working-database.ts';
import {createWorkingFile, openWorkingFile} from '../../../source/c1z/working-file.ts';
import {account, course, courseEntitlements, folder, grant, resourceTypes, scope} from './tenant.ts';

const names = ['Çar', 'Ana', 'ÿa', 'carl', 'Bo', 'лара', 'Ana', 'D[e*?'];
const courses = [1, 2, 3, 4].map((n) => course(`c${n}`));
const searches = ['', 'car', 'a', 'ÿ', 'ла', 'zzz', 'u1', '[', '*', '?', '[e*', 'a*', '\n', 'a'.repeat(60_000)];
/** How many courses each account holds; the last also has grants and is nowhere listed. */
const holds = [1, 4, 2, 0, 2, 1, 2, 2, 3];

/** A file of these accounts, with a directory of each way to look at it. */
function file() {
	const path = join(folder(), 'working.db');
	const working = createWorkingFile(path, scope);
	working.commit({
		resourceTypes,
		resources: [...names.map((name, n) => account(`u${n}`, {name})), ...courses],
		entitlements: courses.flatMap(courseEntitlements),
		grants: holds.flatMap((n, who) => courses.slice(0, n).map((one) => grant(one, 'assigned', `u${who}`))),
	});
	working.finish();
	working.close();
	const db = openDatabase(path, false);
	onTestFinished(() => db.close());
	return {
		path,
		asked: (few?: number) => new AskedDirectory((sql) => db.prepare(sql), few),
		read: (size?: number) => {
			writeDirectory(db, size);
			return new ReadDirectory((sql) => db.prepare(sql));
		},
		texts: () =>
			db
				.prepare('select key, name, search from resources where kind = ? order by sort, search, key')
				.all(ofAccounts) as {key: number; name: string; search: string}[],
	};
}

const ofAccounts = kinds.account;
const pages = [
	[0, 1],
	[0, 2],
	[1, 3],
	[5, 9],
	[99, 2],
] as const;

test.each([1, 2, 3, 7, 8, 9])(
	'finds the same in the same order, in the file and in parts of %i read into memory',
	(size) => {
		const {asked, read, texts} = file();
		const inParts = read(size);
		let parts = 0;
		while (inParts.readAhead(ofAccounts)) parts++;
		expect(parts).toBe(Math.ceil(names.length / size));
		const marked = asked().marks(Uint32Array.from(texts(), ({key}) => key).filter((_, index) => index % 3 !== 1));
		for (const search of searches) {
			const keys = texts()
				.filter((row) => row.search.includes(search))
				.map(({key}) => key);
			const among = keys.filter((key) => marked[key]);
			for (const directory of [asked(), asked(0), inParts, read(size)]) {
				expect([...directory.matching(ofAccounts, search)], search).toEqual(keys);
				expect([...directory.matching(ofAccounts, search, marked)], search).toEqual(among);
			}
		}
		expect(inParts.matching(ofAccounts, 'car')).toHaveLength(2);
		expect([...inParts.matching(kinds.course, '')]).toEqual([...asked().matching(kinds.course, '')]);
		expect(inParts.matching(kinds.team, '')).toHaveLength(0);
	},
);

test('what is read ahead goes with the first change of the file', () => {
	const {path, read, asked} = file();
	const working = openWorkingFile(path);
	working.commit({resources: [account('new', {name: 'New'})]});
	working.close();
	expect(asked().matching(ofAccounts, 'new')).toHaveLength(1);
	const db = openDatabase(path, true);
	onTestFinished(() => db.close());
	const count = () => db.prepare('select count(*) as n from directory').get()?.n;
	expect(count()).toBe(0);
	expect(read().matching(ofAccounts, 'new')).toHaveLength(1);
	expect(count()).toBe(2);
	const again = openWorkingFile(path);
	again.removeResource('user', 'new');
	again.close();
	expect(count()).toBe(0);
});

test('counts what each holds', () => {
	const {asked, read} = file();
	const keys = asked().matching(ofAccounts, '');
	for (const directory of [asked(), asked(0), read(1), read()]) {
		directory.matching(ofAccounts, '');
		expect([...directory.grants(keys)]).toEqual([4, 2, 2, 1, 0, 2, 2, 1]);
	}
});

test.each([1, 2, 3, 9])('shows a page of a search, %i looked at in one go', (few) => {
	const {asked} = file();
	let told = 0;
	for (const search of searches) {
		const all = asked().matching(ofAccounts, search);
		for (const [offset, limit] of pages) {
			const page = asked(few).accounts({search, among: undefined, sort: undefined, offset, limit});
			// Where it is not told, it is no page of a search, or one that a list of all tells as soon.
			if (page) expect(page).toEqual({keys: all.slice(offset, offset + limit), total: all.length});
			else expect(search === '' || few < names.length || offset + limit > all.length).toBe(true);
			if (page) told++;
		}
	}
	expect(told).toBeGreaterThan(few);
});

test.each([1, 2, 3, 9])('shows a page of those of a team, %i looked at in one go', (few) => {
	const {asked} = file();
	const accounts = asked().matching(ofAccounts, '');
	// Courses, and the one who is nowhere listed, are marked too: they are not accounts.
	const among = asked().marks().fill(1, 1);
	among[accounts[2]!] = 0;
	among[accounts[3]!] = 0;
	const all = [...accounts].filter((key) => among[key]);
	let told = 0;
	for (const [offset, limit] of pages) {
		const page = asked(few).accounts({search: '', among, sort: 'name', offset, limit});
		if (page) expect([...page.keys]).toEqual(all.slice(offset, offset + limit));
		if (page) expect(page.total).toBe(all.length);
		else expect(few < names.length, `${offset} ${limit}`).toBe(true);
		if (page) told++;
	}
	expect(told).toBeGreaterThan(0);
	expect(asked(100).accounts({search: '', among, sort: 'name', offset: 0, limit: 1})).toBeUndefined();
	expect(asked(few).accounts({search: 'a', among, sort: 'name', offset: 0, limit: 1})).toBeUndefined();
});

test('tells who holds most without reading all, equals in the order of names', () => {
	const {asked} = file();
	const keys = asked().matching(ofAccounts, '');
	const held = asked().grants(keys);
	const sorted = [...keys.keys()].sort((a, b) => held[b]! - held[a]! || a - b).map((index) => keys[index]!);
	for (const few of [3, 4, 100]) {
		for (let limit = 1; limit <= names.length; limit++) {
			const page = asked(few).accounts({search: '', among: undefined, sort: 'count', offset: 0, limit});
			// The one who is not listed takes a place among them, and one holds nothing: then all have to be read.
			if (page) expect([...page.keys], `${limit} of few ${few}`).toEqual(sorted.slice(0, limit));
			else expect([2, 6, 8].includes(limit) || limit > few, `${limit} of few ${few}`).toBe(true);
			if (page) expect(page.total).toBe(names.length);
		}
	}
	expect(asked().accounts({search: 'a', among: undefined, sort: 'count', offset: 0, limit: 1})).toBeUndefined();
});
