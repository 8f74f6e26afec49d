import stringWidth from 'string-width';

/** A frame at one size, as the emulated terminal shows it. */
export interface Sized {
	columns: number;
	rows: number;
	lines: readonly string[];
}

/** Of a page that shows a list: how many rows the list has, and how to tell one of them on the screen. */
export interface Listed {
	total: number;
	isRow: RegExp;
}

/**
 * What is wrong with a frame, in words; empty when nothing is. `joined`: two texts run together, where one was drawn over
 * the other. `texts`: words of the page in full, which must not be cut where there was space for them.
 */
export function faultsOf(
	{columns, rows, lines}: Sized,
	page: {words: readonly string[]; listed?: Listed | undefined},
): string[] {
	const faults: string[] = [];
	if (lines.length !== rows) faults.push(`${lines.length} rows on a window of ${rows}`);
	const key = lines.at(-1) ?? '';
	if (!/help|quit|exit|keys/.test(key)) faults.push(`the key line is gone: “${key.trim()}”`);
	for (const [index, line] of lines.entries()) {
		if (stringWidth(line) > columns) faults.push(`row ${index + 1} is wider than the window`);
		// Drawn over: a mark of a list, a check or a question stands in the middle of a word.
		if (/\p{L}[❯✓✗▲◼◻◉◯]\p{L}/u.test(line)) faults.push(`row ${index + 1} is drawn over: ${line.trim()}`);
		const cut = /^(.*?\p{L})…\s*$/u.exec(line);
		if (cut !== null && stringWidth(line.trimEnd()) < columns - 12) {
			faults.push(
				`row ${index + 1} is cut though ${columns - stringWidth(line.trimEnd())} cells are free: ${line.trim()}`,
			);
		}
	}
	const text = lines.join(' ').replace(/\s+/g, ' ');
	for (const word of page.words) if (!text.includes(word)) faults.push(`“${word}” is pushed out`);
	if (page.listed !== undefined) {
		const shown = lines.filter((line) => page.listed?.isRow.test(line)).length;
		const empty = lines.filter((line) => line.trim() === '').length;
		if (shown < page.listed.total && empty * 3 > rows) {
			faults.push(`${empty} of ${rows} rows are empty while ${page.listed.total - shown} of its list are not shown`);
		}
	}
	return faults;
}

export type Size = readonly [columns: number, rows: number];

const widths = Array.from({length: 81}, (_, index) => 60 + index);
const heights = Array.from({length: 35}, (_, index) => 16 + index);

/** Each width with each height, from the smallest window to a large one. */
export const allSizes: readonly Size[] = widths.flatMap((columns) => heights.map((rows) => [columns, rows] as const));
/** The corners, and where layouts change. */
export const someSizes: readonly Size[] = [
	[60, 16],
	[79, 23],
	[110, 24],
	[140, 50],
];

/**
 * In the long form the pages are shared among files, so that workers draw side by side; a page belongs to the one whose
 * pattern its name fits.
 */
export const shares = {
	setup: /^(start|litmos|what-else)/,
	courses: /^courses-/,
	preview: /^preview-/,
	conductorone: /^(conductorone|review|push|done)/,
	connect: /^connect-/,
} as const;
export type Share = keyof typeof shares;
