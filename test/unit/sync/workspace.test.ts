import {existsSync, mkdtempSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {defaultOptions, openWorkspace} from '../../../source/sync/workspace.ts';
import {target} from './fake-litmos.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'litmos-workspace-'));
});
afterEach(() => rmSync(folder, {recursive: true}));

const open = (at: string) =>
	openWorkspace({target, options: defaultOptions, folder: at, fresh: false}, () => false, Date.now());

test('makes the folders of the working file, for their owner only', () => {
	const inner = join(folder, 'a', 'b');
	open(inner).close();
	for (const made of [join(folder, 'a'), inner]) expect(statSync(made).mode & 0o777).toBe(0o700);
});

test.runIf(existsSync('/proc/self'))('says that a folder cannot be made, where asking for it might never end', () => {
	expect(() => open('/proc/no-such-folder/syncs')).toThrow(expect.objectContaining({code: 'disk/denied'}));
});
