/**
 * Makes text that others wrote safe to print: names in Litmos, error texts of either service, answers of a proxy. Whatever
 * writes to a terminal, a log or a file for people uses these functions and none of its own.
 */

/** Escape sequences as a whole (ECMA-48: CSI, and OSC, DCS, SOS, PM, APC with their text), so that no part of them is read as text. */
const sequence =
	// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
	/(?:\x1b\[[0-?]*|\x9b[0-?]+)[ -/]*[@-~]|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x00-\x1f\x7f-\x9f]*(?:\x07|\x1b\\|\x9c)/g;
/** They turn the direction of writing and have no width. */
const direction = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
const controls = /[\x00-\x1f\x7f-\x9f\u2028\u2029]+/g;
/** For a class in a pattern: what no shown text holds, but for line feed and escape, which some texts may. */
export const foreignCharacters =
	'\\x00-\\x09\\x0b-\\x1a\\x1c-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u206f';
/** Found in each text that is not printable as it is. */
const suspect = new RegExp(`[\\n\\x1b${foreignCharacters}]`);
/** What JSON.stringify leaves as it is although a terminal may obey it. */
const bareInJson = /[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f]/g;

const mostQuoted = 1000;

/**
 * The text in one line that no terminal obeys: escape sequences and direction marks removed, each run of C0, C1, DEL and
 * line separators one blank.
 */
export function printable(text: string): string {
	return !suspect.test(text) ? text : text.replace(sequence, '').replace(direction, '').replace(controls, ' ');
}

/** What a service said, to be quoted in a sentence: printable, trimmed, at most 1,000 characters. */
export function quotable(text: string): string {
	const line = printable(text).trim();
	return line.length > mostQuoted ? `${line.slice(0, mostQuoted - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : line;
}

/** The same for text of several lines, which stay lines. */
export function printableLines(text: string): string {
	if (!suspect.test(text)) return text;
	const lines = text.split(/\r?\n/);
	return lines.map(printable).join('\n');
}

/** JSON of the same value in which what a terminal might obey stands escaped. */
export function printableJson(value: unknown, indent?: number | '\t'): string {
	return escapedJson(JSON.stringify(value, null, indent));
}

/** The same for JSON that was written elsewhere. */
export function escapedJson(json: string): string {
	return json.replace(bareInJson, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
