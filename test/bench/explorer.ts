/**
 * The explorer over 150,000 accounts and a million grants: key → painted frame in a real pseudo-terminal, and questions
 * through the thread. Bundled for production.
 *
 * `node test/bench/explorer.ts [grants] [accounts]` prints both; `--check` fails when a target is missed.
 */
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {bundle} from '../../bin/bundle.mjs';
import type {Query, Slice} from '../../source/c1z/explorer-answers.ts';
import {startExplorer} from '../../source/c1z/explorer-client.ts';
import {createWorkingFile} from '../../source/c1z/working-file.ts';
import {accountId, batches, courseId} from './c1z-tenant.ts';
import {measure} from './keys.ts';

const targets = {frame: 16, question: 50} as const;
const [grants = 1_000_000, accounts = 150_000] = process.argv.slice(2).map(Number).filter(Number.isFinite);
const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(path.join(root, 'node_modules', '.bench-explorer-'));
process.on('exit', () => rmSync(folder, {recursive: true, force: true}));

const file = path.join(folder, 'working.db');
const working = createWorkingFile(file, {tenant: 'bench', courses: null, extras: [], mapping: 1});
for (const batch of batches({accounts, teams: 500, courses: 1000, grants})) working.commit(batch);
working.finish();
working.close();

await bundle({
	entryPoints: {
		'explorer-app': 'test/bench/explorer-app.tsx',
		'explorer-thread': 'source/c1z/explorer-thread.ts',
		baseline: 'test/bench/keys-baseline.tsx',
	},
	outdir: folder,
	splitting: true,
	define: {__BUNDLED__: 'true'},
});
writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}\n');

const [down, pageDown, home, end, right, tab] = ['\x1b[B', '\x1b[6~', '\x1b[H', '\x1b[F', '\x1b[C', '\t'];
const app = path.join(folder, 'explorer-app.js');
const times = (count: number, ...keys: string[]) => Array.from({length: count}, () => keys).flat();
const wide = {cols: 140, rows: 40};
const figures = [
	await measure('hello list: the least Ink can do', path.join(folder, 'baseline.js'), [], times(120, down)),
	await measure('accounts, arrows', app, [file], times(120, down)),
	await measure('accounts, pages and ends', app, [file], times(20, pageDown, pageDown, end, home)),
	await measure('accounts, searching', app, [file], times(6, ...'carla.sato', ...times(10, '\x7f'))),
	// Account, what it holds, who else does, what those hold …
	await measure('opening, deeper and deeper', app, [file], times(40, right)),
	await measure('tab to tab', app, [file], times(40, tab)),
	// The details of the row under the cursor beside the list.
	await measure('accounts with details, arrows', app, [file], times(120, down), wide),
	await measure('accounts with details, pages and ends', app, [file], times(20, pageDown, pageDown, end, home), wide),
	await measure('courses with details, arrows', app, [file], [tab, tab, ...times(120, down)], wide),
	await measure('opening with details', app, [file], times(40, right), wide),
];
console.table(
	figures.map(({name, keys, p50, p95, max, bytesPerKey, firstFrame, memory}) => ({
		name,
		keys,
		p50: p50.toFixed(1),
		p95: p95.toFixed(1),
		max: max.toFixed(1),
		bytesPerKey,
		firstFrame: Math.round(firstFrame),
		memory,
	})),
);

const client = await startExplorer(file);
await client.overview();
/** What a person asks, each asked once: nothing is remembered yet. Offsets are spread by a fixed stride. */
const page: Query = {offset: 0, limit: 64};
const spread = (count: number, total: number) =>
	Array.from({length: count}, (_, n) => ({...page, offset: (n * 7919 * 64) % Math.max(1, total - 64)}));
const typed = (text: string) => [...text].map((_, n) => ({...page, search: text.slice(0, n + 1)}));
const questions: [string, (query: Query) => Promise<Slice<unknown>>, Query[]][] = [
	['accounts, any page', client.accounts, spread(200, accounts)],
	['accounts, a page to follow the cursor', client.accounts, spread(50, accounts).map((q) => ({...q, limit: 640}))],
	['accounts, letter by letter', client.accounts, ['ruiz', 'carla.sato', 'weiss', 'zzz'].flatMap(typed)],
	['accounts, most first', client.accounts, spread(40, accounts).map((q) => ({...q, sort: 'count' as const}))],
	['courses', client.courses, [...spread(10, 1000), ...typed('safety'), {...page, sort: 'count'}]],
	['grants, any page', client.grants, spread(100, grants)],
	['grants, letter by letter', client.grants, ['course 12', 'carla.sato.7'].flatMap(typed)],
	['grants of an account', client.grants, Array.from({length: 50}, (_, n) => ({...page, account: accountId(n * 131)}))],
	['grants of a course', client.grants, Array.from({length: 50}, (_, n) => ({...page, course: courseId(n * 7)}))],
];
const asked = [];
for (const [name, ask, queries] of questions) {
	const took: number[] = [];
	for (const query of queries) {
		const begun = performance.now();
		await ask(query);
		took.push(performance.now() - begun);
	}
	took.sort((a, b) => a - b);
	const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))]!;
	asked.push({name, questions: took.length, p50: at(0.5), p95: at(0.95), max: at(1)});
}
await client.close();
console.table(
	asked.map(({p50, p95, max, ...rest}) => ({...rest, p50: p50.toFixed(1), p95: p95.toFixed(1), max: max.toFixed(1)})),
);

const missed = [
	...figures
		.slice(1)
		.filter(({p95}) => p95 > targets.frame)
		.map(({name, p95}) => `${name}: ${p95.toFixed(1)} ms to the frame`),
	...asked
		.filter(({max}) => max > targets.question)
		.map(({name, max}) => `${name}: ${max.toFixed(1)} ms for an answer`),
];
for (const words of missed) console.log(`Missed: ${words}`);
if (process.argv.includes('--check') && missed.length > 0) process.exitCode = 1;
