import stringWidth from 'string-width';
import {Problem, type ProblemTexts} from '../problem/problem.ts';
import {trimmed} from '../text/bare.ts';
import {printable} from '../text/printable.ts';
import {ruleGrammar as grammar, ruleMessages} from './messages.ts';
import {type Condition, type CourseRule, comparisons, type Test, textFields} from './rule.ts';

/**
 * Reads rules for courses: conditions joined by “and”, with “not” before one that must not hold. A comma, a new line or
 * “or” begins another rule. Throws `input/invalid`, whose `copy` is the text and a mark under the spot.
 *
 * ```
 * code starts with "SEC" and active
 * name contains "safety" and not number 100-200
 * ```
 */
export function parseRules(text: string): CourseRule[] {
	const reader = new Reader(text);
	const rules: CourseRule[] = [];
	while (reader.take(separator));
	while (!reader.isAtEnd) {
		rules.push(rule(reader));
		if (!reader.isAtEnd && reader.take(separator) === null) throw reader.problem(ruleMessages.notJoined);
		while (reader.take(separator));
	}
	if (rules.length === 0) throw reader.problem(ruleMessages.empty);
	return rules;
}

/** The text that {@link parseRules} reads back. */
export function formatRules(rules: readonly string[]): string {
	return rules.join(', ');
}

/** What may follow a word. */
const end = `(?=[\\s,"'“”(]|$)`;
const separator = new RegExp(`,|or${end}`, 'iy');
const keywords: ReadonlySet<string> = new Set(['and', 'or', 'not']);
const numbers = new RegExp(`(\\d+)(?:\\s*[-–]\\s*(\\d+))?${end}`, 'y');
const quoted = [/"((?:[^"]|"")*)"/y, /[“”]([^“”]*)[“”]/y, /'([^']*)'/y];
const unquoted = /[^\s,"“”'(][^\s,"“”]*/y;

function rule(reader: Reader): CourseRule {
	const start = reader.next;
	const conditions = [condition(reader)];
	while (reader.word('and')) conditions.push(condition(reader));
	return {text: reader.since(start), conditions};
}

function condition(reader: Reader): Condition {
	const not = reader.word('not');
	if (reader.word('active')) return {test: {of: 'active'}, not};
	if (reader.word('inactive')) return {test: {of: 'active'}, not: !not};
	if (reader.word(grammar.withMembers)) return {test: {of: 'members'}, not};
	if (reader.word(grammar.withoutMembers)) return {test: {of: 'members'}, not: !not};
	if (reader.word('number')) return {test: numberTest(reader), not};
	for (const of of textFields) if (reader.word(of)) return {test: textTest(reader, of), not};
	throw reader.problem(ruleMessages.condition);
}

function numberTest(reader: Reader): Test {
	const start = reader.next;
	const [match, first, last = first] = reader.take(numbers) ?? [];
	if (match === undefined) throw reader.problem(ruleMessages.number);
	if (Number(last) < Number(first)) throw reader.problem(ruleMessages.backwards, start);
	return {of: 'number', from: Number(first), to: Number(last)};
}

function textTest(reader: Reader, of: (typeof textFields)[number]): Test {
	const how = comparisons.find((comparison) => reader.word(grammar.comparisons[comparison]));
	if (how === undefined) throw reader.problem(ruleMessages.comparison(of));
	const start = reader.next;
	for (const form of quoted) {
		const text = reader.take(form)?.[1]?.replaceAll('""', '"');
		if (text === undefined) continue;
		// Every course contains an empty text; one without a code is a thing to look for.
		if (text.trim() === '' && how !== 'is') throw reader.problem(ruleMessages.emptyText, start);
		return {of, how, text};
	}
	if (reader.isAtQuote) throw reader.problem(ruleMessages.openQuote);
	const text = reader.take(unquoted)?.[0];
	if (text === undefined) throw reader.problem(ruleMessages.text(grammar.comparisons[how]));
	if (keywords.has(text.toLowerCase())) throw reader.problem(ruleMessages.keyword(text), start);
	return {of, how, text};
}

/** Characters around the spot that a message shows, so that the mark fits a narrow window. */
const shown = {before: 36, after: 20};

/** Where reading stands in a text. */
class Reader {
	readonly #text: string;
	#at = 0;

	constructor(text: string) {
		// A line ends a rule, as a comma does.
		this.#text = printable(trimmed(text).replace(/\s*[\r\n]+\s*/g, ', '));
	}

	/** Where the next word begins. */
	get next(): number {
		return this.#at + /^\s*/.exec(this.#text.slice(this.#at))![0].length;
	}

	get isAtEnd(): boolean {
		return this.next === this.#text.length;
	}

	get isAtQuote(): boolean {
		return /["'“”]/.test(this.#text[this.next] ?? '');
	}

	/** Takes what a sticky pattern matches next; null leaves it. */
	take(pattern: RegExp): RegExpExecArray | null {
		pattern.lastIndex = this.next;
		const match = pattern.exec(this.#text);
		if (match !== null) this.#at = pattern.lastIndex;
		return match;
	}

	/** Takes words, whatever their case and the blanks between them. */
	word(text: string): boolean {
		return this.take(new RegExp(`${text.replaceAll(' ', '\\s+')}${end}`, 'iy')) !== null;
	}

	since(start: number): string {
		return this.#text.slice(start, this.#at);
	}

	problem(said: ProblemTexts, at = this.next): Problem {
		const from = at > shown.before ? at - shown.before : 0;
		const to = at + shown.after;
		const before = `${from > 0 ? '…' : ''}${this.#text.slice(from, at)}`;
		const after = `${this.#text.slice(at, to)}${to < this.#text.length ? '…' : ''}`;
		const mark = `${' '.repeat(stringWidth(before))}^`;
		return new Problem({code: 'input/invalid', ...said, copy: [`${before}${after}`, mark]});
	}
}
