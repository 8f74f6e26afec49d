import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {type IPty, spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';
import {countCellsByCharacter} from './character-width.ts';
import {watchOverflow} from './overflow.ts';

/** What a person can press, by name. Everything else is typed as it is. */
export const keys = {
	enter: '\r',
	escape: '\u001b',
	tab: '\t',
	'shift-tab': '\u001b[Z',
	space: ' ',
	backspace: '\u007f',
	delete: '\u001b[3~',
	up: '\u001b[A',
	down: '\u001b[B',
	right: '\u001b[C',
	left: '\u001b[D',
	home: '\u001b[H',
	end: '\u001b[F',
	'page-up': '\u001b[5~',
	'page-down': '\u001b[6~',
	f1: '\u001bOP',
	'ctrl-a': '\u0001',
	'ctrl-c': '\u0003',
	'ctrl-e': '\u0005',
	'ctrl-k': '\u000b',
	'ctrl-l': '\u000c',
	'ctrl-n': '\u000e',
	'ctrl-o': '\u000f',
	'ctrl-p': '\u0010',
	'ctrl-r': '\u0012',
	'ctrl-s': '\u0013',
	'ctrl-t': '\u0014',
	'ctrl-u': '\u0015',
	'ctrl-w': '\u0017',
	'ctrl-x': '\u0018',
	'ctrl-y': '\u0019',
	'ctrl-z': '\u001a',
} as const;
export type KeyName = keyof typeof keys;
export const keyNames = Object.keys(keys) as KeyName[];

export interface TerminalOptions {
	columns?: number;
	rows?: number;
	/** Added to a bare environment; nothing of the caller's leaks in but PATH. */
	environment?: Record<string, string | undefined>;
	/** Longest wait for a text, ms. A limit against hanging, not a measure. */
	patience?: number;
	/** Home and state folder; a new one, removed by close(), when absent. */
	home?: string;
	/** A terminal of the year 2010, for which each part of a joined emoji takes a cell. */
	isOld?: boolean;
	/** Another program than the built one with the Node of the tests. */
	executable?: string;
	/** Start from an interactive shell, which Ctrl-Z leads back to. */
	shell?: boolean;
}

export interface Ending {
	exitCode: number;
	signal: number | undefined;
}

const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/**
 * The built program in a real pseudo-terminal, with a terminal emulator that knows what is on the screen. Waits are for
 * content; a wait that runs out shows the screen as it was.
 */
export class Terminal {
	readonly home: string;
	readonly ended: Promise<Ending>;
	/** Everything written, with the time in ms since the start, for recordings. */
	readonly output: {at: number; data: string}[] = [];
	/** What did not fit on the whole-window screen, in words; empty as it should be. */
	readonly overflows: string[];
	private readonly pty: IPty;
	private readonly emulator: InstanceType<typeof xterm.Terminal>;
	private readonly ownsHome: boolean;
	private readonly patience: number;
	private readonly startedAt = performance.now();
	private readonly watchers = new Set<() => void>();
	private end: Ending | undefined;
	/** The screen as it was before the frame that is being drawn. */
	private shown = '';

	constructor(args: readonly string[], options: TerminalOptions = {}) {
		const {columns = 80, rows = 24, environment = {}, patience = 90_000} = options;
		this.patience = patience;
		this.ownsHome = options.home === undefined;
		this.home = options.home ?? mkdtempSync(join(tmpdir(), 'litmos-terminal-'));
		this.emulator = new xterm.Terminal({cols: columns, rows, allowProposedApi: true, scrollback: 10_000});
		if (options.isOld !== true) countCellsByCharacter(this.emulator);
		this.overflows = options.isOld === true ? [] : watchOverflow(this.emulator);
		const variables: Record<string, string | undefined> = {
			PATH: process.env.PATH,
			NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
			HOME: this.home,
			XDG_CONFIG_HOME: join(this.home, 'config'),
			BATON_STATE_FOLDER: join(this.home, 'state'),
			TERM: 'xterm-256color',
			LANG: 'C.UTF-8',
			PS1: '$ ',
			// A test must touch neither the network nor the keychain of the machine it runs on.
			LITMOS_CONNECTOR_START_CHECKS: '0',
			...environment,
		};
		const line = ['--disable-warning=ExperimentalWarning', program, ...args];
		const [file, parameters] =
			options.shell === true
				? ['/bin/bash', ['--norc', '--noprofile', '-i']]
				: options.executable === undefined
					? [process.execPath, line]
					: [options.executable, [...args]];
		this.pty = spawn(file, parameters, {
			// Becomes TERM, whatever the environment says.
			name: variables.TERM ?? 'xterm-256color',
			cols: columns,
			rows,
			cwd: this.home,
			env: Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined)) as Record<
				string,
				string
			>,
		});
		if (options.shell === true) this.pty.write(`'${[process.execPath, ...line].join("' '")}'\r`);
		this.pty.onData((data) => {
			this.output.push({at: performance.now() - this.startedAt, data});
			this.emulator.write(data, () => {
				this.shown = this.screen();
				this.notify();
			});
		});
		// The emulator answers the questions a program asks its terminal.
		this.emulator.onData((data) => this.pty.write(data));
		this.ended = new Promise((resolve) => {
			this.pty.onExit(({exitCode, signal}) => {
				this.end = {exitCode, signal: signal || undefined};
				// What was written last may still be on its way through the emulator.
				this.emulator.write('', () => {
					resolve(this.end!);
					this.notify();
				});
			});
		});
	}

	get pid(): number {
		return this.pty.pid;
	}

	/** Whether pastes come marked, as the program asked for. */
	get marksPastes(): boolean {
		return this.emulator.modes.bracketedPasteMode;
	}

	/** How the program ended; undefined while it runs. */
	get ending(): Ending | undefined {
		return this.end;
	}

	get columns(): number {
		return this.emulator.cols;
	}

	get rows(): number {
		return this.emulator.rows;
	}

	/** The emulator's buffer, for pictures. */
	get buffer() {
		return this.emulator.buffer.active;
	}

	/** Everything the program wrote, escape sequences and all. */
	written(): string {
		return this.output.map(({data}) => data).join('');
	}

	/** While a frame is being drawn the emulator holds half of it, which a terminal does not show. */
	private get isDrawing(): boolean {
		return this.emulator.modes.synchronizedOutputMode && this.end === undefined;
	}

	/** What a person sees, as text: one line per row, trailing blanks cut. */
	screen(): string {
		if (this.isDrawing) return this.shown;
		const {active} = this.emulator.buffer;
		return this.lines(active.baseY, active.baseY + this.emulator.rows);
	}

	/**
	 * Scrollback and screen of the main buffer: what stays after the program ended. A line that the terminal broke at its
	 * edge is one line again, as copying it would give: what a test finds must not hang on the length of a path.
	 */
	transcript(): string {
		const {normal} = this.emulator.buffer;
		const lines: string[] = [];
		for (let row = 0; row < normal.length; row++) {
			const text = normal.getLine(row)?.translateToString(normal.getLine(row + 1)?.isWrapped !== true) ?? '';
			if (normal.getLine(row)?.isWrapped === true) lines[lines.length - 1] += text;
			else lines.push(text);
		}
		return lines.join('\n').trimEnd();
	}

	private lines(from: number, to: number): string {
		const buffer = this.emulator.buffer.active;
		const lines: string[] = [];
		for (let row = from; row < to; row++) lines.push(buffer.getLine(row)?.translateToString(true) ?? '');
		return lines.join('\n');
	}

	/** Resolves with the screen once it holds the text; rejects with the screen as it is when that does not happen. */
	waitFor(wanted: string | RegExp, {gone = false} = {}): Promise<string> {
		const holds = () => {
			const screen = this.screen();
			const found = typeof wanted === 'string' ? screen.includes(wanted) : wanted.test(screen);
			return found !== gone;
		};
		return this.until(holds, `${String(wanted)} ${gone ? 'gone' : 'on the screen'}`);
	}

	/** Resolves once nothing was written for a while, for pictures and random keys, where there is no text to wait for. */
	async settled(quiet = 60): Promise<string> {
		for (;;) {
			const written = this.output.length;
			await new Promise((resolve) => setTimeout(resolve, quiet));
			if (this.output.length === written || this.end) return this.screen();
		}
	}

	/** Resolves with the screen once the condition holds; rejects when the program ends before, or patience does. */
	until(condition: () => boolean, what: string): Promise<string> {
		// Conditions may look at more than the screen.
		const holds = () => !this.isDrawing && condition();
		if (holds()) return Promise.resolve(this.screen());
		return new Promise((resolve, reject) => {
			const finish = (error?: Error) => {
				clearTimeout(timer);
				this.watchers.delete(check);
				if (error) reject(error);
				else resolve(this.screen());
			};
			const fail = (why: string) => finish(new Error(`${what}: never (${why})\n${this.framed()}`));
			const check = () => {
				if (holds()) finish();
				else if (this.end) fail(`the program ended with ${JSON.stringify(this.end)}`);
			};
			const timer = setTimeout(() => fail(`waited ${this.patience} ms`), this.patience);
			this.watchers.add(check);
		});
	}

	private framed(): string {
		const rule = '─'.repeat(this.emulator.cols);
		return `┌${rule}\n${this.screen().replace(/^/gm, '│')}\n└${rule}`;
	}

	private notify(): void {
		for (const watcher of [...this.watchers]) watcher();
	}

	/** Presses keys by name, each as a read of its own. */
	async press(...names: readonly KeyName[]): Promise<void> {
		for (const name of names) await this.write(keys[name]);
	}

	/** Types text as a fast typist would: one chunk, no Enter. */
	type(text: string): Promise<void> {
		return this.write(text);
	}

	/** Pastes text the way terminals mark a paste. */
	paste(text: string): Promise<void> {
		return this.write(`\u001b[200~${text}\u001b[201~`);
	}

	/** Sends bytes as they are, in one read if the system lets it. False when nobody is there to read them. */
	send(data: string): boolean {
		if (this.end) return false;
		this.pty.write(data);
		return true;
	}

	private async write(data: string): Promise<void> {
		if (this.end) throw new Error(`The program has ended: ${JSON.stringify(this.end)}\n${this.framed()}`);
		this.pty.write(data);
		// Keys of a person never share one read; programs tell a lone escape from a sequence by the pause after it.
		await new Promise((resolve) => setTimeout(resolve, 30));
	}

	resize(columns: number, rows: number): void {
		this.emulator.resize(columns, rows);
		this.pty.resize(columns, rows);
	}

	kill(signal: NodeJS.Signals): void {
		process.kill(this.pty.pid, signal);
	}

	async close(): Promise<void> {
		if (!this.end) {
			this.pty.kill('SIGKILL');
			await this.ended;
		}
		this.emulator.dispose();
		if (this.ownsHome) rmSync(this.home, {recursive: true, force: true});
	}

	[Symbol.asyncDispose](): Promise<void> {
		return this.close();
	}
}
