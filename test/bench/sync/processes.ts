import {type ChildProcess, fork} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {bundle} from '../../../bin/bundle.mjs';
import type {DatasetSize, SizeName} from '../../../source/sandbox/litmos/dataset.ts';
import type {LitmosBehaviour} from '../../sandbox/litmos/behaviour.ts';
import type {LitmosReport} from '../../sandbox/litmos/counters.ts';
import type {Figures, Task} from './measured.ts';
import type {PacedFigures} from './paced.ts';

const base = process.env.BENCH_FOLDER ?? tmpdir();

const folders: string[] = [];
process.once('exit', () => {
	for (const folder of folders) rmSync(folder, {recursive: true, force: true});
});

/** A folder that goes with the benchmark. */
export function benchFolder(): string {
	const folder = mkdtempSync(join(base, 'litmos-connector-bench-'));
	folders.push(folder);
	return folder;
}

/** Bundles what is measured the way the program is: running from source would cost memory that no user pays. */
export async function bundleAll(): Promise<string> {
	const folder = benchFolder();
	await bundle({
		entryPoints: {
			measured: 'test/bench/sync/measured.ts',
			sandbox: 'test/bench/sync/sandbox.ts',
			'sync-thread': 'source/sync/sync-thread.ts',
			'explorer-thread': 'source/c1z/explorer-thread.ts',
		},
		outdir: folder,
		splitting: true,
		define: {__VERSION__: '"0.0.0-bench"', __BUNDLED__: 'true'},
	});
	// Files that end in .js are modules only where a package.json says so.
	const {writeFileSync} = await import('node:fs');
	writeFileSync(join(folder, 'package.json'), '{"type":"module"}\n');
	return folder;
}

/** The sandbox’s Litmos in a process of its own, so that its memory and its work are not counted. */
export interface SandboxProcess {
	url: string;
	source: string;
	apiKey: string;
	report(): Promise<LitmosReport>;
	close(): void;
}

export async function startSandbox(
	folder: string,
	size: SizeName | DatasetSize,
	behaviour: Partial<LitmosBehaviour>,
): Promise<SandboxProcess> {
	const child = start(join(folder, 'sandbox.js'));
	const {url, source, apiKey} = await ask<Pick<SandboxProcess, 'url' | 'source' | 'apiKey'>>(child, {size, behaviour});
	return {url, source, apiKey, report: () => ask<LitmosReport>(child, 'report'), close: () => child.kill()};
}

/** Runs one task in a fresh process and gives its figures. */
export async function measure<T extends Task>(
	folder: string,
	task: T,
): Promise<T extends {kind: 'paced'} ? PacedFigures : Figures> {
	const child = start(join(folder, 'measured.js'));
	try {
		return await ask(child, task);
	} finally {
		child.kill();
	}
}

function start(file: string): ChildProcess {
	return fork(file, {
		execArgv: ['--disable-warning=ExperimentalWarning', ...(process.env.BENCH_ARGS?.split(' ') ?? [])],
		stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
		// JSON has no Infinity.
		serialization: 'advanced',
	});
}

function ask<Answer>(child: ChildProcess, question: object | string): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const onExit = (code: number | null, signal: string | null) =>
			reject(new Error(`A process of the benchmark ended (${code ?? signal}).`));
		child.once('exit', onExit);
		child.once('message', (answer) => {
			child.off('exit', onExit);
			resolve(answer as Answer);
		});
		child.send(question);
	});
}
