/** ConductorOne's limits in bytes (baton protocol sheet, section 8). */
export const displayNameLimit = 1024;
export const descriptionLimit = 2048;

/**
 * Cuts a text to at most `limit` bytes of UTF-8, never inside a character, and ends it with `…`. Lone surrogates,
 * which no UTF-8 can carry, become U+FFFD.
 */
export function cutText(text: string, limit: number): string {
	const wellFormed = text.toWellFormed();
	if (wellFormed.length * 3 <= limit || Buffer.byteLength(wellFormed) <= limit) return wellFormed;
	const mark = '…';
	let bytes = Buffer.byteLength(mark);
	let kept = '';
	for (const character of wellFormed) {
		bytes += Buffer.byteLength(character);
		if (bytes > limit) break;
		kept += character;
	}
	return `${kept}${mark}`;
}
