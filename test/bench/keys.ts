/**
 * Key → painted frame, in a real pseudo-terminal, of the searchable list at 5,000 and 100,000 rows beside the smallest
 * possible Ink list, all bundled for production and measured in one run.
 *
 * `node test/bench/keys.ts` prints a table; `--json` prints JSON; `--check` fails when a target is missed.
 */
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import path from 'node:path';
import {performance} from 'node:perf_hooks';
import {fileURLToPath} from 'node:url';
import pty from '@lydell/node-pty';
import {bundle} from '../../bin/bundle.mjs';

export interface KeyFigures {
	name: string;
	keys: number;
	/** Milliseconds from writing the key to the end of the frame. */
	p50: number;
	p95: number;
	max: number;
	/** Mean bytes the program wrote for a key. */
	bytesPerKey: number;
	firstFrame: number;
	/** Most memory the process ever had resident, megabytes; where the system tells (Linux). */
	memory: number | undefined;
}

/** The longest wait and the most bytes a key may cost, and the most megabytes of the whole process. */
export const targets = {p95: 16, bytesPerKey: 1000, memory: 150} as const;

const root = fileURLToPath(new URL('../..', import.meta.url));
// Whatever calls the benchmark, the program shall believe that a person sits there.
const {CI: _ci, CONTINUOUS_INTEGRATION: _integration, NO_COLOR: _noColor, ...inherited} = process.env;
const environment = {...inherited, TERM: 'xterm-256color', LANG: 'C.UTF-8'};
const frameEnd = '\x1b[?2026l';
const down = '\x1b[B';

/** Keys of a person who looks around, searches, corrects, selects and searches again. */
function sessionOfKeys(): string[] {
	const word = (text: string) => [...text];
	const round = [
		...Array.from({length: 40}, () => down),
		...word('privacy'),
		down,
		' ',
		down,
		' ',
		...Array.from({length: 7}, () => '\x7f'),
		...word('crs-1'),
		'\x15',
		'\x1b[6~',
		'\x1b[6~',
		'\x1b[A',
		'\x06',
		'\x06',
	];
	return [...round, ...round, ...round];
}

/** Presses the keys one by one, each after the frame of the one before; each must change the screen. */
export function measure(
	name: string,
	file: string,
	args: string[],
	keys: readonly string[],
	{cols, rows} = {cols: 100, rows: 30},
): Promise<KeyFigures> {
	const started = performance.now();
	const child = pty.spawn(process.execPath, [file, ...args], {
		cols,
		rows,
		env: environment,
	});
	const times: number[] = [];
	let bytes = 0;
	let seen = '';
	let sentAt = 0;
	let sent = 0;
	let firstFrame = 0;
	let memory: number | undefined;
	let pressNext: NodeJS.Timeout | undefined;
	return new Promise((resolve, reject) => {
		const guard = setTimeout(() => {
			child.kill();
			reject(new Error(`${name}: no frame after key ${sent} (${JSON.stringify(keys[sent - 1])})`));
		}, 60_000);
		// A pause lets background work (folding, effects) end as it would between two keys of a person.
		const press = () => {
			const key = keys[sent];
			seen = '';
			if (key === undefined) {
				memory = peakMemory(child.pid);
				child.write('\x03');
				return;
			}
			sent++;
			sentAt = performance.now();
			child.write(key);
		};
		child.onData((data) => {
			seen += data;
			if (sentAt > 0 && sent > 0) bytes += Buffer.byteLength(data);
			if (!seen.includes(frameEnd)) return;
			if (firstFrame === 0) {
				firstFrame = performance.now() - started;
				pressNext = setTimeout(press, 1500);
				return;
			}
			if (sentAt === 0) return;
			times.push(performance.now() - sentAt);
			sentAt = 0;
			clearTimeout(pressNext);
			pressNext = setTimeout(press, 25);
		});
		child.onExit(() => {
			clearTimeout(guard);
			const sorted = times.toSorted((a, b) => a - b);
			const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
			resolve({
				name,
				keys: times.length,
				p50: at(0.5),
				p95: at(0.95),
				max: sorted.at(-1) ?? 0,
				bytesPerKey: Math.round(bytes / Math.max(1, times.length)),
				firstFrame,
				memory,
			});
		});
	});
}

/** The system's count, which includes what the engine itself takes: `hello list` shows how much that is. */
function peakMemory(process: number): number | undefined {
	try {
		const kibibytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${process}/status`, 'utf8'))?.[1];
		return kibibytes === undefined ? undefined : Math.round((Number(kibibytes) * 1024) / 1e6);
	} catch {
		return undefined;
	}
}

/** All figures of one run; about a minute. */
export async function measureKeys(): Promise<KeyFigures[]> {
	const folder = mkdtempSync(path.join(root, 'node_modules', '.bench-keys-'));
	try {
		await bundle({
			entryPoints: ['test/bench/keys-list.tsx', 'test/bench/keys-baseline.tsx'],
			outdir: folder,
			outExtension: {'.js': '.mjs'},
		});
		const list = path.join(folder, 'keys-list.mjs');
		const baseline = path.join(folder, 'keys-baseline.mjs');
		const downs = Array.from({length: 120}, () => down);
		return [
			await measure('hello list', baseline, [], downs),
			await measure('list, 5,000 rows', list, ['5000'], sessionOfKeys()),
			await measure('list, 100,000 rows', list, ['100000'], sessionOfKeys()),
			await measure('list, 100,000 rows, arrows only', list, ['100000'], downs),
		];
	} finally {
		rmSync(folder, {recursive: true, force: true});
	}
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const figures = await measureKeys();
	if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(figures, null, '\t')}\n`);
	else {
		console.table(
			figures.map(({name, ...figure}) => ({
				name,
				...figure,
				p50: figure.p50.toFixed(1),
				p95: figure.p95.toFixed(1),
				max: figure.max.toFixed(1),
				firstFrame: Math.round(figure.firstFrame),
			})),
		);
	}
	const missed = figures
		.slice(1)
		.filter(
			({p95, bytesPerKey, memory = 0}) =>
				p95 > targets.p95 || bytesPerKey > targets.bytesPerKey || memory > targets.memory,
		);
	if (process.argv.includes('--check') && missed.length > 0) {
		process.stderr.write(`Missed: ${missed.map(({name}) => name).join('; ')}\n`);
		process.exitCode = 1;
	}
}
