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

/** As much of Ink's `Output` as is needed to stand in for two of its steps. */
export interface InkOutput {
	width: number;
	height: number;
	caches: {getStringWidth: (text: string) => number; getStyledChars: (text: string) => readonly Cell[]};
	/** Puts a text into the rows of a frame; rows that are not there are left out. */
	applyWriteOperation: (rows: (Row | undefined)[], write: Write, clip?: Clip) => void;
	/** Goes through the writes and gives the frame, its lines without the blanks at their ends. */
	get: () => {output: string; height: number};
}

/** The cells that a text fills in one row. */
interface Run {
	/** Rows below the first of the text. */
	down: number;
	from: number;
	cells: readonly Cell[];
}

/** A line of a frame, and the cells it was made of, one over the other. */
interface Line {
	width: number;
	runs: Run[];
	text: string;
}

/** Texts remembered: those of some frames. */
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

/** A function of a text that remembers what it gave for those it was asked for lately. */
export function remember<Result, Rest extends unknown[]>(
	of: (text: string, ...rest: Rest) => Result,
): (text: string, ...rest: Rest) => Result {
	let kept = new Map<string, Result>();
	let before = new Map<string, Result>();
	return (text, ...rest) => {
		let result = kept.get(text);
		if (result === undefined) {
			result = before.get(text) ?? of(text, ...rest);
			if (kept.size >= mostKept / 2) {
				before = kept;
				kept = new Map();
			}
			kept.set(text, result);
		}
		return result;
	};
}

/**
 * Ink takes each text apart for each frame anew, several times, and makes an object for each place of the terminal, which
 * is most of what a key costs, though nearly all of a frame stood in the one before. With this its class takes a text apart
 * once for the same place in a row, plain ones in one go, and makes only those lines anew in which something else stands.
 */
export function keepWrites(
	Output: {prototype: InkOutput},
	styledCharsToString: (cells: readonly Cell[]) => string,
): void {
	const {applyWriteOperation, get} = Output.prototype;
	let linesBefore: readonly Line[] = [];
	let lines: Line[] = [];

	const runsOf = (output: InkOutput, write: Write, clip?: Clip): readonly Run[] => {
		// What a function makes of a text may be another thing each time.
		if (write.transformers.length > 0) return byInk(output, write, clip);
		return runsOfKey(keyOf(write, clip), output, write, clip);
	};
	const byInk = (output: InkOutput, write: Write, clip?: Clip): readonly Run[] =>
		runsOfRows((empty) => applyWriteOperation.call(output, empty, write, clip), write);
	const runsOfKey = remember(
		(_key: string, output: InkOutput, write: Write, clip?: Clip) =>
			plainRuns(write, clip, output) ?? byInk(output, write, clip),
	);

	Output.prototype.applyWriteOperation = function (_rows, write, clip) {
		for (const run of runsOf(this, write, clip)) lines[write.y + run.down]?.runs.push(run);
	};

	Output.prototype.get = function () {
		const {width, height} = this;
		lines = Array.from({length: height}, () => ({width, runs: [], text: ''}));
		// Without places to fill, Ink's own only goes through the writes and their clips, which are gathered above.
		this.width = 0;
		get.call(this);
		this.width = width;
		for (const [y, line] of lines.entries()) {
			const earlier = linesBefore[y];
			line.text = earlier !== undefined && isSame(earlier, line) ? earlier.text : textOf(line, this);
		}
		linesBefore = lines;
		return {output: lines.map(({text}) => text).join('\n'), height};
	};

	const textOf = ({width, runs}: Line, output: InkOutput): string => {
		const row: Row = Array.from({length: width}, () => untouched);
		for (const {from, cells} of runs) put(row, from, cells, output);
		return styledCharsToString(row.filter((cell) => cell !== undefined)).trimEnd();
	};
}

/** A place where nothing was put. */
const untouched: Cell = {type: 'char', value: ' ', fullWidth: false, styles: []};

/** Kept cells are the same objects as before. */
function isSame(one: Line, other: Line): boolean {
	return (
		one.width === other.width &&
		one.runs.length === other.runs.length &&
		one.runs.every((run, index) => run === other.runs[index])
	);
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
function runsOfRows(writeTo: (rows: Row[]) => void, {y, text}: Write): Run[] {
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
