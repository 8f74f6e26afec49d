/** Search texts of many rows as one text in memory, where looking through it takes a tenth of the time the file takes. */
export interface Texts {
	keys: Uint32Array;
	/** The texts in the same order, one character a byte of their UTF-8, `separator` between them. */
	text: string;
}

/** A byte that UTF-8 has not. */
const separator = '\xff';

/**
 * Out of a row with `n`, the number of rows, and blobs that `group_concat` made: `keys`, and `texts` with x'ff' between
 * them.
 */
export function textsOf(row: Record<string, unknown> | undefined): Texts {
	const {n, keys, texts} = row as unknown as {n: number; keys: Uint8Array | null; texts: Uint8Array | null};
	return {keys: numbers({n, keys}), text: bytes(texts).toString('latin1')};
}

/** Lists of keys, one behind the other. */
export function inOne(lists: readonly Uint32Array[]): Uint32Array {
	const all = new Uint32Array(lists.reduce((sum, {length}) => sum + length, 0));
	let at = 0;
	for (const list of lists) {
		all.set(list, at);
		at += list.length;
	}
	return all;
}

/** The keys of the texts that hold `search`, which is not empty, in their order. */
export function matching({keys, text}: Texts, search: string): Uint32Array {
	const wanted = bytes(Buffer.from(search)).toString('latin1');
	const found = new Uint32Array(keys.length);
	let count = 0;
	let row = 0;
	let end = text.indexOf(separator);
	for (let at = text.indexOf(wanted); at >= 0; at = end < 0 ? -1 : text.indexOf(wanted, end)) {
		for (; end >= 0 && end < at; row++) end = text.indexOf(separator, end + 1);
		found[count++] = keys[row]!;
	}
	return found.slice(0, count);
}

/** Reads `1,22,333`: no row and no object for each of a hundred thousand numbers. */
export function numbers({n, keys}: {n: number; keys: Uint8Array | null}): Uint32Array {
	const found = new Uint32Array(n);
	if (n === 0 || !keys) return found;
	let index = 0;
	let value = 0;
	for (let at = 0; at < keys.length; at++) {
		const digit = keys[at]! - 48;
		if (digit >= 0) value = value * 10 + digit;
		else {
			found[index++] = value;
			value = 0;
		}
	}
	found[index] = value;
	return found;
}

function bytes(data: Uint8Array | null): Buffer {
	return data ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : Buffer.alloc(0);
}
