import {createHash} from 'node:crypto';
import {open} from 'node:fs/promises';
import {join} from 'node:path';
import {Code, ConnectError} from '@connectrpc/connect';
import type {BatonServiceUploadAssetRequest} from '../../proto/gen/c1/connectorapi/baton/v1/baton_pb.js';

export interface ReceivedFile {
	taskId: string;
	hostId: string;
	path: string;
	bytes: number;
	/** Hex. */
	sha256: string;
}

export interface ReceiveOptions {
	/** Called with the rule that was broken; gives the error to throw. */
	refuse: (rule: string) => ConnectError;
	/** Called with the first message; throws when there is no such task. */
	onMetadata: (taskId: string, hostId: string) => void;
}

/**
 * Takes one upload to disk: metadata, data once or more, eof, in this order (protocol sheet, section 2), with the
 * checksum over exactly the bytes that came. The file is private (0600) and lies in `folder`.
 */
export async function receiveUpload(
	messages: AsyncIterable<BatonServiceUploadAssetRequest>,
	folder: string,
	{refuse, onMetadata}: ReceiveOptions,
): Promise<ReceivedFile> {
	const path = join(folder, 'upload');
	const file = await open(path, 'wx', 0o600);
	const hash = createHash('sha256');
	let bytes = 0;
	let from: {taskId: string; hostId: string} | null = null;
	let sha256: string | null = null;
	try {
		for await (const message of messages) {
			if (sha256 !== null) throw refuse('nothing may follow eof');
			const {msg} = message;
			if (msg.case === 'metadata') {
				if (from) throw refuse('metadata must come once, first');
				from = {taskId: msg.value.taskId, hostId: msg.value.hostId};
				onMetadata(from.taskId, from.hostId);
				continue;
			}
			if (!from) throw refuse('metadata must come first');
			if (msg.case === 'data') {
				hash.update(msg.value.data);
				await file.write(msg.value.data);
				bytes += msg.value.data.length;
			} else if (msg.case === 'eof') {
				if (bytes === 0) throw refuse('data must come before eof');
				sha256 = hash.digest('hex');
				const stated = Buffer.from(msg.value.sha256Checksum).toString('hex');
				if (stated !== sha256) throw refuse('sha256_checksum is not the SHA-256 of the bytes received');
			}
		}
	} finally {
		await file.close();
	}
	if (!from || sha256 === null) throw new ConnectError('the upload ended before eof', Code.Aborted);
	return {...from, path, bytes, sha256};
}
