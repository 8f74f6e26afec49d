import {printable} from '../../../text/printable.ts';
import {toGraphemes, width, wordEnd, wordStart} from '../../text.ts';

/** A line of text being edited. Positions count graphemes: what a person calls one character. */
export interface TextState {
	/** Without line breaks, tabs and control characters. */
	readonly parts: readonly string[];
	readonly caret: number;
	/** Characters of the last paste, until the next edit. */
	readonly pasted: number | undefined;
	/** Changes with every edit; an error message belongs to the revision it was found in. */
	readonly revision: number;
}

export type CaretMove = 'left' | 'right' | 'wordLeft' | 'wordRight' | 'start' | 'end';
export type Deletion = 'left' | 'right' | 'wordLeft' | 'toEnd' | 'all';
export type TextAction =
	| {type: 'insert'; text: string}
	| {type: 'paste'; text: string; isSecret: boolean}
	| {type: 'move'; to: CaretMove}
	| {type: 'delete'; what: Deletion};

export function createText(value = ''): TextState {
	const parts = toGraphemes(printable(value));
	return {parts, caret: parts.length, pasted: undefined, revision: 0};
}

export function textOf(state: TextState): string {
	return state.parts.join('');
}

export function reduceText(state: TextState, action: TextAction): TextState {
	switch (action.type) {
		case 'insert':
			return insert(state, printable(action.text));
		case 'paste': {
			// Line breaks at the ends come from selecting whole lines; inside a secret they are from wrapped mail.
			const trimmed = action.text.trim();
			const text = action.isSecret ? trimmed.replace(/\s+/g, '') : printable(trimmed);
			return text === '' ? state : {...insert(state, text), pasted: toGraphemes(text).length};
		}
		case 'move': {
			const caret = target(state, action.to);
			return caret === state.caret ? state : {...state, caret};
		}
		case 'delete':
			return remove(state, action.what);
	}
}

function insert(state: TextState, text: string): TextState {
	if (text === '') return state;
	const before = state.parts.slice(0, state.caret).join('') + text;
	// Segmented anew: a combining mark joins the letter before it.
	const left = toGraphemes(before);
	const parts = toGraphemes(before + state.parts.slice(state.caret).join(''));
	return edited(state, parts, Math.min(left.length, parts.length));
}

function remove(state: TextState, what: Deletion): TextState {
	const {parts, caret} = state;
	const [from, to] = {
		left: [Math.max(0, caret - 1), caret],
		right: [caret, Math.min(parts.length, caret + 1)],
		wordLeft: [wordStart(parts, caret), caret],
		toEnd: [caret, parts.length],
		all: [0, parts.length],
	}[what] as [number, number];
	if (from === to) return state;
	return edited(state, [...parts.slice(0, from), ...parts.slice(to)], from);
}

function edited(state: TextState, parts: readonly string[], caret: number): TextState {
	return {...state, parts, caret, pasted: undefined, revision: state.revision + 1};
}

function target({parts, caret}: TextState, to: CaretMove): number {
	return {
		left: Math.max(0, caret - 1),
		right: Math.min(parts.length, caret + 1),
		wordLeft: wordStart(parts, caret),
		wordRight: wordEnd(parts, caret),
		start: 0,
		end: parts.length,
	}[to];
}

/**
 * The part of the text that is visible in `cells` cells, with the caret in it.
 *
 * @returns the text and the caret's cell from its left edge.
 */
export function visiblePart(parts: readonly string[], caret: number, cells: number): {text: string; column: number} {
	const space = Math.max(1, cells - 1);
	let start = caret;
	let column = 0;
	while (start > 0) {
		const next = width(parts[start - 1] ?? '');
		if (column + next > space) break;
		column += next;
		start--;
	}
	let end = caret;
	let used = column;
	while (end < parts.length) {
		const next = width(parts[end] ?? '');
		if (used + next > cells) break;
		used += next;
		end++;
	}
	return {text: parts.slice(start, end).join(''), column};
}
