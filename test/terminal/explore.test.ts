import {readdirSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {Terminal} from './terminal.ts';

const golden = fileURLToPath(new URL('../golden/expected/all-courses.c1z', import.meta.url));

test.each([
	[80, 24],
	[60, 16],
])('a file of baton-litmos is looked into at %i × %i, and nothing of it stays behind', async (columns, rows) => {
	const before = readdirSync(tmpdir()).filter((name) => name.startsWith('litmos-connector-'));
	await using terminal = new Terminal(['explore', golden], {columns, rows});
	await terminal.waitFor('ana.ruiz@example.com');
	await terminal.press('enter');
	await terminal.waitFor('Accounts › ana.ruiz@example.com');
	await terminal.press('escape', 'escape');
	expect(await terminal.ended).toEqual({exitCode: 0, signal: undefined});
	const after = readdirSync(tmpdir()).filter((name) => name.startsWith('litmos-connector-'));
	expect(after.filter((name) => !before.includes(name))).toEqual([]);
});

test('a file that is none is said in words', async () => {
	await using terminal = new Terminal(['explore', fileURLToPath(import.meta.url)]);
	expect(await terminal.ended).toMatchObject({exitCode: 1});
	expect(terminal.transcript()).toMatch(/does not begin the way a sync file/);
	expect(terminal.transcript()).not.toContain('    at ');
});
