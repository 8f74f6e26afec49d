/** What a scanner tells of, in the order of the text. */
export interface XmlEvents {
	open(name: string): void;
	/**
	 * A piece of text: what stands in `source` from `start` to `end`, references as they are written. `isCdata`: it has none.
	 * It is not cut out, for most of it nobody wants.
	 */
	text(source: string, start: number, end: number, isCdata: boolean): void;
	/** `isImplied`: by `/>`, or because an outer element closes. */
	close(isImplied: boolean): void;
	/** What stands in `<!…>`, without the brackets. */
	declaration(content: string): void;
}

/** What text, CDATA, a comment and an instruction end with. */
const ends = {text: '<', cdata: ']]>', comment: '-->', instruction: '>'} as const;
const cdataStart = '<![CDATA[';
const commentStart = '<!--';

/**
 * Finds the tags of XML that comes piece by piece, and nothing more: the answers of Litmos are half a megabyte of short
 * elements each, and a parser that also knows HTML takes five times as long for them. Attributes are passed over. What is
 * not XML is read as a browser would: a `<` before a space is text, a closing tag without an opening one is nothing.
 */
export class XmlScanner {
	readonly #events: XmlEvents;
	/** Names of the open elements. */
	readonly #open: string[] = [];
	/** Which name came after which: rows are alike, and a name that is known need not be cut out of the text. */
	readonly #followers = new Map<string, string>();
	#name = '';
	/** The start of what is not whole yet. */
	#rest = '';
	#within: keyof typeof ends = 'text';

	constructor(events: XmlEvents) {
		this.#events = events;
	}

	write(piece: string): void {
		const text = this.#rest === '' ? piece : this.#rest + piece;
		let at = 0;
		while (at < text.length) {
			const next = this.#within === 'text' ? this.#atText(text, at) : this.#atMarkup(text, at, this.#within);
			if (next < 0) break;
			at = next;
		}
		this.#rest = at < text.length ? text.slice(at) : '';
	}

	/** Reads text and the tag behind it; gives where it goes on, or -1 when the rest has to come first. */
	#atText(text: string, at: number): number {
		if (text.charCodeAt(at) === lessThan) return this.#atTag(text, at);
		const next = text.indexOf('<', at);
		const end = next < 0 ? text.length : next;
		this.#events.text(text, at, end, false);
		return end;
	}

	#atTag(text: string, at: number): number {
		const second = text.charCodeAt(at + 1);
		if (second === slash) return this.#closing(text, at);
		if (second === exclamation) return this.#declaration(text, at);
		if (second === question) {
			this.#within = 'instruction';
			return at + 2;
		}
		if (Number.isNaN(second)) return -1;
		if (isSpace(second) || second === greaterThan) {
			this.#events.text(text, at, at + 1, false);
			return at + 1;
		}
		const likely = this.#followers.get(this.#name) ?? '';
		const isLikely =
			likely !== '' && text.startsWith(likely, at + 1) && endsName(text.charCodeAt(at + 1 + likely.length));
		const behind = isLikely ? at + 1 + likely.length : nameEnd(text, at + 1);
		const end = text.charCodeAt(behind) === greaterThan ? behind : tagEnd(text, behind);
		if (end < 0) return -1;
		const name = isLikely ? likely : text.slice(at + 1, behind);
		// A page has some dozen; whoever sends more need not be quick.
		if (!isLikely && this.#followers.size < 100) this.#followers.set(this.#name, name);
		this.#name = name;
		this.#open.push(name);
		this.#events.open(name);
		if (text.charCodeAt(end - 1) === slash) {
			this.#open.pop();
			this.#events.close(true);
		}
		return end + 1;
	}

	#closing(text: string, at: number): number {
		const end = text.indexOf('>', at + 2);
		if (end < 0) return -1;
		const innermost = this.#open.at(-1);
		// Nearly always.
		if (innermost !== undefined && end === at + 2 + innermost.length && text.startsWith(innermost, at + 2)) {
			this.#open.pop();
			this.#events.close(false);
			return end + 1;
		}
		const place = this.#open.lastIndexOf(text.slice(at + 2, nameEnd(text, at + 2)));
		while (place >= 0 && this.#open.length > place) {
			this.#open.pop();
			this.#events.close(this.#open.length > place);
		}
		return end + 1;
	}

	#declaration(text: string, at: number): number {
		for (const [start, within] of [
			[cdataStart, 'cdata'],
			[commentStart, 'comment'],
		] as const) {
			if (text.startsWith(start, at)) {
				this.#within = within;
				return at + start.length;
			}
			// Cut off within these few characters.
			if (start.startsWith(text.slice(at))) return -1;
		}
		const end = text.indexOf('>', at);
		if (end < 0) return -1;
		this.#events.declaration(text.slice(at + 2, end));
		return end + 1;
	}

	#atMarkup(text: string, at: number, within: Exclude<keyof typeof ends, 'text'>): number {
		const mark = ends[within];
		const end = text.indexOf(mark, at);
		// The mark itself may be cut.
		const known = end < 0 ? Math.max(at, text.length - mark.length + 1) : end;
		if (within === 'cdata' && known > at) this.#events.text(text, at, known, true);
		if (end < 0) return known > at ? known : -1;
		this.#within = 'text';
		return end + mark.length;
	}
}

const [lessThan, greaterThan, slash, exclamation, question] = [0x3c, 0x3e, 0x2f, 0x21, 0x3f];

function isSpace(code: number): boolean {
	return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}

function isQuote(code: number): boolean {
	return code === 0x22 || code === 0x27;
}

function endsName(code: number): boolean {
	return code === greaterThan || code === slash || isSpace(code);
}

function nameEnd(text: string, at: number): number {
	let end = at;
	while (end < text.length && !endsName(text.charCodeAt(end))) end++;
	return end;
}

/** Where the `>` of an opening tag is, or -1; one within an attribute is none. */
function tagEnd(text: string, at: number): number {
	const end = text.indexOf('>', at);
	let quote = at;
	while (quote < end && !isQuote(text.charCodeAt(quote))) quote++;
	if (quote >= end) return end;
	const whole = /(?:[^>"']|"[^"]*"|'[^']*')*>/y;
	whole.lastIndex = at;
	return whole.test(text) ? whole.lastIndex - 1 : -1;
}
