import {fork} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {open} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {startConductorOneSandbox} from '../sandbox/conductorone/server.ts';

export interface LargeUpload {
	bytes: number;
	seconds: number;
	/** Resident memory of the sender in MB: when it begins, and the most while it sends. */
	before: number;
	most: number;
	problems: string[];
}

/** What the sender tells: that it is half way, or how it went. */
export type SenderMessage = {half: true} | {before: number; most: number; attempts: number; finished: boolean};

/** Growth that is not a copy of the file: buffers on their way, code that becomes hot. MB. */
const allowed = 96;

/**
 * Sends a file of this size through the upload of the task loop, in a process of its own whose memory is watched. The
 * stream is cut once in the second half, and all tokens end in the middle of it.
 */
export async function uploadLargeFile(bytes: number): Promise<LargeUpload> {
	const folder = mkdtempSync(join(tmpdir(), 'large-upload-'));
	const c1 = await startConductorOneSandbox({behaviour: {firstTask: 'sync', tokenSeconds: 3600}});
	try {
		const path = join(folder, 'large');
		await writeSparse(path, bytes);
		const began = performance.now();
		const sender = fork(fileURLToPath(new URL('sender.ts', import.meta.url)), [path], {
			env: {...process.env, C1: JSON.stringify({clientId: c1.clientId, clientSecret: c1.clientSecret, insecure: true})},
			execArgv: ['--disable-warning=ExperimentalWarning'],
		});
		const problems: string[] = [];
		let told: Exclude<SenderMessage, {half: true}> | undefined;
		sender.on('message', (message: SenderMessage) => {
			if ('half' in message) {
				c1.behave({clockSkewMs: 3_601_000, cutUpload: {afterBytes: Math.round(bytes * 0.6), times: 1}});
			} else told = message;
		});
		const [code] = await once(sender, 'exit');
		if (code !== 0 || !told)
			return {bytes, seconds: 0, before: 0, most: 0, problems: [`the sender ended with ${code}`]};
		const {before, most, attempts, finished} = told;
		// Cut off, refused for the old token, taken.
		if (attempts !== 3) problems.push(`the upload was begun ${attempts} times, not three times`);
		if (!finished) problems.push('the task could not be finished after the upload');
		if (most - before > allowed) problems.push(`memory grew from ${before} to ${most} MB while uploading`);
		const {tokens, finished: tasks} = c1.report();
		if (tokens < 2) problems.push('the token did not end in mid-upload');
		if (tasks.length !== 1 || !tasks[0]?.ok) problems.push('the task did not end well');
		return {bytes, seconds: (performance.now() - began) / 1000, before, most, problems};
	} finally {
		await c1.close();
		rmSync(folder, {recursive: true, force: true});
	}
}

/** A file that is mostly a hole, with something else every 64 MiB so that a piece in the wrong place is noticed. */
async function writeSparse(path: string, bytes: number): Promise<void> {
	const file = await open(path, 'w', 0o600);
	try {
		await file.truncate(bytes);
		for (let at = 0; at < bytes; at += 2 ** 26) await file.write(`at ${at}`, at);
	} finally {
		await file.close();
	}
}
