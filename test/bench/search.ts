/**
 * Searching accounts by any part of a name, in two ways: the directory that is read into memory, and SQLite's FTS5 with
 * trigrams. Letters are typed one by one, so most searches have one to three of them. The search of the grants is this
 * search too: of accounts and courses, whose grants are then looked up.
 *
 * `node test/bench/search.ts [grants] [accounts]` prints both; `--check` fails when the way in use takes over 50 ms.
 */
import {mkdtempSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {kinds} from '../../source/c1z/facts.ts';
import {ReadDirectory} from '../../source/c1z/read-directory.ts';
import {createWorkingFile} from '../../source/c1z/working-file.ts';
import {batches} from './c1z-tenant.ts';

const limitMs = 50;
const [grants = 3_000_000, accounts = 150_000] = process.argv.slice(2).map(Number).filter(Number.isFinite);
const folder = mkdtempSync(path.join(tmpdir(), 'bench-search-'));
process.on('exit', () => rmSync(folder, {recursive: true, force: true}));
const file = path.join(folder, 'working.db');

const working = createWorkingFile(file, {tenant: 'bench', courses: null, extras: [], mapping: 1});
for (const batch of batches({accounts, teams: 500, courses: 1000, grants})) working.commit(batch);
working.finish();
working.close();

const db = new DatabaseSync(file);
const before = statSync(file).size;
let begun = performance.now();
// Without its own copy of the texts; `detail` as it must be for parts of words.
db.exec(`create virtual table found using fts5 (search, content = 'resources', content_rowid = 'key', tokenize = 'trigram');
	insert into found (found) values ('rebuild'); insert into found (found) values ('optimize');`);
console.log(
	`FTS5: built in ${Math.round(performance.now() - begun)} ms, ${megabytes(statSync(file).size - before)} MB more on disk`,
);

begun = performance.now();
const directory = new ReadDirectory((sql) => db.prepare(sql));
while (directory.readAhead(kinds.account));
console.log(`Directory: read in ${Math.round(performance.now() - begun)} ms`);

// Both give all keys in the order of names: the page, the total and the marks of other lists are cut from them.
const ordered = `cast(group_concat(key) as blob) as keys, count(*) as n from (select key from resources`;
const trigrams = db.prepare(
	`select ${ordered} where key in (select rowid from found where search match ?1) and kind = ?2 order by sort, search, key)`,
);
// Fewer than three letters are no trigram: FTS5 itself then looks at each text.
const short = db.prepare(
	`select ${ordered} where key in (select rowid from found where search like ?1) and kind = ?2 order by sort, search, key)`,
);
function fts(search: string): number {
	const row = search.length < 3 ? short.get(`%${search}%`, kinds.account) : trigrams.get(`"${search}"`, kinds.account);
	return row?.n as number;
}

const searches = {
	'one letter': ['a', 'e', 'z', 'x', '7', '@'],
	'two letters': ['an', 'ru', 'zz', '.s', '12', 'xa'],
	'three letters': ['ana', 'rui', 'com', '.sa', 'zzz', '123'],
	more: ['carla.sato', 'weiss', 'example.com', 'petrov.1', 'nobody', 'hugo.lind.12'],
};
let worst = 0;
const rows = [];
for (const [letters, texts] of Object.entries(searches)) {
	const took = {directory: [] as number[], fts: [] as number[]};
	for (const text of texts) {
		begun = performance.now();
		const ours = directory.matching(kinds.account, text).length;
		took.directory.push(performance.now() - begun);
		begun = performance.now();
		const theirs = fts(text);
		took.fts.push(performance.now() - begun);
		if (ours !== theirs) throw new Error(`“${text}”: ${ours} found by the directory, ${theirs} by FTS5`);
	}
	worst = Math.max(worst, ...took.directory);
	const shown = (times: number[]) => `${median(times).toFixed(1)} / ${Math.max(...times).toFixed(1)}`;
	rows.push({searches: letters, 'directory, median / longest ms': shown(took.directory), 'FTS5 ms': shown(took.fts)});
}
console.table(rows);
db.close();
if (process.argv.includes('--check') && worst > limitMs) process.exitCode = 1;

function median(times: readonly number[]): number {
	return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

function megabytes(bytes: number): string {
	return (bytes / 1e6).toFixed(1);
}
