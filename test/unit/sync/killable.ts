import {spawn} from 'node:child_process';
import {mkdtempSync, rmSync, symlinkSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import type {SyncReport} from '../../../source/sync/events.ts';
import type {LitmosSandbox} from '../../sandbox/litmos/server.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

export interface Life {
	report: SyncReport | null;
	/** Why it went on, or began anew. */
	reason: string | undefined;
	asked: string[];
	stored: string[];
	killed: boolean;
}

/** Syncs in processes of their own, which can be killed at any instant. */
export class Killable {
	readonly #folders: string[] = [];
	readonly #child: string;

	private constructor() {
		this.#child = join(this.newFolder(), 'kill-child.mjs');
	}

	static async make(): Promise<Killable> {
		const killable = new Killable();
		// Bundled, it starts in a fraction of the time.
		await build({
			entryPoints: [join(root, 'test/unit/sync/kill-child.ts')],
			outfile: killable.#child,
			bundle: true,
			format: 'esm',
			platform: 'node',
			packages: 'external',
			logLevel: 'error',
		});
		symlinkSync(join(root, 'node_modules'), join(killable.#child, '../node_modules'), 'junction');
		return killable;
	}

	newFolder(): string {
		const folder = mkdtempSync(join(tmpdir(), 'litmos-kill-'));
		this.#folders.push(folder);
		return folder;
	}

	/**
	 * Runs one sync and kills it with SIGKILL so many lines, then so many milliseconds, after its start. `onLine` is called
	 * for each line it says.
	 */
	async live(
		folder: string,
		{url, source, apiKey}: LitmosSandbox,
		killAt: {line: number; ms: number} | null,
		{way = 'in-full', onLine = () => {}}: {way?: 'in-full' | 'by-changes'; onLine?: () => void} = {},
	): Promise<Life> {
		const args = ['--disable-warning=ExperimentalWarning', this.#child, folder, url, source, apiKey, way];
		const running = spawn(process.execPath, args, {stdio: ['ignore', 'pipe', 'inherit']});
		let text = '';
		let count = 0;
		let isDue = false;
		running.stdout.setEncoding('utf8').on('data', (piece: string) => {
			text += piece;
			for (let end = piece.indexOf('\n'); end >= 0; end = piece.indexOf('\n', end + 1)) {
				count++;
				onLine();
			}
			if (!killAt || isDue || count < killAt.line) return;
			isDue = true;
			setTimeout(() => running.kill('SIGKILL'), killAt.ms);
		});
		const signal = await new Promise((resolve) => running.on('close', (_, by) => resolve(by)));
		const lines = text.split('\n').slice(0, -1);
		const of = (verb: string) =>
			lines.flatMap((line) => (line.startsWith(`${verb} `) ? [line.slice(verb.length + 1)] : []));
		const last = lines.at(-1) ?? '';
		return {
			report: last.startsWith('{') ? (JSON.parse(last) as SyncReport) : null,
			reason: of('starts')[0],
			asked: of('asks'),
			stored: of('stored'),
			killed: signal === 'SIGKILL',
		};
	}

	remove(): void {
		for (const folder of this.#folders) rmSync(folder, {recursive: true, force: true});
	}
}
