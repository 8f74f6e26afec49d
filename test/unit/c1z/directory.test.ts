import {join} from 'node:path';
import {expect, test} from 'vitest';
import {Directory} from '../../../source/c1z/directory.ts';
import {kinds} from '../../../source/c1z/facts.ts';
import {openDatabase} from '../../../source/c1z/working-database.ts';
import {createWorkingFile} from '../../../source/c1z/working-file.ts';
import {account, folder, resourceTypes, scope} from './tenant.ts';

const names = ['Çar', 'Ana', 'ÿa', 'carl', 'Bo', 'лара'];

test.each([1, 2, 3, 4, 6, 7])('read ahead in steps of %i, it finds the same in the same order', (step) => {
	const path = join(folder(), 'working.db');
	const working = createWorkingFile(path, scope);
	working.commit({resourceTypes, resources: names.map((name, n) => account(`u${n}`, {name}))});
	working.finish();
	working.close();
	const db = openDatabase(path, true);
	try {
		const inFile = new Directory((sql) => db.prepare(sql));
		const parts = new Directory((sql) => db.prepare(sql), step);
		let steps = 1;
		while (parts.readAhead(kinds.account)) steps++;
		expect(steps).toBe(Math.floor(names.length / step) + 1);
		for (const search of ['', 'car', 'a', 'ÿ', 'ла', 'zzz', 'u1']) {
			expect(parts.matching(kinds.account, search), search).toEqual(inFile.matching(kinds.account, search));
		}
		expect(parts.matching(kinds.account, '')).toHaveLength(names.length);
		expect(parts.matching(kinds.account, 'car')).toHaveLength(2);
	} finally {
		db.close();
	}
});
