/** One record: its fields by lower-case name. Missing, nil and empty fields are all the same to {@link field}. */
export interface Row {
	fields: Map<string, string>;
	/** Some field was longer than may be kept and ends early. */
	isCut?: boolean;
}

/** Which element is the root and which of its children are rows; `row: null` = the root itself is the one row. */
export interface Shape {
	/** Names in any case; null = any root (for answers whose form nobody has recorded). */
	root: readonly string[] | null;
	row: string | null;
	/** Another name of the rows, where the documentation has two. */
	otherRow?: string | undefined;
	/** Lower-case names of the fields that are used; the others are dropped while reading. Default: all are kept. */
	fields?: ReadonlySet<string>;
}

/**
 * An answer that is not what was asked for: cut short, an HTML page, another root, or without bounds. It is never used in
 * part.
 */
export class UnusableAnswer extends Error {
	readonly kind:
		| 'cut-short'
		| 'html'
		| 'wrong-root'
		| 'no-content'
		/** Nested deeper than any record is. */
		| 'too-deep'
		/** Many times the rows of a full page. */
		| 'too-many'
		/** A single record beyond what a whole page may take. */
		| 'too-large';

	constructor(kind: UnusableAnswer['kind']) {
		super(kind);
		this.name = 'UnusableAnswer';
		this.kind = kind;
	}
}

/** A page takes more than may be read at once. Whoever asked should ask for fewer rows. */
export class PageTooHeavy extends Error {
	/** Rows that had been read until then; null when that is not known. */
	readonly rows: number | null;

	constructor(rows: number | null) {
		super('PageTooHeavy');
		this.name = 'PageTooHeavy';
		this.rows = rows;
	}
}

/** LoginKey is a working sign-in link, Password always empty: neither is ever held in memory longer than its piece. */
export const neverKept = new Set(['loginkey', 'password']);

/** What an answer may be at most; a page of 1,000 usual rows takes half a megabyte. */
export const answerLimits = {
	/** Bytes of XML, decompressed. It is read piece by piece, so this is a bound on time rather than on memory. */
	xmlBytes: 256_000_000,
	/** Bytes of JSON, which has to be held as a whole. */
	jsonBytes: 16_000_000,
	/** Characters of one row, dropped fields included. */
	row: 32_000_000,
	/** Characters of one field; what goes beyond is cut. Only descriptions are ever longer than some hundred. */
	text: 16_384,
	/** A page has 1,000 (Litmos fact sheet, section 2). */
	rows: 10_000,
	/** Elements within elements. Records have four. */
	depth: 1_000,
	/** Characters within one tag. */
	tag: 1_000_000,
};

export type AnswerLimits = typeof answerLimits;

/** A copy that stands for itself: a text cut out of another keeps that one in memory as long as it lives. */
export function ownText(text: string): string {
	return JSON.parse(JSON.stringify(text)) as string;
}
