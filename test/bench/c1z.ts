/**
 * How fast the sync file is written, sealed, compared and asked. `node test/bench/c1z.ts [grants] [accounts] [courses]`;
 * 1,000,000 grants by default. Prints rows a second, megabytes and milliseconds.
 */
import {mkdtempSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {compareWith} from '../../source/c1z/compare.ts';
import {openExplorer} from '../../source/c1z/explorer.ts';
import type {Query} from '../../source/c1z/explorer-answers.ts';
import {importC1z} from '../../source/c1z/import-c1z.ts';
import {sealWorkingFile} from '../../source/c1z/seal.ts';
import {createWorkingFile} from '../../source/c1z/working-file.ts';
import {accountId, batches, courseId} from './c1z-tenant.ts';

const [grants = 1_000_000, accounts = grants / 40, courses = Math.ceil(grants / 1200)] = process.argv
	.slice(2)
	.map(Number);
const folder = mkdtempSync(join(process.env.BENCH_FOLDER ?? tmpdir(), 'litmos-connector-bench-'));
process.on('exit', () => rmSync(folder, {recursive: true, force: true}));

const say = (what: string, value: string) => console.log(`${what.padEnd(44)} ${value}`);
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
let peak = 0;
const sample = () => {
	peak = Math.max(peak, process.memoryUsage.rss());
};
const memory = (what: string) => {
	sample();
	say(`  peak memory while ${what}`, megabytes(peak));
	peak = 0;
};

const path = join(folder, 'working.db');
const working = createWorkingFile(path, {tenant: 'bench', courses: null, extras: [], mapping: 1});
let start = performance.now();
let slowest = 0;
for (const batch of batches({accounts, teams: 500, courses, grants})) {
	const before = performance.now();
	working.commit(batch);
	slowest = Math.max(slowest, performance.now() - before);
	sample();
}
let seconds = (performance.now() - start) / 1000;
const counts = working.counts();
say('rows', `${counts.resources + counts.entitlements + counts.grants} (${counts.grants} grants)`);
say('committing pages', `${seconds.toFixed(1)} s, ${Math.round((counts.grants + counts.resources) / seconds)} rows/s`);
say('slowest commit', `${slowest.toFixed(1)} ms`);
memory('committing');

start = performance.now();
working.finish();
say('finishing', `${((performance.now() - start) / 1000).toFixed(2)} s`);
say(
	'working file',
	`${megabytes(statSync(path).size)}, ${(statSync(path).size / counts.grants).toFixed(0)} bytes a grant`,
);

const out = join(folder, 'sync.c1z');
start = performance.now();
const phases = new Map<string, number>();
const sealed = await sealWorkingFile(working, out, {
	onProgress({phase}) {
		sample();
		phases.set(phase, (performance.now() - start) / 1000);
	},
});
seconds = (performance.now() - start) / 1000;
const ends = [...phases].map(([phase, end]) => `${phase} by ${end.toFixed(1)} s`).join(', ');
say('sealing', `${seconds.toFixed(1)} s, ${Math.round(counts.grants / seconds)} grants/s (${ends})`);
say(
	'decoded → sealed',
	`${megabytes(sealed.decodedBytes)} → ${megabytes(sealed.bytes)}, ${(sealed.decodedBytes / sealed.bytes).toFixed(1)} : 1`,
);
memory('sealing');

const page = {offset: 0, limit: 50};
const ask = (name: string) => {
	const explorer = openExplorer(path);
	explorer.overview();
	const questions: [string, () => {total: number}][] = [
		['accounts', () => explorer.accounts(page)],
		['accounts, last page', () => explorer.accounts({...page, offset: accounts - 50})],
		['accounts, search "ruiz"', () => explorer.accounts({...page, search: 'ruiz'})],
		['accounts, search "a"', () => explorer.accounts({...page, search: 'a'})],
		['accounts, search nothing', () => explorer.accounts({...page, search: 'zzzz'})],
		['accounts, by count', () => explorer.accounts({...page, sort: 'count'})],
		['accounts of a course', () => explorer.accounts({...page, course: courseId(3)})],
		['courses', () => explorer.courses(page)],
		['courses, by count', () => explorer.courses({...page, sort: 'count'})],
		['courses, search "12"', () => explorer.courses({...page, search: '12'})],
		['grants', () => explorer.grants(page)],
		['grants, in the middle', () => explorer.grants({...page, offset: Math.floor(counts.grants / 2)})],
		['grants of an account', () => explorer.grants({...page, account: accountId(13)})],
		['grants of a course', () => explorer.grants({...page, course: courseId(3)})],
		['grants, completed', () => explorer.grants({...page, slug: 'completed'})],
		['grants, search "course 12"', () => explorer.grants({...page, search: 'course 12'})],
		['grants, search "carla.sato.7"', () => explorer.grants({...page, search: 'carla.sato.7'})],
		['grants, search "a"', () => explorer.grants({...page, search: 'a'})],
		['warnings', () => explorer.warnings(page)],
		['warnings, search "anyone"', () => explorer.warnings({...page, search: 'anyone'})],
		['changes', () => explorer.changes(page)],
	];
	for (const [what, question] of questions) {
		const row: string[] = [];
		let total = 0;
		for (const _ of ['first', 'again'] as ((q: Query) => void)[] | string[]) {
			start = performance.now();
			total = question().total;
			row.push((performance.now() - start).toFixed(1));
		}
		say(`  ${name}${what}`, `${row.join(' ms, again ')} ms   (${total} rows)`);
	}
	explorer.close();
};
start = performance.now();
const overview = openExplorer(path);
overview.overview();
say('opening and overview', `${(performance.now() - start).toFixed(1)} ms`);
overview.close();
ask('');
memory('asking');

working.removeResource('course', courseId(1));
start = performance.now();
const comparison = await compareWith(working, out, {folder});
say('comparing', `${((performance.now() - start) / 1000).toFixed(1)} s (${JSON.stringify(comparison.removed)})`);
memory('comparing');

start = performance.now();
await importC1z(out, join(folder, 'imported.db'), {folder});
seconds = (performance.now() - start) / 1000;
say('importing the sealed file', `${seconds.toFixed(1)} s, ${Math.round(counts.grants / seconds)} grants/s`);
memory('importing');
working.close();
