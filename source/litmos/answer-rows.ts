import {Parser} from 'htmlparser2';
import {decodeCdata, decodeXmlText} from './xml-text.ts';

/**
 * One element with children: leaves as `fields` by lower-case name, deeper elements as `children`. Missing, nil and empty
 * fields are all the same to {@link field}.
 */
export interface Row {
	name: string;
	fields: Map<string, string>;
	children: Row[];
}

/** Which element is the root and which of its children are rows; `row: null` = the root itself is the one row. */
export interface Shape {
	/** Names in any case; null = any root (for answers whose form nobody has recorded). */
	root: readonly string[] | null;
	row: string | null;
}

/** An answer that is not what was asked for: cut short, an HTML page, another root. It is never used in part. */
export class UnusableAnswer extends Error {
	readonly kind: 'cut-short' | 'html' | 'wrong-root' | 'no-content';

	constructor(kind: UnusableAnswer['kind']) {
		super(kind);
		this.name = 'UnusableAnswer';
		this.kind = kind;
	}
}

/** LoginKey is a working sign-in link, Password always empty: neither is ever held in memory longer than its piece. */
const neverKept = new Set(['loginkey', 'password']);

/** First non-empty value among the names (lower case), else `''`. */
export function field(row: Row, ...names: readonly string[]): string {
	for (const name of names) {
		const value = row.fields.get(name);
		if (value) return value;
	}
	return '';
}

/**
 * Reads a body piece by piece into rows. JSON is understood as well, since some installations answer with it whatever
 * is asked. Litmos fact sheet, sections 1.6 to 1.8.
 *
 * @param charset of the Content-Type header; UTF-8 when unknown. A byte order mark is dropped.
 * @throws UnusableAnswer
 */
export async function readRows(pieces: AsyncIterable<Uint8Array>, shape: Shape, charset = 'utf-8'): Promise<Row[]> {
	const decoder = textDecoder(charset);
	let reader: {write(text: string): void; end(): Row[]} | null = null;
	let blank = '';
	const take = (text: string) => {
		if (reader) {
			reader.write(text);
			return;
		}
		blank += text;
		const start = blank.trimStart();
		if (start === '') return;
		reader = start.startsWith('[') || start.startsWith('{') ? new JsonRows(shape) : new XmlRows(shape);
		reader.write(start);
	};
	for await (const piece of pieces) take(decoder.decode(piece, {stream: true}));
	take(decoder.decode());
	const chosen = reader as JsonRows | XmlRows | null;
	if (!chosen) throw new UnusableAnswer('no-content');
	return chosen.end();
}

function textDecoder(charset: string): TextDecoder {
	try {
		return new TextDecoder(charset);
	} catch {
		return new TextDecoder();
	}
}

class XmlRows {
	readonly #shape: Shape;
	readonly #parser: Parser;
	readonly #rows: Row[] = [];
	/** Open elements from the row inwards. */
	readonly #open: Row[] = [];
	#depth = 0;
	#text = '';
	#cdata = false;
	/** The last thing read was an opening tag: only then may a close without closing tag be a self-closing element. */
	#justOpened = false;
	#rootClosed = false;
	#ending = false;
	#failure: UnusableAnswer | null = null;

