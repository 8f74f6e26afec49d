import {mkdtempSync, rmSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import pty from '@lydell/node-pty';
import xterm from '@xterm/headless';
import {build} from 'esbuild';
import {afterAll, beforeAll, describe, expect, it, onTestFinished} from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
let folder: string;

beforeAll(async () => {
	folder = mkdtempSync(path.join(root, 'node_modules', '.terminal-test-'));
	await build({
		absWorkingDir: root,
		entryPoints: ['test/ui/terminal-app.tsx'],
		outfile: path.join(folder, 'app.mjs'),
		bundle: true,
		packages: 'external',
		format: 'esm',
		platform: 'node',
		jsx: 'automatic',
	});
});

afterAll(() => rmSync(folder, {recursive: true, force: true}));

function start(behaviour: string) {
	const {CI: _ci, NO_COLOR: _noColor, ...inherited} = process.env;
	const child = pty.spawn(process.execPath, [path.join(folder, 'app.mjs'), behaviour], {
		cols: 80,
		rows: 20,
		env: {...inherited, FORCE_COLOR: '0', NODE_ENV: 'production', TERM: 'xterm-256color', LANG: 'C.UTF-8'},
	});
	const terminal = new xterm.Terminal({cols: 80, rows: 20, allowProposedApi: true});
	const checks = new Set<() => void>();
	let raw = '';
	child.onData((data) => {
		raw += data;
		terminal.write(data, () => {
			for (const check of [...checks]) check();
		});
	});
	const exit = new Promise<number>((resolve) => child.onExit(({exitCode}) => resolve(exitCode)));
	onTestFinished(() => {
		try {
			child.kill('SIGKILL');
		} catch {
			// Ended by itself.
		}
	});
	const screen = () =>
		Array.from({length: 20}, (_, row) => {
			const {active} = terminal.buffer;
			return active.getLine(active.viewportY + row)?.translateToString(true) ?? '';
		})
			.join('\n')
			.trimEnd();
	return {
		child,
		exit,
		screen,
		raw: () => raw,
		isAlternate: () => terminal.buffer.active.type === 'alternate',
		/** Everything written so far is on the emulated screen. */
		drawn: () => new Promise<void>((resolve) => terminal.write('', resolve)),
		waitFor: (text: string) =>
			new Promise<void>((resolve, reject) => {
				const timer = setTimeout(() => reject(new Error(`“${text}” did not come:\n${screen()}`)), 60_000);
				const check = () => {
					if (!screen().includes(text)) return;
					clearTimeout(timer);
					checks.delete(check);
					resolve();
				};
				checks.add(check);
				check();
			}),
	};
}

describe('runApp in a real terminal', () => {
	it('leaves the transcript on the main screen and the terminal as it was', async () => {
		const app = start('plain');
		await app.waitFor('answer: none');
		expect(app.isAlternate()).toBe(true);
		app.child.write('acme\r');
		await app.waitFor('answer: acme');
		app.child.write('\x1b');
		expect(await app.exit).toBe(0);
		await app.drawn();
		expect(app.isAlternate()).toBe(false);
		expect(app.screen()).toBe('Left after acme.\nhttps://example.com/receipt');
		expect(app.raw().lastIndexOf('\x1b[?25h')).toBeGreaterThan(app.raw().lastIndexOf('\x1b[?25l'));
		expect(app.raw()).toContain('\x1b]2;litmos-connector\x07');
		expect(app.raw().lastIndexOf('\x1b[?2004l')).toBeGreaterThan(app.raw().lastIndexOf('\x1b[?2004h'));
	});

	it('leaves on Ctrl-C with 130 and says what was changed', async () => {
		const app = start('plain');
		await app.waitFor('answer: none');
		app.child.write('\x03');
		expect(await app.exit).toBe(130);
		await app.drawn();
		expect(app.screen()).toBe('Nothing was changed.');
	});

	it('leaves on a second Ctrl-C when stopping takes for ever', async () => {
		const app = start('stuck');
		await app.waitFor('answer: none');
		app.child.write('\x03');
		app.child.write('\x03');
		expect(await app.exit).toBe(130);
		await app.drawn();
		expect(app.screen()).toBe('Canceled');
		expect(app.isAlternate()).toBe(false);
	});

	it('says on the main screen that the screen broke', async () => {
		const app = start('plain');
		await app.waitFor('answer: none');
		app.child.write('\x1b[B');
		expect(await app.exit).toBe(1);
		await app.drawn();
		expect(app.isAlternate()).toBe(false);
		expect(app.screen()).toContain('Something unexpected went wrong');
		expect(app.screen()).toContain('a hole in the screen');
		expect(app.screen()).not.toContain('terminal-app');
	});

	it('ends in order when a promise was left alone', async () => {
		const app = start('rejection');
		await app.waitFor('answer: none');
		app.child.write('x\r');
		expect(await app.exit).toBe(1);
		await app.drawn();
		expect(app.isAlternate()).toBe(false);
		expect(app.screen()).toContain('nobody caught this');
	});

	it('restores the terminal when it is told to stop', async () => {
		const app = start('plain');
		await app.waitFor('answer: none');
		app.child.kill('SIGTERM');
		await app.exit;
		await app.drawn();
		expect(app.isAlternate()).toBe(false);
	});

	it('takes what was typed before the first frame', async () => {
		const app = start('slow');
		await app.waitFor('starting');
		app.child.write('early bird\r');
		await app.waitFor('answer: early bird');
		app.child.write('\x03');
		expect(await app.exit).toBe(130);
	});

	it('comes back whole from Ctrl-Z where there is no shell to go to', async () => {
		const app = start('plain');
		await app.waitFor('answer: none');
		app.child.write('abc\x1a');
		app.child.write('def\r');
		await app.waitFor('answer: abcdef');
		expect(app.isAlternate()).toBe(true);
		app.child.write('\x03');
		expect(await app.exit).toBe(130);
	});
});
