import {closeSync, fstatSync, openSync, readSync} from 'node:fs';

/**
 * True when the zstd frame that starts at `start` ends within the file: walks from block header to block header (RFC 8878,
 * sections 3.1.1.2 and 3.1.1.1), without decompressing. Decompression in Node 22 ends without a word when the last bytes
 * are missing.
 */
export function frameEnds(path: string, start: number): boolean {
	const fd = openSync(path, 'r');
	try {
		const {size} = fstatSync(fd);
		const head = Buffer.alloc(6);
		readSync(fd, head, 0, 6, start);
		const descriptor = head.readUInt8(4);
		const singleSegment = (descriptor >> 5) & 1;
		const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0;
		const contentSizeBytes = [singleSegment, 2, 4, 8][descriptor >> 6] ?? 0;
		let at = start + 5 + (singleSegment ? 0 : 1) + dictionaryBytes + contentSizeBytes;
		for (let isLast = false; !isLast; ) {
			if (readSync(fd, head, 0, 3, at) < 3) return false;
			const block = head.readUIntLE(0, 3);
			isLast = (block & 1) === 1;
			// A repeated byte is stored once, whatever its count.
			at += 3 + (((block >> 1) & 3) === 1 ? 1 : block >> 3);
		}
		const checksumBytes = (descriptor >> 2) & 1 ? 4 : 0;
		return at + checksumBytes <= size;
	} finally {
		closeSync(fd);
	}
}
