/** Control characters, and those that turn the direction of writing: nothing a server sends may steer a terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are what is looked for.
const steering = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;

/** The text with runs of control characters replaced by one blank. */
export function withoutControls(text: string): string {
	return text.replaceAll(steering, ' ');
}

/** One trimmed line without control characters, at most 1,000 letters long. */
export function printable(text: string): string {
	const clean = withoutControls(text).trim();
	return clean.length > 1000 ? `${clean.slice(0, 999)}…` : clean;
}
