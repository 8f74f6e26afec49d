/** Soft hyphen, zero-width characters, marks of writing direction, word joiner, byte order mark. */
const invisible = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
const invisibleEnds = new RegExp(`^(?:\\s|${invisible.source})+|(?:\\s|${invisible.source})+$`, 'g');

const quotes: readonly (readonly [open: string, close: string])[] = [
	['"', '"'],
	["'", "'"],
	['“', '”'],
	['‘', '’'],
];

/**
 * A value as it was meant: without blanks, also those that do not break, and invisible characters around it, and without
 * one pair of quotation marks. `docker --env-file` keeps the marks of `NAME="value"`, and web pages bring the rest along.
 * A single mark, or one inside, is left alone.
 */
export function bare(raw: string): string {
	const text = trimmed(raw);
	const isQuoted = text.length > 1 && quotes.some(([open, close]) => text.startsWith(open) && text.endsWith(close));
	return isQuoted ? trimmed(text.slice(1, -1)) : text;
}

/** The text without blanks of any kind and invisible characters around it. */
export function trimmed(text: string): string {
	return text.replace(invisibleEnds, '');
}

/** The text without invisible characters anywhere, and without line breaks: for keys and ids, which never hold any. */
export function withoutInvisible(text: string, {lines}: {lines: 'joined' | 'kept'} = {lines: 'joined'}): string {
	const visible = text.replace(invisible, '');
	return lines === 'kept' ? visible : visible.replace(/[\r\n]+/g, '');
}

const keyLabel = /^["'“‘]?[\w\s-]*api[\s_-]*key["'”’]?\s*[:=]\s*/i;

/** An API key without the label that was copied with it, as in `API key: …`, `BATON_API_KEY=…` and `"apikey": "…"`. No key has quotation marks. */
export function unlabeledKey(text: string): string {
	const value = bare(withoutInvisible(text));
	const rest = value.replace(keyLabel, '');
	return rest === value ? value : rest.replace(/^["'“‘]+|["'”’]+$/g, '');
}
