import {EventEmitter} from 'node:events';
import {f1} from '../keys.ts';

/** The part of `process.stdin` this program uses. */
export interface TerminalInput extends NodeJS.EventEmitter {
	isTTY?: boolean;
	setRawMode?(isRaw: boolean): unknown;
	setEncoding?(encoding: BufferEncoding): unknown;
	read(): string | Buffer | null;
	ref?(): unknown;
	unref?(): unknown;
	pause?(): unknown;
}

const esc = '\x1b';
const pasteStart = '\x1b[200~';
const pasteEnd = '\x1b[201~';
const f1Sequences = ['\x1bOP', '\x1b[11~', '\x1b[[A', '\x1b[P'];
// biome-ignore lint/suspicious/noControlCharactersInRegex: terminals answer with control characters
const answer = /\x1b\](\d+);([^\x07\x1b]*)(?:\x07|\x1b\\)/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control keys end a run of text
const controlKey = /[\x00-\x1f]/;
/** A question mark may open the help; what was typed behind it is meant for the help then. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control keys end a run of text
const endOfText = /[\x00-\x1f?]/;
/** What an answer looks like as long as its end has not come. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: terminals answer with control characters
const answerSoFar = /^\x1b\](?:\d+(?:;[^\x00-\x1f]*)?)?\x1b?$/;
/** A key that no paste holds; Enter, Tab and the Esc that a paste's end begins with may be part of one. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control keys are meant
const keyOfPerson = /^[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f]$/;

export interface InputEvents {
	/** Ctrl-C was read, before anybody acted on it. */
	onInterrupt?: () => void;
	/** The terminal answered an OSC query: its number and the text. */
	onAnswer?: (code: number, text: string) => void;
}

/**
 * Stands between the terminal and Ink.
 *
 * - Answers of the terminal (OSC) are taken out; Ink would type them into the search field.
 * - F1, which Ink does not report, becomes a private-use character (`keys.ts`).
 * - Text and Enter that arrive in one read (type-ahead, slow SSH, automation) become two: whatever comes after a control
 *   key waits until the screen has answered it, so that it reaches the screen it was meant for.
 */
export class InputStream extends EventEmitter {
	readonly #source: TerminalInput;
	readonly #events: InputEvents;
	readonly #queue: string[] = [];
	/**
	 * Set when the app ends: raw mode is then left to the caller. Ink gives it up before it leaves the alternate screen,
	 * and keys typed in between would be echoed there and scroll the frame.
	 */
	isOver = false;
	#partial = '';
	#isWaiting = false;
	#isListening = false;
	#ended = false;

	constructor(source: TerminalInput, events: InputEvents = {}) {
		super();
		this.#source = source;
		this.#events = events;
		this.on('newListener', (event) => {
			if (event === 'readable') this.#listen();
		});
		this.on('removeListener', (event) => {
			if (event === 'readable' && this.listenerCount('readable') === 0) this.#ignore();
		});
	}

	get isTTY(): boolean {
		return this.#source.isTTY === true;
	}

	setRawMode(isRaw: boolean): this {
		if (!this.isOver) this.#source.setRawMode?.(isRaw);
		return this;
	}

	setEncoding(encoding: BufferEncoding): this {
		this.#source.setEncoding?.(encoding);
		return this;
	}

	ref(): this {
		this.#source.ref?.();
		return this;
	}

	unref(): this {
		this.#source.unref?.();
		return this;
	}

