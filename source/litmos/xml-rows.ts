import {type AnswerLimits, neverKept, ownText, PageTooHeavy, type Row, type Shape, UnusableAnswer} from './rows.ts';
import {XmlScanner} from './xml-scanner.ts';
import {decodeCdata, decodeXmlText} from './xml-text.ts';

/** A row with more text around what is kept: its fields are copied, for a piece of a text keeps all of it in memory. */
const heavyRow = 4_096;

/** What an element has that has nothing so far, as most never have: a map for each would be most of what reading takes. */
const none: Pick<Row, 'fields' | 'children'> = {fields: new Map(), children: []};

/** Reads XML piece by piece into rows. */
export class XmlRows {
	readonly #shape: Shape;
	readonly #limits: AnswerLimits;
	readonly #scanner: XmlScanner;
	/** Names as they are written, and as they are looked for. */
	readonly #names = new Map<string, string>();
	readonly #rows: Row[] = [];
	/** Open elements from the row inwards, as far as they are kept. */
	readonly #open: Row[] = [];
	/** An element that is closed and was only a field: the next one is made of it. */
	#spare: Row | null = null;
	/** Elements that are open below the last of those. */
	#ignored = 0;
	#depth = 0;
	#text = '';
	#keepsText = false;
	/** The last thing read was an opening tag: only then may a close without closing tag be a self-closing element. */
	#justOpened = false;
	#rootClosed = false;
	#failure: UnusableAnswer | null = null;
	/** Characters since the scanner last had something to say, and since the row began. */
	#silent = 0;
	#rowSize = 0;
	#elements = 0;

	constructor(shape: Shape, limits: AnswerLimits) {
		this.#shape = shape;
		this.#limits = limits;
		this.#scanner = new XmlScanner({
			open: (name) => this.#onOpen(this.#localName(name)),
			text: (source, start, end, isCdata) => this.#onText(source, start, end, isCdata),
			close: (isImplied) => this.#onClose(isImplied),
			declaration: (content) => {
				if (/^doctype\s+html/i.test(content)) this.#fail('html');
			},
		});
	}

	write(text: string): void {
		if (this.#failure) return;
		this.#silent += text.length;
		this.#scanner.write(text);
		if (this.#silent > this.#limits.tag) this.#fail('too-large');
	}

	/** Throws as soon as it is known that the answer is of no use. */
	check(bytes: number): void {
		if (this.#failure) throw this.#failure;
		if (bytes > this.#limits.xmlBytes) throw new PageTooHeavy(this.#rows.length);
	}

	end(): Row[] {
		if (this.#failure) throw this.#failure;
		if (!this.#rootClosed) throw new UnusableAnswer('cut-short');
		return this.#rows;
	}

	#onOpen(name: string): void {
		const {root, row, otherRow, fields} = this.#shape;
		if (this.#depth === 0) {
			if (name === 'html') this.#fail('html');
			else if (this.#rootClosed || (root && !root.some((wanted) => wanted.toLowerCase() === name))) {
				this.#fail('wrong-root');
			}
		}
		this.#silent = 0;
		this.#text = '';
		this.#justOpened = true;
		const isRow =
			row === null
				? this.#depth === 0
				: this.#depth === 1 && (name === row.toLowerCase() || name === otherRow?.toLowerCase());
		if (isRow) this.#rowSize = 0;
		if (++this.#depth > this.#limits.depth) this.#fail('too-deep');
		const isWanted = !neverKept.has(name) && (fields?.has(name) ?? true);
		if (isRow || (this.#open.length > 0 && this.#ignored === 0 && this.#isKept(isWanted))) {
			this.#open.push(isRow ? {...none, name, fields: new Map()} : this.#element(name));
			this.#keepsText = isWanted;
		} else if (this.#open.length > 0) {
			this.#ignored++;
			// Its text is none of a field.
			this.#keepsText = false;
		}
	}

	#onText(source: string, start: number, end: number, isCdata: boolean): void {
		this.#silent = 0;
		this.#justOpened = false;
		this.#rowSize += end - start;
		if (this.#open.length > 0 && this.#rowSize > this.#limits.row) this.#fail('too-large');
		if (this.#open.length === 0 || !this.#keepsText) return;
		const space = this.#limits.text - this.#text.length;
		if (end - start > space) this.#open[0]!.isCut = true;
		if (space > 0) {
			const part = source.slice(start, Math.min(end, start + space));
			this.#text += isCdata ? decodeCdata(part).replaceAll('&', '&amp;') : part;
		}
	}

	#onClose(isImplied: boolean): void {
		// The scanner forgives: it closes elements still open when an outer one closes.
		if (isImplied && !this.#justOpened) {
			this.#fail('cut-short');
			return;
		}
		this.#silent = 0;
		this.#justOpened = false;
		this.#depth--;
		if (this.#depth === 0) this.#rootClosed = true;
		if (this.#ignored > 0) {
			this.#ignored--;
			return;
		}
		const closed = this.#open.pop();
		if (!closed) return;
		const parent = this.#open.at(-1);
		const hasMore = closed.fields.size > 0 || closed.children.length > 0;
		if (!parent) this.#take(closed);
		else if (hasMore) {
			if (parent.children === none.children) parent.children = [];
			parent.children.push(closed);
			this.#count();
		} else {
			if (this.#keepsText) {
				if (parent.fields === none.fields) parent.fields = new Map();
				parent.fields.set(closed.name, decodeXmlText(this.#text));
			}
			this.#spare = closed;
		}
		this.#text = '';
		this.#keepsText = false;
	}

	#element(name: string): Row {
		const element = this.#spare ?? {name, ...none};
		this.#spare = null;
		element.name = name;
		return element;
	}

	#take(row: Row): void {
		if (this.#rowSize > heavyRow) for (const [name, text] of row.fields) row.fields.set(name, ownText(text));
		this.#rows.push(row);
		this.#count();
	}

	#count(): void {
		if (++this.#elements > this.#limits.rows) this.#fail('too-many');
	}

	/** Of elements within a row: its fields that are wanted, or all there are. */
	#isKept(isWanted: boolean): boolean {
		return this.#shape.fields === undefined || (isWanted && this.#open.length === 1);
	}

	#localName(name: string): string {
		let local = this.#names.get(name);
		if (local === undefined) {
			local = name.slice(name.indexOf(':') + 1).toLowerCase();
			// A page has some dozen; whoever sends more need not be quick.
			if (this.#names.size < 100) this.#names.set(ownText(name), local);
		}
		return local;
	}

	#fail(kind: UnusableAnswer['kind']): void {
		this.#failure ??= new UnusableAnswer(kind);
	}
}
