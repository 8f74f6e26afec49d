import {createHash} from 'node:crypto';
import {open} from 'node:fs/promises';
import type {MessageInitShape} from '@bufbuild/protobuf';
import {Problem} from '../../problem/problem.ts';
import type {BatonServiceUploadAssetRequestSchema} from '../../proto/gen/c1/connectorapi/baton/v1/baton_pb.js';
import {uploadProblemMessages} from './messages.ts';

type UploadMessage = MessageInitShape<typeof BatonServiceUploadAssetRequestSchema>;

/** As the existing connectors send; the rule allows up to 1 MiB. */
const chunkBytes = 512 * 1024;

/**
 * The messages of one upload: who and what, the file in pieces, its SHA-256. Only one piece is in memory at a time.
 * Baton protocol sheet, section 2, step 5.
 *
 * @param progress called with the bytes handed to the connection so far and the file's size
 */
export async function* uploadMessages(
	path: string,
	hostId: string,
	taskId: string,
	progress: (sentBytes: number, totalBytes: number) => void,
): AsyncGenerator<UploadMessage> {
	const file = await open(path, 'r').catch((error) => {
		throw new Problem({code: 'file/unreadable', ...uploadProblemMessages.notReadable(path), cause: error});
	});
	try {
		const total = (await file.stat()).size;
		yield {msg: {case: 'metadata', value: {hostId, taskId}}};
		const hash = createHash('sha256');
		let sent = 0;
		progress(0, total);
		for (;;) {
			const {bytesRead, buffer} = await file.read(Buffer.allocUnsafeSlow(chunkBytes), 0, chunkBytes, sent);
			if (bytesRead === 0) break;
			const data = buffer.subarray(0, bytesRead);
			hash.update(data);
			yield {msg: {case: 'data', value: {data}}};
			sent += bytesRead;
			progress(sent, total);
		}
		yield {msg: {case: 'eof', value: {sha256Checksum: hash.digest()}}};
	} finally {
		await file.close();
	}
}
