import {createHash} from 'node:crypto';
import {
	closeSync,
	createReadStream,
	createWriteStream,
	constants as fsConstants,
	fstatSync,
	openSync,
	read,
	rmSync,
	writeSync,
} from 'node:fs';
import {open, rename, rm} from 'node:fs/promises';
import {dirname} from 'node:path';
import {pipeline} from 'node:stream/promises';
import {promisify} from 'node:util';
import {constants, createZstdCompress, createZstdDecompress} from 'node:zlib';
import {Problem} from '../problem/problem.ts';
import {systemCode} from '../problem/system-code.ts';
import {collectGarbage} from '../threads/collect-garbage.ts';
import {asFileProblem, damaged, requireSpace} from './disk.ts';
import {frameEnds} from './frame-end.ts';
import {damageMessages, syncFileMessages} from './messages.ts';

/** Baton protocol sheet, section 4: five bytes, then a zstd stream of a SQLite database. */
const header = Buffer.from('C1ZF\0', 'latin1');
const newerHeader = Buffer.from('C1Z3\0', 'latin1');

/** What ConductorOne's reader takes, decoded; and the window its decoder allows (2^27 = 128 MiB). */
export const decodedLimit = 10 * 1024 ** 3;
const windowLogLimit = 27;
/** Level 3 of zstd: levels above cost several times the time for a few per cent. */
const level = 3;
const chunk = 1 << 20;

interface Packed {
	bytes: number;
	sha256: string;
}

/**
 * Compresses everything `fd` holds into `path`: written to `<path>.tmp` (0600), flushed to the disk, then renamed, so
 * that `path` is either the whole new file or what it was before. The frame header carries the content size.
 */
export async function pack(
	fd: number,
	path: string,
	options: {signal?: AbortSignal | undefined; onBytes?: (done: number, total: number) => void} = {},
): Promise<Packed> {
	const size = fstatSync(fd).size;
	const temporary = `${path}.tmp`;
	const onExit = () => rmSync(temporary, {force: true});
	const hash = createHash('sha256');
	let bytes = 0;
	const counted = (part: Buffer) => {
		hash.update(part);
		bytes += part.length;
		freeBuffers(bytes, part.length);
		return part;
	};
	async function* output(parts: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
		yield counted(header);
		for await (const part of parts) yield counted(part);
	}
	await rm(temporary, {force: true});
	process.on('exit', onExit);
	try {
		await pipeline(
			pieces(fd, (done) => options.onBytes?.(done, size)),
			createZstdCompress({
				chunkSize: chunk,
				pledgedSrcSize: size,
				params: {[constants.ZSTD_c_compressionLevel]: level, [constants.ZSTD_c_checksumFlag]: 1},
			}),
			output,
			// flush: the bytes are on the disk before the name is.
			createWriteStream(temporary, {flags: 'wx', mode: 0o600, flush: true, highWaterMark: chunk}),
			{signal: options.signal},
		);
		await rename(temporary, path);
		await flushFolder(dirname(path));
		return {bytes, sha256: hash.digest('hex')};
	} catch (error) {
		await rm(temporary, {force: true});
		throw error;
	} finally {
		process.off('exit', onExit);
	}
}

/**
 * What a file holds, piece by piece, each in the place of the one before: a buffer of its own for each would be much
 * rubbish. Whoever takes it must be done with a piece before asking for the next, as a stream is whose buffer is smaller.
 */
async function* pieces(fd: number, onBytes: (done: number) => void): AsyncGenerator<Buffer> {
	const buffer = Buffer.allocUnsafeSlow(chunk);
	for (let done = 0; ; ) {
		const {bytesRead} = await promisify(read)(fd, buffer, 0, chunk, done);
		if (bytesRead === 0) return;
		done += bytesRead;
		onBytes(done);
		yield buffer.subarray(0, bytesRead);
	}
}

