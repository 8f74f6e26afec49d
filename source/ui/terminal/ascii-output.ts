import {stripVTControlCharacters} from 'node:util';

/** ASCII characters and the signs of one cell that each stands for; any other sign is somebody's data and stays. */
const ascii = {'-': '·–—−─', x: '×', '>': '→', '"': '“”', "'": '’‘', '.': '…', '|': '│', '+': '┌┐└┘├┤┬┴┼╭╮╰╯'};
const signs = new Map(Object.entries(ascii).flatMap(([plain, all]) => [...all].map((sign) => [sign, plain])));
const anySign = new RegExp(`[${[...signs.keys()].join('')}]`, 'g');

export function toAscii(text: string): string {
	return text.replace(anySign, (sign) => signs.get(sign) ?? sign);
}

/**
 * The same stream, with our own punctuation and lines in ASCII, for terminals that have nothing else. Replacing at the
 * exit, sign for sign, keeps every width and lets texts be written the way they read best.
 */
export function asciiOutput<Stream extends NodeJS.WritableStream>(stream: Stream): Stream {
	return changedOutput(stream, toAscii);
}

/** The same for a terminal that knows no escape sequences: it gets the bare text, each change below the one before. */
export function dumbOutput<Stream extends NodeJS.WritableStream>(stream: Stream): Stream {
	return changedOutput(stream, (text) => toAscii(stripVTControlCharacters(text)));
}

function changedOutput<Stream extends NodeJS.WritableStream>(stream: Stream, change: (text: string) => string): Stream {
	return new Proxy(stream, {
		get(target, property) {
			if (property === 'write') {
				return (chunk: unknown, ...rest: []) =>
					target.write((typeof chunk === 'string' ? change(chunk) : chunk) as string, ...rest);
			}
			const value = Reflect.get(target, property, target);
			return typeof value === 'function' ? value.bind(target) : value;
		},
	});
}
