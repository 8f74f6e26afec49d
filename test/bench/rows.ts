/**
 * What a row costs, beside an earlier commit: `npm run bench rows [commit]`. Both programs are built and sync the same
 * tenants from the sandbox's Litmos, without latency and limit, in turn: 100,000 grants for processor time, of which the
 * middle round counts, and 2 million for memory. The last line is `ratio <processor time> <memory>`.
 */
import {execFileSync, spawn} from 'node:child_process';
import {mkdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {bundle} from '../../bin/bundle.mjs';
import type {SizeName} from '../../source/sandbox/litmos/dataset.ts';
import {benchFolder, bundleAll, startSandbox} from './sync/processes.ts';
import type {Usage} from './sync/usage.ts';

/** The last commit before findings, `doctor` and syncs by changes, from which on a row carried more. */
const before = '1b53210';
const [commit = before] = process.argv.slice(2);
const rounds = {processor: 5, memory: 1};
const targets = {processor: 0.7, memory: 0.75};

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = await bundleAll();
// Bundled: reading TypeScript would take 18 MB, in the processes that are measured.
await bundle({entryPoints: {usage: 'test/bench/sync/usage.ts'}, outdir: folder});
const usageFile = join(folder, 'usage.js');
const programs = {old: checkOut(commit), new: root};
for (const place of Object.values(programs)) execFileSync(process.execPath, ['bin/build.mjs'], {cwd: place});

/** The files of a commit, with the packages it was made with. */
function checkOut(name: string): string {
	const place = benchFolder();
	const archive = execFileSync('git', ['archive', name], {cwd: root, maxBuffer: 1 << 30});
	execFileSync('tar', ['-x', '-C', place], {input: archive});
	execFileSync('npm', ['ci', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'], {cwd: place});
	return place;
}

/** One `sync` in a process of its own, from the start of the program to its end. */
async function sync(place: string, litmos: Awaited<ReturnType<typeof startSandbox>>): Promise<Usage> {
	const own = benchFolder();
	const report = join(own, 'usage.json');
	mkdirSync(join(own, 'state'));
	const child = spawn(
		process.execPath,
		[
			...['--disable-warning=ExperimentalWarning', '--import', usageFile, join(place, 'dist/main.js'), 'sync'],
			...['--litmos-url', litmos.url, '--source', litmos.source, '--requests-per-minute', '60000'],
			...['--state-folder', join(own, 'state'), '--file', join(own, 'sync.c1z'), '--yes'],
		],
		{
			cwd: own,
			env: {PATH: process.env.PATH, HOME: own, XDG_CACHE_HOME: own, BATON_API_KEY: litmos.apiKey, USAGE_FILE: report},
			stdio: ['ignore', 'ignore', 'pipe'],
		},
	);
	let errors = '';
	child.stderr.on('data', (text) => {
		errors += text;
	});
	const code = await new Promise((resolve) => child.once('close', resolve));
	if (code !== 0) throw new Error(`sync ended with ${code}: ${errors}`);
	return JSON.parse(readFileSync(report, 'utf8'));
}

/** Both programs in turn; the middle of what each of them used. */
async function compare(size: SizeName, times: number, of: (usage: Usage) => number, unit: string): Promise<number> {
	const litmos = await startSandbox(folder, size, {limiter: 'none'});
	const used: Record<keyof typeof programs, number[]> = {old: [], new: []};
	for (let round = 0; round < times; round++) {
		for (const name of ['old', 'new'] as const) used[name].push(of(await sync(programs[name], litmos)));
		console.log(`  round ${round + 1}: ${used.old.at(-1)!.toFixed(2)} → ${used.new.at(-1)!.toFixed(2)} ${unit}`);
	}
	litmos.close();
	const middle = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
	return middle(used.new) / middle(used.old);
}

console.log(`${commit} → this\n\nprocessor time, 100,000 grants`);
const processor = await compare('M', rounds.processor, ({seconds}) => seconds, 's');
console.log(`  ratio ${verdict(processor, targets.processor)}`);
console.log('most memory, 2 million grants');
const memory = await compare('L', rounds.memory, ({peak}) => peak, 'MB');
console.log(`  ratio ${verdict(memory, targets.memory)}`);
console.log(`ratio ${processor.toFixed(2)} ${memory.toFixed(2)}`);
process.exitCode = processor <= targets.processor && memory <= targets.memory ? 0 : 1;

function verdict(value: number, limit: number): string {
	return `${value.toFixed(2)}, target ${limit}: ${value <= limit ? 'holds' : 'MISSED'}`;
}