/** Decodes the file at `path` into `fd` and returns the decoded size. Throws `file/*` and `disk/full`. */
export async function unpack(
	path: string,
	fd: number,
	folder: string,
	options: {signal?: AbortSignal | undefined; limit?: number} = {},
): Promise<number> {
	const limit = options.limit ?? decodedLimit;
	const start = await readStart(path);
	if (start.subarray(0, newerHeader.length).equals(newerHeader)) {
		throw new Problem({code: 'file/too-new', ...syncFileMessages.newerForm, copy: [path]});
	}
	if (!start.subarray(0, header.length).equals(header)) {
		throw damaged(path, damageMessages.wrongStart(path));
	}
	const announced = contentSize(start.subarray(header.length));
	if (announced !== null && announced > limit) throw tooLarge(path);
	if (announced !== null) requireSpace(folder, announced);
	let written = 0;
	let isTooLarge = false;
	const sink = async (source: AsyncIterable<Buffer>) => {
		for await (const part of source) {
			isTooLarge = written + part.length > limit;
			if (isTooLarge) throw tooLarge(path);
			for (let at = 0; at < part.length; ) at += writeSync(fd, part, at, part.length - at, written + at);
			written += part.length;
			freeBuffers(written, part.length);
		}
	};
	try {
		await pipeline(
			createReadStream(path, {start: header.length, highWaterMark: chunk}),
			createZstdDecompress({chunkSize: chunk, params: {[constants.ZSTD_d_windowLogMax]: windowLogLimit}}),
			sink,
			{signal: options.signal},
		);
	} catch (error) {
		const code = systemCode(error) ?? '';
		if (code.startsWith('ZSTD') || code.startsWith('Z_') || code.startsWith('ERR_ZLIB')) {
			throw damaged(path, damageMessages.notDecompressed(path), error);
		}
		// Some versions of Node report that the pipeline was ended, not why.
		if (isTooLarge) throw tooLarge(path);
		throw asFileProblem(error, path, 'opening');
	}
	const isWhole = announced === null ? frameEnds(path, header.length) : announced === written;
	if (!isWhole) throw damaged(path, damageMessages.cutOff(path));
	return written;
}

/** After every 16 MB of a stream, of which the last piece has just gone by. */
function freeBuffers(done: number, piece: number): void {
	const step = 16 * chunk;
	if (Math.floor(done / step) > Math.floor((done - piece) / step)) collectGarbage('minor');
}

function tooLarge(path: string): Problem {
	return damaged(path, damageMessages.tooLarge(path));
}

async function readStart(path: string): Promise<Buffer> {
	let fd: number | undefined;
	try {
		// A pipe does not wait for somebody to write into it.
		fd = openSync(path, fsConstants.O_RDONLY | (fsConstants.O_NONBLOCK ?? 0));
		if (!fstatSync(fd).isFile()) throw damaged(path, damageMessages.notAFile(path));
		const start = Buffer.alloc(header.length + 18);
		const {bytesRead} = await promisify(read)(fd, start, 0, start.length, 0);
		return start.subarray(0, bytesRead);
	} catch (error) {
		throw asFileProblem(error, path, 'opening');
	} finally {
		if (fd !== undefined) closeSync(fd);
	}
}

/** The content size in a zstd frame header (RFC 8878, section 3.1.1.1), or null when it carries none. */
export function contentSize(frame: Buffer): number | null {
	if (frame.length < 18 || frame.readUInt32LE(0) !== 0xfd2fb528) return null;
	const descriptor = frame.readUInt8(4);
	const singleSegment = (descriptor >> 5) & 1;
	const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0;
	const at = 5 + (singleSegment ? 0 : 1) + dictionaryBytes;
	switch (descriptor >> 6) {
		case 0:
			return singleSegment ? frame.readUInt8(at) : null;
		case 1:
			return frame.readUInt16LE(at) + 256;
		case 2:
			return frame.readUInt32LE(at);
		default:
			return at + 8 <= frame.length ? Number(frame.readBigUInt64LE(at)) : null;
	}
}

async function flushFolder(folder: string): Promise<void> {
	// Not every system can flush a folder; the file itself is flushed.
	const opened = await open(folder, 'r').catch(() => null);
	await opened?.sync().catch(() => {});
	await opened?.close();
}
