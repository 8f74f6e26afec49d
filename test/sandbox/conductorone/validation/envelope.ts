import {createReadStream, createWriteStream} from 'node:fs';
import {type FileHandle, open} from 'node:fs/promises';
import {Transform} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {createZstdDecompress} from 'node:zlib';
import type {Findings} from './findings.ts';

const fileHeader = Buffer.from('C1ZF\0', 'latin1');
const frameMagic = 0xfd2fb528;
const gibibyte = 2 ** 30;
/** Limits of the readers (protocol sheet, section 4): the hard one of today, the soft one of SDK 0.2.42. */
const mostDecoded = 10 * gibibyte;
const mostDecodedOld = 2 * gibibyte;
const widestWindowOld = 32 * 2 ** 20;

export interface Envelope {
	/** Null when the frame header does not say. */
	contentSize: number | null;
}

/** True when the file begins like a v1 c1z. */
export async function isC1z(path: string): Promise<boolean> {
	const file = await open(path);
	try {
		return (await read(file, 0, fileHeader.length)).equals(fileHeader);
	} finally {
		await file.close();
	}
}

/**
 * Takes the SQLite database out of a v1 c1z file and writes it to `into` (mode 0600). Walks the zstd frame block by
 * block first, since a decoder alone notices neither a cut without checksum nor bytes behind the frame.
 * False when there is no database to look at.
 */
export async function unwrap(path: string, into: string, problems: Findings, notes: Findings): Promise<boolean> {
	if (!(await isC1z(path))) {
		problems.add('the file does not begin with C1ZF and a zero byte');
		return false;
	}
	const envelope = await walkFrame(path, problems, notes);
	if (!envelope) return false;
	return decompress(path, into, envelope, problems, notes);
}

async function walkFrame(path: string, problems: Findings, notes: Findings): Promise<Envelope | null> {
	const file = await open(path);
	try {
		const {size} = await file.stat();
		let at = fileHeader.length;
		const head = await read(file, at, 18);
		if (head.length < 6 || head.readUInt32LE(0) !== frameMagic) {
			problems.add('no zstd frame follows the header');
			return null;
		}
		const frame = parseFrameHeader(head);
		if (frame.contentSize === null) notes.add('the zstd frame does not say its content size');
		const window = frame.window ?? frame.contentSize ?? 0;
		if (window > widestWindowOld) problems.add(`the zstd window of ${window} bytes is wider than 32 MiB`);
		at += frame.length;
		for (let last = false; !last; ) {
			const block = await read(file, at, 3);
			if (block.length < 3) {
				problems.add('the zstd frame is cut short');
				return null;
			}
			const bits = block.readUIntLE(0, 3);
			last = (bits & 1) === 1;
			const type = (bits >> 1) & 3;
			if (type === 3) {
				problems.add('the zstd frame is damaged');
				return null;
			}
			at += 3 + (type === 1 ? 1 : bits >> 3);
		}
		if (frame.checksum) at += 4;
		if (at > size) {
			problems.add('the zstd frame is cut short');
			return null;
		}
		if (at < size) problems.add(`${size - at} bytes follow the zstd frame`);
		return {contentSize: frame.contentSize};
	} finally {
		await file.close();
	}
}

/** RFC 8878, section 3.1.1.1. */
function parseFrameHeader(head: Buffer): {
	length: number;
	window: number | null;
	contentSize: number | null;
	checksum: boolean;
} {
	const descriptor = head[4] ?? 0;
	const single = (descriptor & 0x20) !== 0;
	const sizeFlag = descriptor >> 6;
	let at = 5;
	let window: number | null = null;
	if (!single) {
		const byte = head[at++] ?? 0;
		const base = 2 ** (10 + (byte >> 3));
		window = base + (base / 8) * (byte & 7);
	}
	at += [0, 1, 2, 4][descriptor & 3] ?? 0;
	const sizeBytes = sizeFlag === 0 ? (single ? 1 : 0) : 2 ** sizeFlag;
	let contentSize: number | null = null;
	if (sizeBytes === 1) contentSize = head.readUInt8(at);
	else if (sizeBytes === 2) contentSize = head.readUInt16LE(at) + 256;
	else if (sizeBytes === 4) contentSize = head.readUInt32LE(at);
	else if (sizeBytes === 8) contentSize = Number(head.readBigUInt64LE(at));
	return {length: at + sizeBytes, window, contentSize, checksum: (descriptor & 4) !== 0};
}

async function decompress(
	path: string,
	into: string,
	{contentSize}: Envelope,
	problems: Findings,
	notes: Findings,
): Promise<boolean> {
	let bytes = 0;
	const counter = new Transform({
		transform(chunk: Buffer, _encoding, done) {
			bytes += chunk.length;
			done(bytes > mostDecoded ? new Error('over 10 GiB') : null, chunk);
		},
	});
	try {
		await pipeline(
			createReadStream(path, {start: fileHeader.length}),
			createZstdDecompress(),
			counter,
			createWriteStream(into, {mode: 0o600}),
		);
	} catch (error) {
		problems.add(`the zstd frame does not decode: ${error instanceof Error ? error.message : String(error)}`);
		return false;
	}
	if (contentSize !== null && contentSize !== bytes) {
		problems.add(`the zstd frame says ${contentSize} bytes but holds ${bytes}`);
	}
	if (bytes > mostDecodedOld) notes.add('the database is larger than 2 GiB, which SDK 0.2.42 does not read');
	return true;
}

async function read(file: FileHandle, position: number, length: number): Promise<Buffer> {
	const {buffer, bytesRead} = await file.read(Buffer.alloc(length), 0, length, position);
	return buffer.subarray(0, bytesRead);
}
