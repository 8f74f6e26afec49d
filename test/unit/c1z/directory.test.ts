import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {Directory} from '../../../source/c1z/directory.ts';
import {kinds} from '../../../source/c1z/facts.ts';
import {openDatabase} from '../../../source/c1z/working-database.ts';
import {createWorkingFile} from '../../../source/c1z/working-file.ts';
import {account, course, courseEntitlements, folder, grant, resourceTypes, scope} from './tenant.ts';

const names = ['Çar', 'Ana', 'ÿa', 'carl', 'Bo', 'лара', 'Ana', 'D[e*?'];
const courses = [1, 2, 3, 4].map((n) => course(`c${n}`));
const searches = ['', 'car', 'a', 'ÿ', 'ла', 'zzz', 'u1', '[', '*', '?', '[e*', 'a*', '\n', 'a'.repeat(60_000)];
/** How many courses each account holds; the last also has grants and is nowhere listed. */
const holds = [1, 4, 2, 0, 2, 1, 2, 2, 3];

/** A file of these accounts, with another look at it for each directory. */
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
	const db = openDatabase(path, true);
	onTestFinished(() => db.close());
	return (limits = {}) => new Directory((sql) => db.prepare(sql), limits);
}

/** All read, and asked about those marked with another directory's own means. */
function reference(look: ReturnType<typeof file>) {
	const whole = look();
	while (whole.readAhead(kinds.account));
	return whole;
}

const ofAccounts = kinds.account;

test.each([1, 2, 3, 4, 8, 9])(
	'however much is read ahead in steps of %i, it finds the same in the same order',
	(step) => {
		const look = file();
		const whole = reference(look);
		const parts = look({step});
		const marked = whole.marks(Uint32Array.from(whole.matching(ofAccounts, 'a').filter((_, index) => index % 2 === 0)));
		let steps = 0;
		let isMore = true;
		while (isMore) {
			for (const search of searches) {
				expect(parts.matching(ofAccounts, search), search).toEqual(whole.matching(ofAccounts, search));
				const among = whole.matching(ofAccounts, search).filter((key) => marked[key]);
				for (const few of [0, 100]) expect(look({few}).matching(ofAccounts, search, marked), search).toEqual(among);
				expect(parts.matching(ofAccounts, search, marked), search).toEqual(among);
				const matching = whole.matching(ofAccounts, search);
				for (const [offset, limit] of [
					[0, 2],
					[1, 3],
					[5, 9],
				] as const) {
					const page = parts.page(ofAccounts, search, offset, limit);
					// Where it is not told, it is no page of a search, or one that a list of all tells as soon.
					if (page) expect(page).toEqual({keys: matching.slice(offset, offset + limit), total: matching.length});
					else expect(search === '' || !isMore || offset + limit > matching.length).toBe(true);
				}
			}
			isMore = parts.readAhead(ofAccounts);
			steps++;
		}
		expect(steps).toBe(Math.floor(names.length / step) + 1);
		expect(parts.matching(ofAccounts, '')).toHaveLength(names.length);
		expect(parts.matching(ofAccounts, 'car')).toHaveLength(2);
	},
);

test.each([1, 3, 100])('counts what each holds, read ahead in steps of %i or not', (step) => {
	const look = file();
	const keys = look().matching(ofAccounts, '');
	const held = look().grants(keys);
	expect([...held]).toEqual([4, 2, 2, 1, 0, 2, 2, 1]);
	const parts = look({step, few: 0});
	while (parts.readGrantsAhead());
	expect(parts.grants(keys)).toEqual(held);
	expect(look({step, few: 0}).grants(keys)).toEqual(held);
});

test('tells who holds most without reading all, equals in the order of names', () => {
	const look = file();
	const keys = look().matching(ofAccounts, '');
	const held = look().grants(keys);
	const sorted = [...keys.keys()].sort((a, b) => held[b]! - held[a]! || a - b).map((index) => keys[index]!);
	for (const few of [3, 4, 100]) {
		for (let wanted = 1; wanted <= names.length; wanted++) {
			const first = look({few}).firstByGrants(ofAccounts, wanted);
			// The one who is not listed takes a place among them, and one holds nothing: then all have to be read.
			if (first) expect([...first], `${wanted} of few ${few}`).toEqual(sorted.slice(0, wanted));
			else expect([2, 6, 8].includes(wanted) || wanted > few, `${wanted} of few ${few}`).toBe(true);
		}
	}
	const whole = reference(look);
	while (whole.readGrantsAhead());
	expect(whole.firstByGrants(ofAccounts, 1)).toBeUndefined();
});
