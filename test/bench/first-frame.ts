/**
 * Start to first frame, in a real pseudo-terminal: the built program beside the smallest bundled Ink program, in one run.
 * `npm run bench first-frame`
 */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import pty from '@lydell/node-pty';
import {build} from 'esbuild';

const rounds = 15;
const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'first-frame-'));
const {CI: _ci, NO_COLOR: _color, ...environment} = process.env;

/** Milliseconds until the text is on the terminal. */
function firstFrame(args: string[], text: string): Promise<number> {
	return new Promise((resolve) => {
		const at = performance.now();
		const child = pty.spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
			cols: 80,
			rows: 24,
			env: {...environment, TERM: 'xterm-256color', BATON_STATE_FOLDER: join(folder, 'state')} as Record<
				string,
				string
			>,
		});
		let seen = '';
		child.onData((data) => {
			seen += data;
			if (!seen.includes(text)) return;
			resolve(performance.now() - at);
			child.kill('SIGKILL');
		});
	});
}

async function median(args: string[], text: string): Promise<number> {
	// The first one warms the disk cache.
	await firstFrame(args, text);
	const times: number[] = [];
	for (let round = 0; round < rounds; round++) times.push(await firstFrame(args, text));
	return times.sort((a, b) => a - b)[Math.floor(rounds / 2)]!;
}

try {
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
	const hello = await median([join(folder, 'hello.mjs')], 'HELLO');
	const program = await median([join(root, 'dist/main.js')], 'Litmos');
	console.log(
		`hello world ${Math.round(hello)} ms, first page ${Math.round(program)} ms, ratio ${(program / hello).toFixed(2)}`,
	);
} finally {
	rmSync(folder, {recursive: true, force: true});
}
