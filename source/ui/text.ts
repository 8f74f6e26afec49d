import truncate from 'cli-truncate';
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import {isPlain} from './vendor/kept-writes.ts';

/** Measuring and cutting text by terminal cells, never by code units: names come in every script. */

const plainAscii = /^[\x20-\x7e]*$/;
/** Made when they are needed: the first page, plain ASCII, need not wait for the tables of languages. */
let graphemes: Intl.Segmenter | undefined;
let words: Intl.Segmenter | undefined;

export function width(text: string): number {
	return isPlain(text) ? text.length : stringWidth(text);
}

export type Align = 'left' | 'right';

/** Cuts to at most `cells`, with an ellipsis when something is missing. */
export function cut(text: string, cells: number, ellipsis = '…', position: 'end' | 'middle' = 'end'): string {
	if (cells <= 0) return '';
	if (text.length <= cells && plainAscii.test(text)) return text;
	if (width(text) <= cells) return text;
	if (cells <= width(ellipsis)) return cells === 1 ? ellipsis.slice(0, 1) : ellipsis.slice(0, cells);
	if (isPlain(text) && isPlain(ellipsis)) return cutPlain(text, cells - ellipsis.length, ellipsis, position);
	return truncate(text, cells, {position, truncationCharacter: ellipsis});
}

/** One code unit is one cell, so nothing is measured: most of what a new page of rows costs. */
function cutPlain(text: string, kept: number, ellipsis: string, position: 'end' | 'middle'): string {
	const before = position === 'end' ? kept : Math.min(Math.floor((kept + ellipsis.length) / 2), kept);
	return text.slice(0, before) + ellipsis + text.slice(text.length - kept + before);
}

/** Exactly `cells` wide: cut or padded. */
export function fit(
	text: string,
	cells: number,
	align: Align = 'left',
	ellipsis = '…',
	position: 'end' | 'middle' = 'end',
): string {
	const shown = cut(text, cells, ellipsis, position);
	const padding = ' '.repeat(Math.max(0, cells - width(shown)));
	return align === 'right' ? padding + shown : shown + padding;
}

/** What a person calls one character: letter with accents, emoji with its modifiers, Hangul syllable. */
export function toGraphemes(text: string): string[] {
	if (plainAscii.test(text)) return [...text];
	graphemes ??= new Intl.Segmenter(undefined, {granularity: 'grapheme'});
	return Array.from(graphemes.segment(text), (part) => part.segment);
}

/** Grapheme index of the start of the word left of `caret`. */
export function wordStart(parts: readonly string[], caret: number): number {
	let start = 0;
	for (const [from, isWord] of wordBounds(parts)) {
		if (from >= caret) break;
		if (isWord) start = from;
	}
	return start;
}

/** Grapheme index of the end of the word right of `caret`. */
export function wordEnd(parts: readonly string[], caret: number): number {
	for (const [, isWord, to] of wordBounds(parts)) {
		if (isWord && to > caret) return to;
	}
	return parts.length;
}

function wordBounds(parts: readonly string[]): [from: number, isWord: boolean, to: number][] {
	const bounds: [number, boolean, number][] = [];
	let index = 0;
	words ??= new Intl.Segmenter(undefined, {granularity: 'word'});
	for (const part of words.segment(parts.join(''))) {
		const length = toGraphemes(part.segment).length;
		bounds.push([index, part.isWordLike ?? false, index + length]);
		index += length;
	}
	return bounds;
}

/** Lower-case, without accents: what search compares. Same length in the common Latin case, not in general. */
export function fold(text: string): string {
	if (plainAscii.test(text)) return text.toLowerCase();
	return text
		.normalize('NFKD')
		.replace(/\p{Mn}+/gu, '')
		.toLowerCase();
}

/**
 * Ranges `[from, to)` of `text`, in code units, in which one of the folded words occurs; sorted and merged.
 * Folding may change lengths, so positions are mapped grapheme by grapheme.
 */
export function findRanges(text: string, foldedWords: readonly string[]): [number, number][] {
	const found: [number, number][] = [];
	if (foldedWords.length === 0) return found;
	const {folded, origin} = foldWithOrigin(text);
	for (const word of foldedWords) {
		if (word === '') continue;
		for (let at = folded.indexOf(word); at !== -1; at = folded.indexOf(word, at + word.length)) {
			found.push([origin(at), origin(at + word.length)]);
		}
	}
	found.sort((a, b) => a[0] - b[0]);
	const merged: [number, number][] = [];
	for (const range of found) {
		const previous = merged.at(-1);
		if (previous && range[0] <= previous[1]) previous[1] = Math.max(previous[1], range[1]);
		else merged.push(range);
	}
	return merged;
}

function foldWithOrigin(text: string): {folded: string; origin: (at: number) => number} {
	if (plainAscii.test(text)) return {folded: text.toLowerCase(), origin: (at) => at};
	let folded = '';
	const map: number[] = [];
	let position = 0;
	for (const part of toGraphemes(text)) {
		const piece = fold(part);
		for (let index = 0; index < piece.length; index++) map.push(position);
		folded += piece;
		position += part.length;
	}
	map.push(position);
	return {folded, origin: (at) => map[at] ?? text.length};
}

/** Breaks text into lines of at most `cells` cells, between words where that is possible. */
export function wrap(text: string, cells: number): string[] {
	return wrapAnsi(text, Math.max(1, cells), {hard: true}).split('\n');
}

/** Lines of at most `cells` cells behind `first`, a sign for instance; the further ones stand below the first one's text. */
export function hanging(first: string, text: string, cells: number, paint = (line: string) => line): string[] {
	const indent = width(first);
	return wrap(text, cells - indent).map((line, index) => (index === 0 ? first : ' '.repeat(indent)) + paint(line));
}

/** The same as `wrap` for facts: a number stays with what it counts. */
export function wrapFacts(text: string, cells: number): string[] {
	return wrap(text.replace(/(\d) (?=\p{L})/gu, '$1\u00a0'), cells).map((line) => line.replaceAll('\u00a0', ' '));
}

/** A query after Backspace, after the word before the caret was deleted, or after all of it was. */
export function erased(query: string, what: 'character' | 'word' | 'all'): string {
	if (what === 'all') return '';
	const parts = toGraphemes(query);
	return parts.slice(0, what === 'word' ? wordStart(parts, parts.length) : -1).join('');
}
