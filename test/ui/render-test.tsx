import {EventEmitter} from 'node:events';
import {Writable} from 'node:stream';
import xterm from '@xterm/headless';
import {type Instance, render} from 'ink';
import type {ReactNode} from 'react';
import {onTestFinished} from 'vitest';
import {createAppearance} from '../../source/ui/terminal/appearance.ts';
import {asciiOutput} from '../../source/ui/terminal/ascii-output.ts';
import {InputStream} from '../../source/ui/terminal/input-stream.ts';
import {createSession, type Ending} from '../../source/ui/terminal/session.ts';
import {UiRoot} from '../../source/ui/terminal.tsx';
import type {ThemeOptions} from '../../source/ui/theme.ts';

/** Bytes a terminal sends for keys, by the names the tests use. */
export const keys = {
	enter: '\r',
	escape: '\x1b',
	tab: '\t',
	shiftTab: '\x1b[Z',
	space: ' ',
	up: '\x1b[A',
	down: '\x1b[B',
	right: '\x1b[C',
	left: '\x1b[D',
	home: '\x1b[H',
	end: '\x1b[F',
	pageUp: '\x1b[5~',
	pageDown: '\x1b[6~',
	delete: '\x1b[3~',
	backspace: '\x7f',
	ctrlLeft: '\x1b[1;5D',
	ctrlRight: '\x1b[1;5C',
	altLeft: '\x1b[1;3D',
	f1: '\x1bOP',
} as const;

/** Ctrl with a letter, for instance `ctrl('c')`. */
export const ctrl = (letter: string) => String.fromCharCode(letter.toLowerCase().charCodeAt(0) - 96);

export interface RenderTestOptions {
	columns?: number;
	rows?: number;
	theme?: ThemeOptions;
	environment?: Record<string, string>;
	isScreenReader?: boolean;
	onInterrupt?: () => string | Promise<string>;
	/** Milliseconds until `waitFor…` gives up and shows the screen. */
	patience?: number;
}

/** Ctrl-Z in a test must not stop the test runner. */
const neverStop = async () => {};

/** The keyboard's end: behaves like process.stdin in raw mode. */
class FakeInput extends EventEmitter {
	readonly isTTY = true;
	isRaw = false;
	#chunks: string[] = [];

	send(text: string): void {
		this.#chunks.push(text);
		this.emit('readable');
	}

	read(): string | null {
		return this.#chunks.shift() ?? null;
	}

	setRawMode(isRaw: boolean): this {
		this.isRaw = isRaw;
		return this;
	}

	setEncoding(): this {
		return this;
	}

	ref(): this {
		return this;
	}

	unref(): this {
		return this;
	}
}

/** The screen's end: a real terminal emulator, so that a frame is what a person would see. */
class FakeOutput extends Writable {
	readonly isTTY = true;
	readonly terminal: xterm.Terminal;
	/** Everything written, in bytes. */
	written = 0;
	raw = '';
	readonly #onFrame: () => void;

	constructor(columns: number, rows: number, onFrame: () => void) {
		super({decodeStrings: false});
		this.terminal = new xterm.Terminal({
			cols: columns,
			rows,
			allowProposedApi: true,
			scrollback: 100,
			convertEol: true,
		});
		this.#onFrame = onFrame;
	}

	get columns(): number {
		return this.terminal.cols;
	}

	get rows(): number {
		return this.terminal.rows;
	}

	override _write(chunk: string | Buffer, _encoding: BufferEncoding, callback: () => void): void {
		const text = chunk.toString();
		this.written += Buffer.byteLength(text);
		this.raw += text;
		this.terminal.write(text, () => {
			callback();
			this.#onFrame();
		});
	}
}

export interface RenderedApp {
	/** The screen as text: one line per row, trailing spaces and empty last rows removed. */
	frame(): string;
	/** As {@link frame}, with the cursor's cell marked `▮` when it is visible. */
	frameWithCursor(): string;
	/** All escape sequences and text written so far. */
	raw(): string;
	/** Bytes written so far. */
	written(): number;
	/** Sends keys one read at a time and waits until the screen has answered each. */
	press(...texts: string[]): Promise<void>;
	/** Sends the text as a terminal does when a person pastes. */
	paste(text: string): Promise<void>;
	/** Waits until the text, or a text the expression matches, is on the screen. */
	waitForText(text: string | RegExp): Promise<string>;
	/** Waits until the condition holds for the frame. */
	waitFor(holds: (frame: string) => boolean, what?: string): Promise<string>;
	resize(columns: number, rows: number): Promise<void>;
	rerender(element: ReactNode): Promise<void>;
	/** Everything drawn and written. */
	settle(): Promise<void>;
	/** How the app ended; pending while it runs. */
	ending: Promise<Ending>;
	unmount(): void;
	/** Listeners for a change of the window's size; beyond ten Node warns on the screen. */
	resizeListeners(): number;
	columns: number;
	rows: number;
}

