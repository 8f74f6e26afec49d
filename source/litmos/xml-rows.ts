import {type AnswerLimits, neverKept, ownText, PageTooHeavy, type Row, type Shape, UnusableAnswer} from './rows.ts';
import {XmlScanner} from './xml-scanner.ts';
import {decodeCdata, decodeXmlText} from './xml-text.ts';

/** A row with more text around what is kept: its fields are copied, for a piece of a text keeps all of it in memory. */
const heavyRow = 4_096;

/** Reads XML piece by piece into rows. */
export class XmlRows {
	readonly #shape: Shape;
	readonly #limits: AnswerLimits;
	readonly #scanner: XmlScanner;
	/** Names as they are written, and as they are looked for. */
	readonly #names = new Map<string, string>();
	readonly #rows: Row[] = [];
	/** The row that is open, and the name of its field that is. */
	#row: Row | null = null;
	#field: string | null = null;
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
		const {root, row, otherRow} = this.#shape;
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
		if (++this.#depth > this.#limits.depth) this.#fail('too-deep');
		if (isRow) {
			this.#rowSize = 0;
			this.#row = {fields: new Map()};
		} else if (this.#row && this.#field === null && this.#ignored === 0 && this.#isWanted(name)) {
			this.#field = name;
			this.#keepsText = true;
		} else if (this.#row) {
			this.#ignored++;
			// Its text is none of a field.
			this.#keepsText = false;
		}
	}

	#onText(source: string, start: number, end: number, isCdata: boolean): void {
		this.#silent = 0;
		this.#justOpened = false;
		this.#rowSize += end - start;
		if (!this.#row) return;
		if (this.#rowSize > this.#limits.row) this.#fail('too-large');
		if (!this.#keepsText) return;
		const space = this.#limits.text - this.#text.length;
		if (end - start > space) this.#row.isCut = true;
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
		if (!this.#row) return;
		if (this.#field === null) {
			this.#take(this.#row);
			this.#row = null;
		} else if (this.#keepsText) this.#row.fields.set(this.#field, decodeXmlText(this.#text));
		this.#field = null;
		this.#text = '';
		this.#keepsText = false;
	}

	#take(row: Row): void {
		if (this.#rowSize > heavyRow) for (const [name, text] of row.fields) row.fields.set(name, ownText(text));
		if (this.#rows.push(row) > this.#limits.rows) this.#fail('too-many');
	}

	#isWanted(name: string): boolean {
		return !neverKept.has(name) && (this.#shape.fields?.has(name) ?? true);
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
