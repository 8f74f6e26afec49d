import {JsonRows} from './json-rows.ts';
import {type AnswerLimits, answerLimits, type Row, type Shape, UnusableAnswer} from './rows.ts';
import {XmlRows} from './xml-rows.ts';

/** First non-empty value among the names (lower case), else `''`. */
export function field(row: Row, ...names: readonly string[]): string {
	for (const name of names) {
		const value = row.fields.get(name);
		if (value) return value;
	}
	return '';
}

/**
 * Reads a body piece by piece into rows. JSON is understood as well, since some installations answer with it whatever
 * is asked. Litmos fact sheet, sections 1.6 to 1.8.
 *
 * @param charset of the Content-Type header; UTF-8 when unknown. A byte order mark is dropped.
 * @throws UnusableAnswer, PageTooHeavy
 */
export async function readRows(
	pieces: AsyncIterable<Uint8Array>,
	shape: Shape,
	charset = 'utf-8',
	limits: AnswerLimits = answerLimits,
): Promise<Row[]> {
	const decoder = textDecoder(charset);
	let reader: XmlRows | JsonRows | null = null;
	let blank = '';
	let bytes = 0;
	const take = (text: string) => {
		if (reader) {
			reader.write(text);
			return;
		}
		blank += text;
		const start = blank.trimStart();
		if (start === '') return;
		reader = start.startsWith('[') || start.startsWith('{') ? new JsonRows(shape, limits) : new XmlRows(shape, limits);
		reader.write(start);
	};
	for await (const piece of pieces) {
		take(decoder.decode(piece, {stream: true}));
		bytes += piece.length;
		const reading = reader as XmlRows | JsonRows | null;
		if (reading) reading.check(bytes);
		else if (bytes > limits.tag) throw new UnusableAnswer('too-large');
	}
	take(decoder.decode());
	const chosen = reader as XmlRows | JsonRows | null;
	if (!chosen) throw new UnusableAnswer('no-content');
	return chosen.end();
}

function textDecoder(charset: string): TextDecoder {
	try {
		return new TextDecoder(charset);
	} catch {
		return new TextDecoder();
	}
}
