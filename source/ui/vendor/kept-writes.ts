/** What Ink's build/output.js makes of one cell; never changed once it is made. */
interface Cell {
	type: 'char';
	value: string;
	fullWidth: boolean;
	styles: readonly {code: string}[];
}

type Row = (Cell | undefined)[];

interface Write {
	x: number;
	y: number;
	text: string;
	transformers: readonly unknown[];
}

interface Clip {
	x1?: number | undefined;
	x2?: number | undefined;
	y1?: number | undefined;
	y2?: number | undefined;
}

/** As much of Ink's `Output` as is needed to stand in for one of its steps. */
export interface InkOutput {
	caches: {getStringWidth: (text: string) => number; getStyledChars: (text: string) => readonly Cell[]};
	/** Puts a text into the rows of a frame; rows that are not there are left out. */
	applyWriteOperation: (rows: (Row | undefined)[], write: Write, clip?: Clip) => void;
}

/** The cells that a text fills in one row. */
interface Run {
	/** Rows below the first of the text. */
	down: number;
	from: number;
	cells: readonly Cell[];
}

/** Writes remembered: those of some frames. */
const mostKept = 600;

// biome-ignore lint/suspicious/noControlCharactersInRegex: styles begin with one
const style = /(\x1b\[[\d;]*m)/;
const plain =
	/^[ -~\u00a1-\u00ac\u00ae-\u024f\u2010-\u2026\u203a\u2190-\u2193\u2212\u2500-\u259f\u25cb\u25cf\u2713\u276f]*$/;

/**
 * Whether each character of the text is one code unit, fills one cell and never joins its neighbour: then nothing needs to
 * be looked up in the tables of Unicode. Most names in Latin letters are, and all lines that we draw.
 */
export function isPlain(text: string): boolean {
	return plain.test(text);
}

/**
 * Ink takes each text apart for each frame anew, several times, which is most of what a key costs, though nearly all of a
 * frame stood in the one before. With this its class puts the same cells there again where the same text stands at the
 * same place in its row, and takes plain texts apart once.
 */
export function keepWrites(Output: {prototype: InkOutput}): void {
	const {applyWriteOperation} = Output.prototype;
	let kept = new Map<string, readonly Run[]>();
	let before = new Map<string, readonly Run[]>();

	Output.prototype.applyWriteOperation = function (rows, write, clip) {
		if (write.transformers.length > 0) return applyWriteOperation.call(this, rows, write, clip);
		const key = keyOf(write, clip);
		let runs = kept.get(key);
		if (runs === undefined) {
			runs =
				before.get(key) ??
				plainRuns(write, clip, this) ??
				runsOf((empty) => applyWriteOperation.call(this, empty, write, clip), write);
			if (kept.size >= mostKept / 2) {
				before = kept;
				kept = new Map();
			}
			kept.set(key, runs);
		}
		for (const {down, from, cells} of runs) {
			const row = rows[write.y + down];
			if (row !== undefined) put(row, from, cells, this);
		}
	};
}

/** Where a text stands in its row and what is cut off it, wherever the row is. */
function keyOf({x, y, text}: Write, {x1, x2, y1 = y, y2 = Number.POSITIVE_INFINITY}: Clip = {}): string {
	const below = y + heightOf(text) - y2;
	return `${x} ${x1} ${x2} ${Math.max(0, y1 - y)} ${Math.max(0, below)} ${text}`;
}

function heightOf(text: string): number {
	let height = 1;
	for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) height++;
	return height;
}

/** What a write of a plain text puts into empty rows; undefined for other texts. */
function plainRuns({x, y, text}: Write, clip: Clip = {}, {caches}: InkOutput): Run[] | undefined {
	const {x1 = Number.NEGATIVE_INFINITY, x2 = Number.POSITIVE_INFINITY} = clip;
	const {y1 = Number.NEGATIVE_INFINITY, y2 = Number.POSITIVE_INFINITY} = clip;
	const parts = text.split(style);
	if (!parts.every((part, index) => index % 2 === 1 || isPlain(part.replaceAll('\n', '')))) return undefined;
	let line: Cell[] = [];
	const lines = [line];
	let opened = '';
	let styles: Cell['styles'] = [];
	for (const [index, part] of parts.entries()) {
		if (index % 2 === 1) {
			opened += part;
			styles = caches.getStyledChars(`${opened} `)[0]?.styles ?? [];
			if (styles.length === 0) opened = '';
			continue;
		}
		for (const value of part) {
			if (value === '\n') {
				line = [];
				lines.push(line);
			} else line.push({type: 'char', value, fullWidth: false, styles});
		}
	}
	const from = Math.max(x, x1, 0);
	return lines.flatMap((cells, down) => {
		const shown = cells.slice(from - x, Math.max(0, x2 - x));
		return shown.length === 0 || y + down < y1 || y + down >= y2 ? [] : [{down, from, cells: shown}];
	});
}

/** The same for any text, by Ink's own way. */
function runsOf(writeTo: (rows: Row[]) => void, {y, text}: Write): Run[] {
	const height = heightOf(text);
	const empty: Row[] = [];
	for (let down = 0; down < height; down++) empty[y + down] = [];
	writeTo(empty);
	const runs: Run[] = [];
	for (let down = 0; down < height; down++) {
		const row = empty[y + down] ?? [];
		const from = row.findIndex((cell) => cell !== undefined);
		if (from !== -1) runs.push({down, from, cells: row.slice(from) as Cell[]});
	}
	return runs;
}

/** As Ink does it: of a wide character that is written over by half, a blank stays. */
function put(row: Row, from: number, cells: readonly Cell[], {caches}: InkOutput): void {
	const left = row[from - 1];
	if (row[from]?.value === '' && left !== undefined && caches.getStringWidth(left.value) > 1)
		row[from - 1] = blank(left);
	for (let index = 0; index < cells.length; index++) row[from + index] = cells[index];
	const right = row[from + cells.length];
	if (right?.value === '') row[from + cells.length] = blank(right);
}

const blank = (cell: Cell): Cell => ({...cell, value: ' ', fullWidth: false});
