import {closeSync, fstatSync, mkdtempSync, openSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {pack} from '../../../source/c1z/envelope.ts';

test('cancelled, it leaves no file and closes nothing it did not open: the number may be another file’s by then', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'pack-'));
	onTestFinished(() => rmSync(folder, {recursive: true}));
	const rows = join(folder, 'rows');
	writeFileSync(rows, Buffer.alloc(8_000_000, 'row'));
	const fd = openSync(rows, 'r');
	const stop = new AbortController();
	const packing = pack(fd, join(folder, 'out.c1z'), {signal: stop.signal, onBytes: () => stop.abort()});
	await expect(packing).rejects.toMatchObject({name: 'AbortError'});
	expect(fstatSync(fd).size).toBe(8_000_000);
	closeSync(fd);
	expect(readdirSync(folder)).toEqual(['rows']);
});
