/**
 * Start to first frame, in a real pseudo-terminal: what a person starts, up to the question of the first page, beside the
 * smallest bundled Ink program. Both are minified for production, run by the same Node without flags and without a compile
 * cache, and take turns, so that a busy moment meets both.
 * `npm run bench first-frame`
 */
import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import pty from '@lydell/node-pty';
import {build} from 'esbuild';

const rounds = 21;
const mostTimes = 1.4;
const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'first-frame-'));
const {CI: _ci, NO_COLOR: _color, NODE_COMPILE_CACHE: _cache, NODE_OPTIONS: _options, ...inherited} = process.env;
const environment: Record<string, string> = {
	...(Object.fromEntries(
		Object.entries(inherited).filter(([name]) => !name.startsWith('BATON_') && !name.startsWith('LITMOS_')),
	) as Record<string, string>),
	TERM: 'xterm-256color',
	BATON_STATE_FOLDER: join(folder, 'state'),
};

interface Program {
	script: string;
	/** What its first frame holds. */
	text: string;
	times: number[];
}

/** Milliseconds until the text is on the terminal. */
function firstFrame({script, text}: Program): Promise<number> {
	return new Promise((resolve, reject) => {
		const at = performance.now();
		const child = pty.spawn(process.execPath, [script], {
			cols: 80,
			rows: 24,
			cwd: join(folder, 'here'),
			env: environment,
		});
		let seen = '';
		let took: number | undefined;
		child.onData((data) => {
			seen += data;
			if (took !== undefined || !seen.includes(text)) return;
			took = performance.now() - at;
			child.kill('SIGKILL');
		});
		// The next one starts when this one is gone.
		child.onExit(() => {
			if (took === undefined) reject(new Error(`${script} ended without “${text}”: ${seen}`));
			else resolve(took);
		});
	});
}

const least = (times: readonly number[]) => Math.min(...times);
const median = (times: readonly number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

try {
	mkdirSync(join(folder, 'here'));
	await build({
		absWorkingDir: root,
		stdin: {
			contents:
				"import {render, Text} from 'ink'; import {createElement} from 'react'; render(createElement(Text, null, 'HELLO'));",
			resolveDir: root,
		},
		outfile: join(folder, 'hello.mjs'),
		bundle: true,
		format: 'esm',
		platform: 'node',
		target: 'node22',
		minify: true,
		define: {'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"'},
		banner: {js: "import {createRequire as __r} from 'node:module';const require=__r(import.meta.url);"},
		alias: {'react-devtools-core': join(root, 'test/bench/nothing.mjs')},
	});
	const hello: Program = {script: join(folder, 'hello.mjs'), text: 'HELLO', times: []};
	const program: Program = {
		script: join(root, 'bin/litmos-connector.cjs'),
		text: 'Try the sandbox',
		times: [],
	};
	for (let round = 0; round <= rounds; round++) {
		for (const one of [hello, program]) {
			const took = await firstFrame(one);
			// The first round warms the disk cache.
			if (round > 0) one.times.push(took);
		}
	}
	for (const [word, of] of [
		['least', least],
		['median', median],
	] as const) {
		const [baseline, ours] = [of(hello.times), of(program.times)];
		console.log(
			`${word.padEnd(6)}  hello world ${Math.round(baseline)} ms, first page ${Math.round(ours)} ms, ratio ${(ours / baseline).toFixed(2)}`,
		);
	}
	// Others on the machine only ever make it slower.
	if (least(program.times) > mostTimes * least(hello.times)) {
		console.log(`The first page takes more than ${mostTimes} times as long as the hello world.`);
		process.exitCode = 1;
	}
} finally {
	rmSync(folder, {recursive: true, force: true});
}
