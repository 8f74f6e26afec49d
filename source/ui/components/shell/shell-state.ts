import {type Hint, lessTold, waysOut} from '../../keys.ts';
import {words} from '../../messages.ts';
import {width} from '../../text.ts';
import type {Symbols} from '../../theme.ts';

export type StepState = 'done' | 'current' | 'open';

export interface ShellStep {
	id: string;
	label: string;
	state: StepState;
}

/** Below this the program says that it needs more room. */
export const minimumSize = {columns: 60, rows: 16} as const;

export function isTooSmall(columns: number, rows: number): boolean {
	return columns < minimumSize.columns || rows < minimumSize.rows;
}

/** How the rows of the window are shared. */
export interface ShellRows {
	header: number;
	body: number;
	/** Empty row above the key line, where there is room for it. */
	gap: number;
}

export function shellRows(rows: number, hasHeader: boolean): ShellRows {
	const header = hasHeader ? 2 : 0;
	const gap = rows >= 20 ? 1 : 0;
	return {header, gap, body: Math.max(1, rows - header - gap - 1)};
}

export type HeaderLayout = 'full' | 'marks' | 'current';

/** Cells of `Litmos ✓ ── Courses ● ── …` without styles. */
export function fullHeaderWidth(steps: readonly ShellStep[], symbols: Symbols): number {
	const names = steps.reduce((sum, step) => sum + width(step.label) + 1 + width(symbols[step.state]), 0);
	return names + Math.max(0, steps.length - 1) * 4;
}

/** The most telling header that fits: all names; marks and the current name; the current name only. */
export function headerLayout(steps: readonly ShellStep[], columns: number, symbols: Symbols): HeaderLayout {
	const position = width(words.shell.step(steps.length, steps.length)) + 2;
	if (fullHeaderWidth(steps, symbols) + position <= columns) return 'full';
	const current = steps.find((step) => step.state === 'current');
	const marks = steps.reduce((sum, step) => sum + width(symbols[step.state]) + 1, 1);
	return marks + width(current?.label ?? '') + position <= columns ? 'marks' : 'current';
}

/** The step in words: which one of how many. The last one when all are done. */
export function currentStep(steps: readonly ShellStep[]): number {
	const at = steps.findIndex((step) => step.state === 'current');
	return at === -1 ? steps.length : at + 1;
}

/** Up and Down are one hint. */
export function joinMoving(hints: readonly Hint[], all: readonly Hint[]): Hint[] {
	const down = all.find((hint) => hint.command === 'down');
	return hints.map((hint) =>
		hint.command === 'up' && down
			? {
					...hint,
					keys: down.keys.length > 1 ? `${hint.keys}/${down.keys}` : hint.keys + down.keys,
					label: words.shell.move,
				}
			: hint,
	);
}

/**
 * The hints that fit, in their order. First come the ways out, then what this screen can do, most important first, then
 * what can be left to `?`. A long hint that does not fit leaves its room to a shorter one after it.
 */
export function fitHints(hints: readonly Hint[], columns: number): Hint[] {
	const rank = ({command}: Hint) =>
		waysOut.includes(command) ? 0 : lessTold.includes(command) ? 2 + lessTold.indexOf(command) : 1;
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
/** Cells of what stands between two hints. */
const gap = 3;

export interface ShellState {
	isHelpOpen: boolean;
	/** Of the help, counted on past its end: the last page is followed by the first. */
	helpPage: number;
}
export type ShellAction = {type: 'help'} | {type: 'closeHelp'} | {type: 'turnHelp'; by: 1 | -1};

export const beginShell: ShellState = {isHelpOpen: false, helpPage: 0};

export function reduceShell(state: ShellState, action: ShellAction): ShellState {
	switch (action.type) {
		case 'help':
			return {isHelpOpen: !state.isHelpOpen, helpPage: 0};
		case 'closeHelp':
			return state.isHelpOpen ? beginShell : state;
		case 'turnHelp':
			return {...state, helpPage: state.helpPage + action.by};
	}
}

const betweenBlocks = 3;
const afterKeys = 2;

/** Lines of help in columns of at most `rows` lines, as many columns on a page as are whole in `cells`. */
export function helpPages(hints: readonly Hint[], cells: number, rows: number): Hint[][][] {
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
