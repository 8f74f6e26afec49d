import {createHash} from 'node:crypto';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {uploadMessages} from '../../../source/conductorone/tasks/upload.ts';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'upload-'));
});
afterAll(() => rmSync(folder, {recursive: true}));

it('sends who, the file in pieces of half a mebibyte, and its checksum', async () => {
	const path = join(folder, 'file');
	const content = Buffer.from(Array.from({length: 1_200_000}, (_, index) => index % 251));
	writeFileSync(path, content);
	const progress: [number, number][] = [];
	const messages: {msg?: {case?: string | undefined; value?: unknown}}[] = [];
	for await (const message of uploadMessages(path, 'host', 'task', (...at) => progress.push(at)))
		messages.push(message);
	expect(messages[0]).toEqual({msg: {case: 'metadata', value: {hostId: 'host', taskId: 'task'}}});
	const data = messages.slice(1, -1).map(({msg}) => Buffer.from((msg as {value: {data: Uint8Array}}).value.data));
	expect(data.map(({length}) => length)).toEqual([524_288, 524_288, 151_424]);
	expect(Buffer.concat(data).equals(content)).toBe(true);
	expect(messages.at(-1)).toEqual({
		msg: {case: 'eof', value: {sha256Checksum: createHash('sha256').update(content).digest()}},
	});
	expect(progress).toEqual([
		[0, 1_200_000],
		[524_288, 1_200_000],
		[1_048_576, 1_200_000],
		[1_200_000, 1_200_000],
	]);
});

it('says which file cannot be read', async () => {
	const messages = uploadMessages(join(folder, 'none'), 'host', 'task', () => undefined);
	await expect(messages.next()).rejects.toMatchObject({
		code: 'file/unreadable',
		message: expect.stringContaining('none'),
	});
});