/** Renders into an emulated terminal with the input stream, theme and keyboard of the real program around it. */
export async function renderTest(element: ReactNode, options: RenderTestOptions = {}): Promise<RenderedApp> {
	const {columns = 80, rows = 24, patience = 60_000, environment = {}} = options;
	const waiting = new Set<() => void>();
	const output = new FakeOutput(columns, rows, () => {
		for (const check of [...waiting]) check();
	});
	const input = new FakeInput();
	const session = createSession(options.onInterrupt);
	const isScreenReader = options.isScreenReader ?? false;
	const theme = {level: 0, hasAttributes: false, hasMotion: false, ...options.theme} as const;
	const appearance = createAppearance({LANG: 'C.UTF-8', ...environment}, theme, isScreenReader);
	const stream = new InputStream(input, {
		onInterrupt: session.countInterrupt,
		onAnswer: (code, text) => {
			if (code === 11) appearance.setBackground(text);
		},
	});
	const wrap = (node: ReactNode) => (
		<UiRoot appearance={appearance} session={session} stop={neverStop}>
			{node}
		</UiRoot>
	);
	const instance: Instance = render(wrap(element), {
		stdin: stream as unknown as NodeJS.ReadStream,
		stdout: (appearance.get().isAscii ? asciiOutput(output) : output) as unknown as NodeJS.WriteStream,
		stderr: output as unknown as NodeJS.WriteStream,
		exitOnCtrlC: false,
		interactive: true,
		alternateScreen: true,
		incrementalRendering: true,
		patchConsole: false,
		maxFps: 1000,
		isScreenReaderEnabled: isScreenReader,
	});
	session.onEnd(instance.unmount);
	onTestFinished(() => instance.unmount());

	const settle = async () => {
		// Two rounds: effects of the first frame may draw the second.
		for (let round = 0; round < 2; round++) {
			await new Promise(setImmediate);
			await instance.waitUntilRenderFlush();
		}
		await new Promise<void>((resolve) => output.terminal.write('', resolve));
	};
	const readRows = () => {
		const buffer = output.terminal.buffer.active;
		return Array.from(
			{length: output.terminal.rows},
			(_, index) => buffer.getLine(buffer.viewportY + index)?.translateToString(true) ?? '',
		);
	};
	const frame = () => readRows().join('\n').replace(/\s+$/, '');
	const appears = (holds: (frame: string) => boolean, what: string) =>
		new Promise<void>((resolve, reject) => {
			const finish = (act: () => void) => {
				waiting.delete(check);
				clearTimeout(timer);
				act();
			};
			const check = () => {
				if (holds(frame())) finish(resolve);
			};
			const timer = setTimeout(
				() => finish(() => reject(new Error(`${what} did not appear within ${patience} ms. The screen:\n${frame()}`))),
				patience,
			);
			waiting.add(check);
			check();
		});
	const waitFor = async (holds: (frame: string) => boolean, what = 'the condition') => {
		await appears(holds, what);
		// What was waited for may be drawn before the rest of its change, for instance its keys in the key line.
		await settle();
		return frame();
	};
	await settle();

	return {
		frame,
		frameWithCursor: () => {
			const lines = readRows();
			const {cursorX, cursorY, viewportY} = output.terminal.buffer.active;
			if (isCursorVisible(output.raw)) {
				const line = output.terminal.buffer.active.getLine(viewportY + cursorY);
				const before = line?.translateToString(false, 0, cursorX) ?? '';
				const after =
					line?.translateToString(true, cursorX + Math.max(1, line.getCell(cursorX)?.getWidth() ?? 1)) ?? '';
				lines[cursorY] = `${before}▮${after}`;
			}
			return lines.join('\n').replace(/\s+$/, '');
		},
		raw: () => output.raw,
		written: () => output.written,
		press: async (...texts) => {
			for (const text of texts) {
				input.send(text);
				// A lone Esc may be the start of a sequence: Ink waits 20 ms before it believes it.
				if (text === keys.escape) await new Promise((resolve) => setTimeout(resolve, 25));
				await settle();
			}
		},
		paste: async (text) => {
			input.send(`\x1b[200~${text}\x1b[201~`);
			await settle();
		},
		waitForText: (text) =>
			waitFor((now) => (typeof text === 'string' ? now.includes(text) : text.test(now)), `“${text}”`),
		waitFor,
		resize: async (newColumns, newRows) => {
			output.terminal.resize(newColumns, newRows);
			output.emit('resize');
			await settle();
		},
		rerender: async (node) => {
			instance.rerender(wrap(node));
			await settle();
		},
		settle,
		ending: session.ending,
		unmount: () => instance.unmount(),
		resizeListeners: () => output.listenerCount('resize'),
		get columns() {
			return output.terminal.cols;
		},
		get rows() {
			return output.terminal.rows;
		},
	};
}

function isCursorVisible(raw: string): boolean {
	return raw.lastIndexOf('\x1b[?25h') > raw.lastIndexOf('\x1b[?25l');
}
