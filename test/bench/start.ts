/**
 * `npm start` to the first page, everything installed and built, with the Node and npm of the PATH: this clone and another
 * one, such as an earlier commit with its packages installed, take turns. `npm run bench start <folder of the other clone>`
 */
import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {delimiter, dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import pty from '@lydell/node-pty';

const rounds = 15;
const mostTimes = 0.75;
const [other] = process.argv.slice(2);
if (other === undefined) {
	console.log('npm run bench start <folder of another clone, installed and built>');
	process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'start-'));
const {CI: _ci, NO_COLOR: _color, NODE_COMPILE_CACHE: _cache, NODE_OPTIONS: _options, ...inherited} = process.env;
const environment: Record<string, string> = {
	...(Object.fromEntries(Object.entries(inherited).filter(([name]) => !/^(BATON|LITMOS|npm)_/i.test(name))) as Record<
		string,
		string
	>),
	TERM: 'xterm-256color',
	// Without the Node that was fetched for this program, which this runs in.
	PATH: (process.env.PATH ?? '')
		.split(delimiter)
		.filter((each) => each !== dirname(process.execPath))
		.join(delimiter),
};

/** Milliseconds until the first page is on the terminal. */
function firstPage(clone: string, state: string): Promise<number> {
	return new Promise((done, reject) => {
		const at = performance.now();
		const child = pty.spawn('npm', ['start'], {
			cols: 80,
			rows: 24,
			cwd: clone,
			env: {...environment, BATON_STATE_FOLDER: state},
		});
		let seen = '';
		let took: number | undefined;
		child.onData((data) => {
			seen += data;
			if (took !== undefined || !seen.includes('Try the sandbox')) return;
			took = performance.now() - at;
			// Ctrl-C: whatever npm has started ends as well.
			child.write('\u0003');
		});
		child.onExit(() => {
			if (took === undefined) reject(new Error(`npm start in ${clone} ended without the first page: ${seen}`));
			else done(took);
		});
	});
}

const least = (times: readonly number[]) => Math.min(...times);
const median = (times: readonly number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

try {
	const clones = [resolve(other), fileURLToPath(new URL('../..', import.meta.url))].map((clone, index) => {
		const state = join(folder, `state-${index}`);
		mkdirSync(state, {mode: 0o700});
		return {clone, state, times: [] as number[]};
	});
	for (let round = 0; round <= rounds; round++) {
		for (const {clone, state, times} of clones) {
			const took = await firstPage(clone, state);
			// The first round warms the disk cache.
			if (round > 0) times.push(took);
		}
	}
	const [theirs = [], ours = []] = clones.map(({times}) => times);
	for (const [word, of] of [
		['least', least],
		['median', median],
	] as const) {
		console.log(
			`${word.padEnd(6)}  there ${Math.round(of(theirs))} ms, here ${Math.round(of(ours))} ms, ratio ${(of(ours) / of(theirs)).toFixed(2)}`,
		);
	}
	// Others on the machine only ever make it slower.
	if (least(ours) > mostTimes * least(theirs)) {
		console.log(`It takes more than ${mostTimes} times as long as there.`);
		process.exitCode = 1;
	}
} finally {
	rmSync(folder, {recursive: true, force: true});
}
