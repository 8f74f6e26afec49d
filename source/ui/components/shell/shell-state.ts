import {alwaysTold, type Hint, lessTold} from '../../keys.ts';
import {uiMessages} from '../../messages.ts';
import {cut, width} from '../../text.ts';
import type {Symbols} from '../../theme.ts';

export type StepState = 'done' | 'current' | 'open';

export interface ShellStep {
	id: string;
	label: string;
	state: StepState;
}

/** Below this the program says that it needs more space. */
export const minimumSize = {columns: 60, rows: 16} as const;

export function isTooSmall(columns: number, rows: number): boolean {
	return columns < minimumSize.columns || rows < minimumSize.rows;
}

/** How the rows of the window are shared: header, body and status with empty rows between where there is space, and the keys. */
export function shellRows(rows: number, hasHeader: boolean): {header: number; body: number; statusGap: number} {
	const header = hasHeader ? (rows >= 18 ? 2 : 1) : 0;
	const statusGap = rows >= 22 ? 1 : 0;
	return {header, statusGap, body: Math.max(1, rows - header - statusGap - 2)};
}

export interface HeaderLayout {
	/** All names; marks and the current name; the current name only. */
	steps: 'full' | 'marks' | 'current';
	stepCells: number;
	/** What is shown of the connection; empty where there is no space. */
	connection: string;
}

/** Cells between the steps and the connection, and the fewest of a connection that still tell something. */
const beforeConnection = 2;
const leastConnection = 6;

/**
 * The most telling header that fits. The connection is shortened, and left out, before a step is.
 *
 * @param connection The same in ever shorter words.
 */
export function headerLayout(
	steps: readonly ShellStep[],
	connection: readonly string[],
	columns: number,
	symbols: Symbols,
): HeaderLayout {
	const cells = stepCells(steps, symbols);
	const kind = cells.full <= columns ? 'full' : cells.marks <= columns ? 'marks' : 'current';
	const space = columns - cells[kind] - beforeConnection;
	const whole = connection.find((text) => width(text) <= space);
	const shortest = connection.at(-1) ?? '';
	const shown = whole ?? (space >= leastConnection ? cut(shortest, space, symbols.ellipsis) : '');
	return {steps: kind, stepCells: cells[kind], connection: shown};
}

/** Cells of each form of the steps, without styles. */
function stepCells(steps: readonly ShellStep[], symbols: Symbols): Record<HeaderLayout['steps'], number> {
	const marks = steps.reduce((sum, step) => sum + width(symbols[step.state]), 0);
	const names = steps.reduce((sum, step) => sum + width(step.label) + 1, 0);
	const current = width(steps[currentStep(steps) - 1]?.label ?? '');
	return {
		full: marks + names + (steps.length - 1) * (width(symbols.rule) + 2),
		marks: marks + steps.length + 1 + current,
		current,
	};
}

/** The step in words: which one of how many. The last one when all are done. */
export function currentStep(steps: readonly ShellStep[]): number {
	const at = steps.findIndex((step) => step.state === 'current');
	return at === -1 ? steps.length : at + 1;
}

export function joinMoving(hints: readonly Hint[], all: readonly Hint[]): Hint[] {
	const down = all.find((hint) => hint.command === 'down');
	return hints.map((hint) =>
		hint.command === 'up' && down
			? {
					...hint,
					keys: down.keys.length > 1 ? `${hint.keys}/${down.keys}` : hint.keys + down.keys,
					label: uiMessages.shell.move,
				}
			: hint,
	);
}

/**
 * The hints that fit, in their order. Space goes first to Enter and the ways out, then to what this screen can do, most
 * important first, then to what can be left to `?`. A long hint that does not fit leaves its space to a shorter one.
 */
export function fitHints(hints: readonly Hint[], columns: number): Hint[] {
	const rank = ({command}: Hint) =>
		alwaysTold.includes(command) ? 0 : lessTold.includes(command) ? 2 + lessTold.indexOf(command) : 1;
	const kept = new Set<Hint>();
	let used = -gap;
	for (const hint of hints.toSorted((a, b) => rank(a) - rank(b))) {
		const needed = gap + width(hint.keys) + 1 + width(hint.label);
		if (used + needed > columns) continue;
		used += needed;
		kept.add(hint);
	}
	return hints.filter((hint) => kept.has(hint));
}
const gap = 3;

const betweenBlocks = 3;
const afterKeys = 2;

/** One screenful of help: lines about the page, then blocks of keys beside one another. */
export interface HelpPage {
	about: readonly string[];
	keys: Hint[][];
}

/** The help in as few pages as the space allows: about the page first; the keys follow, on the same page when all fit. */
export function helpPages(about: readonly string[], hints: readonly Hint[], cells: number, rows: number): HelpPage[] {
	const left = rows - about.length - (about.length > 0 ? keysTitleRows : 0);
	const beside = left >= 1 ? keyPages(hints, cells, left) : [];
	if (beside.length === 1) return [{about, keys: beside[0] ?? []}];
	const text = Array.from({length: Math.ceil(about.length / rows)}, (_, index) =>
		about.slice(index * rows, (index + 1) * rows),
	);
	return [
		...text.map((lines) => ({about: lines, keys: []})),
		...keyPages(hints, cells, rows).map((keys) => ({about: [], keys})),
	];
}
/** Empty row and title between the text and the keys. */
export const keysTitleRows = 2;

/** Lines of keys in columns of at most `rows` lines, as many columns on a page as are whole in `cells`. */
function keyPages(hints: readonly Hint[], cells: number, rows: number): Hint[][][] {
	const blocks = Array.from({length: Math.ceil(hints.length / rows)}, (_, index) =>
		hints.slice(index * rows, (index + 1) * rows),
	);
	const pages: Hint[][][] = [];
	let free = 0;
	for (const block of blocks) {
		const needed =
			Math.max(...block.map((hint) => width(hint.allKeys))) +
			afterKeys +
			Math.max(...block.map((hint) => width(hint.label)));
		const page = pages.at(-1);
		if (page !== undefined && needed + betweenBlocks <= free) {
			page.push(block);
			free -= needed + betweenBlocks;
		} else {
			pages.push([block]);
			free = cells - needed;
		}
	}
	return pages;
}