	/** The next piece, or null when there is none or the screen must first answer the previous one. */
	read(): string | null {
		if (this.#isWaiting) return null;
		const piece = this.#queue.shift() ?? null;
		if (piece !== null && this.#queue.length > 0 && isTurningPoint(piece)) {
			this.#isWaiting = true;
			setImmediate(() => {
				this.#isWaiting = false;
				this.emit('readable');
			});
		}
		return piece;
	}

	#listen(): void {
		if (this.#isListening) return;
		this.#isListening = true;
		this.#source.on('readable', this.#onReadable);
		this.#source.on('end', this.#onEnd);
		if (this.#queue.length > 0) setImmediate(() => this.emit('readable'));
	}

	#ignore(): void {
		this.#isListening = false;
		this.#source.removeListener('readable', this.#onReadable);
		this.#source.removeListener('end', this.#onEnd);
	}

	/** The terminal went away (closed window, broken connection): nobody can answer any more. */
	readonly #onEnd = (): void => {
		if (this.#ended) return;
		this.#ended = true;
		this.emit('end');
	};

	readonly #onReadable = (): void => {
		let chunk = this.#source.read();
		while (chunk !== null) {
			this.#push(typeof chunk === 'string' ? chunk : chunk.toString('utf8'));
			chunk = this.#source.read();
		}
		if (this.#queue.length > 0) this.emit('readable');
	};

	#push(chunk: string): void {
		// A paste whose end was lost must not take Ctrl-C with it.
		const isLost = this.#partial.startsWith(pasteStart) && keyOfPerson.test(chunk);
		let text = this.#partial + (isLost ? pasteEnd : '') + chunk;
		this.#partial = '';
		for (let found = answer.exec(text); found; found = answer.exec(text)) {
			this.#events.onAnswer?.(Number(found[1]), found[2] ?? '');
			text = text.slice(0, found.index) + text.slice(found.index + found[0].length);
		}
		// An answer cut in two by the connection: keep its start until the rest comes.
		const start = text.lastIndexOf('\x1b]');
		if (start !== -1 && text.length - start < 64 && answerSoFar.test(text.slice(start))) {
			this.#partial = text.slice(start);
			text = text.slice(0, start);
		}
		// A paste may take many reads, and its line breaks are no Enter keys: wait for its end.
		const paste = text.lastIndexOf(pasteStart);
		if (paste !== -1 && text.indexOf(pasteEnd, paste) === -1) {
			this.#partial = text.slice(paste) + this.#partial;
			text = text.slice(0, paste);
		}
		for (const piece of splitInput(text)) {
			if (piece === '\x03') this.#events.onInterrupt?.();
			this.#queue.push(piece);
		}
	}
}

/** Enter, Esc, Tab, control keys and the question mark may change the screen; arrows and text do not. */
function isTurningPoint(piece: string): boolean {
	return piece.length === 1 && endOfText.test(piece);
}

/** Cuts one read into control keys, escape sequences, pastes and runs of text, in order. */
export function splitInput(chunk: string): string[] {
	const pieces: string[] = [];
	let rest = chunk;
	while (rest !== '') {
		if (rest.startsWith(pasteStart)) {
			const end = rest.indexOf(pasteEnd);
			const to = end === -1 ? rest.length : end + pasteEnd.length;
			pieces.push(rest.slice(0, to));
			rest = rest.slice(to);
			continue;
		}
		const f1Sequence = f1Sequences.find((sequence) => rest.startsWith(sequence));
		if (f1Sequence !== undefined) {
			pieces.push(f1);
			rest = rest.slice(f1Sequence.length);
			continue;
		}
		if (rest.startsWith(esc)) {
			// Up to the next escape Ink's own parser knows better; only a second sequence starts a new piece.
			const next = rest.indexOf(esc, rest[1] === esc ? 2 : 1);
			const sequence = next === -1 ? rest : rest.slice(0, next);
			// biome-ignore lint/suspicious/noControlCharactersInRegex: the shape of an escape sequence
			const shape = /^\x1b+(?:\[\[?[0-9;:?<]*[ -/]*[@-~]|O[0-9;]*[@-~]|[^\x1b[O])/u.exec(sequence);
			const piece = shape?.[0] ?? sequence;
			pieces.push(piece);
			rest = rest.slice(piece.length);
			continue;
		}
		if (controlKey.test(rest[0] ?? '')) {
			// A line end of two characters is one Enter.
			const length = rest.startsWith('\r\n') ? 2 : 1;
			pieces.push(rest[0] === '\n' ? '\r' : (rest[0] ?? ''));
			rest = rest.slice(length);
			continue;
		}
		const end = rest.search(endOfText);
		const to = end === -1 ? rest.length : Math.max(1, end);
		pieces.push(rest.slice(0, to));
		rest = rest.slice(to);
	}
	return pieces;
}
