const named: Readonly<Record<string, string>> = {amp: '&', lt: '<', gt: '>', quot: '"', apos: "'"};

// Everything XML 1.0 does not allow. Litmos texts are pasted by people, and .NET writes such characters as references.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be removed
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu;
const reference = /&(?:#[xX]([0-9a-fA-F]{1,8})|#(\d{1,10})|(amp|lt|gt|quot|apos));/g;

/** Most texts: nothing in them to decode or to leave out. */
const plain = /^[\x20-\x25\x27-\x7e]*$/;

/**
 * The value of raw XML text: line ends as XML demands, references decoded exactly once (`&amp;amp;` → `&amp;`), characters
 * that XML forbids left out. Numeric references are taken literally; the usual libraries map 128 … 159 to Windows-1252
 * as browsers do for HTML, which would make texts differ from what other readers of the same answer see.
 */
export function decodeXmlText(raw: string): string {
	if (plain.test(raw)) return raw;
	const lines = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw;
	const decoded = lines.includes('&')
		? lines.replace(reference, (_, hex?: string, decimal?: string, name?: string) =>
				name ? (named[name] ?? '') : fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal)),
			)
		: lines;
	return withoutForbidden(decoded);
}

/** CDATA: no references, otherwise the same. */
export function decodeCdata(raw: string): string {
	return withoutForbidden(raw.replace(/\r\n?/g, '\n'));
}

/** Text for an element's content in a request body. */
export function encodeXmlText(text: string): string {
	return withoutForbidden(text).replace(/[&<>\r]/g, (character) => `&#${character.codePointAt(0)};`);
}

function fromCodePoint(code: number): string {
	return code > 0x10ffff ? '' : String.fromCodePoint(code);
}

function withoutForbidden(text: string): string {
	return text.replace(forbidden, '');
}