	constructor(shape: Shape) {
		this.#shape = shape;
		this.#parser = new Parser(
			{
				onopentagname: (name) => this.#onOpen(localName(name)),
				ontext: (text) => {
					this.#justOpened = false;
					if (this.#open.length > 0 && !neverKept.has(this.#open.at(-1)!.name)) {
						this.#text += this.#cdata ? decodeCdata(text).replaceAll('&', '&amp;') : text;
					}
				},
				oncdatastart: () => {
					this.#cdata = true;
				},
				oncdataend: () => {
					this.#cdata = false;
				},
				onprocessinginstruction: (name, data) => {
					if (name.toLowerCase() === '!doctype' && /^!doctype\s+html/i.test(data)) this.#fail('html');
				},
				onclosetag: (_, withoutTag) => this.#onClose(withoutTag),
			},
			// References are decoded by us once the whole text of a field is there (see decodeXmlText).
			{xmlMode: true, decodeEntities: false, lowerCaseTags: false},
		);
	}

	write(text: string): void {
		if (!this.#failure) this.#parser.write(text);
	}

	end(): Row[] {
		this.#ending = true;
		if (!this.#failure) this.#parser.end();
		if (this.#failure) throw this.#failure;
		if (!this.#rootClosed) throw new UnusableAnswer('cut-short');
		return this.#rows;
	}

	#onOpen(name: string): void {
		const {root, row} = this.#shape;
		if (this.#depth === 0) {
			if (name === 'html') this.#fail('html');
			else if (this.#rootClosed || (root && !root.some((wanted) => wanted.toLowerCase() === name))) {
				this.#fail('wrong-root');
			}
		}
		this.#text = '';
		this.#justOpened = true;
		const isRow = row === null ? this.#depth === 0 : this.#depth === 1 && name === row.toLowerCase();
		if (isRow || this.#open.length > 0) this.#open.push({name, fields: new Map(), children: []});
		this.#depth++;
	}

	#onClose(withoutTag: boolean): void {
		// The parser forgives: it closes elements still open at the end of the text, or when an outer one closes.
		if (this.#ending || (withoutTag && !this.#justOpened)) {
			this.#fail('cut-short');
			return;
		}
		this.#justOpened = false;
		this.#depth--;
		if (this.#depth === 0) this.#rootClosed = true;
		const closed = this.#open.pop();
		if (!closed) return;
		const parent = this.#open.at(-1);
		if (!parent) this.#rows.push(closed);
		else if (closed.fields.size > 0 || closed.children.length > 0) parent.children.push(closed);
		else parent.fields.set(closed.name, decodeXmlText(this.#text));
		this.#text = '';
	}

	#fail(kind: UnusableAnswer['kind']): void {
		this.#failure ??= new UnusableAnswer(kind);
	}
}

function localName(name: string): string {
	return name.slice(name.indexOf(':') + 1).toLowerCase();
}

class JsonRows {
	readonly #shape: Shape;
	#text = '';

	constructor(shape: Shape) {
		this.#shape = shape;
	}

	write(text: string): void {
		this.#text += text;
	}

	end(): Row[] {
		let value: unknown;
		try {
			value = JSON.parse(this.#text);
		} catch {
			throw new UnusableAnswer('cut-short');
		}
		const {row} = this.#shape;
		if (row === null) {
			if (!isObject(value)) throw new UnusableAnswer('wrong-root');
			return [jsonRow('', value)];
		}
		const list = Array.isArray(value) ? value : isObject(value) ? jsonList(value, this.#shape) : null;
		if (!list) throw new UnusableAnswer('wrong-root');
		return list.filter(isObject).map((item) => jsonRow(row.toLowerCase(), item));
	}
}

/** Some installations wrap the list: `{"Users": […]}`, `{"Items": […]}`; a single child may stand for itself. */
function jsonList(value: Record<string, unknown>, {root, row}: Shape): unknown[] | null {
	const names = new Set([...(root ?? []), row ?? '', 'items', 'item'].map((name) => name.toLowerCase()));
	for (const [name, inner] of Object.entries(value)) {
		if (!names.has(name.toLowerCase())) continue;
		if (Array.isArray(inner)) return inner;
		if (isObject(inner))
			return name.toLowerCase() === row?.toLowerCase() ? [inner] : (jsonList(inner, {root, row}) ?? null);
	}
	return null;
}

function jsonRow(name: string, value: Record<string, unknown>): Row {
	const row: Row = {name, fields: new Map(), children: []};
	for (const [key, inner] of Object.entries(value)) {
		const lower = key.toLowerCase();
		if (neverKept.has(lower) || inner === null || inner === undefined) continue;
		if (Array.isArray(inner)) {
			row.children.push({name: lower, fields: new Map(), children: inner.filter(isObject).map((i) => jsonRow('', i))});
		} else if (isObject(inner)) row.children.push(jsonRow(lower, inner));
		else row.fields.set(lower, String(inner));
	}
	return row;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
