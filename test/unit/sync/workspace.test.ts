import {
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {workingFilePath} from '../../../source/sync/working-file-path.ts';
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

test('makes the index by people at once where somebody may look on, also on a sync begun without', () => {
	const job = {target, options: defaultOptions, folder, fresh: false};
	const indexesOf = (isUnattended: boolean) => {
		const workspace = openWorkspace({...job, isUnattended}, () => false, Date.now());
		const db = new DatabaseSync(workspace.file.path, {readOnly: true});
		const names = db.prepare("select name from sqlite_master where type = 'index' and tbl_name = 'grants'").all();
		db.close();
		workspace.close();
		return names.map(({name}) => name);
	};
	expect(indexesOf(true)).not.toContain('grants_by_principal');
	expect(indexesOf(false)).toContain('grants_by_principal');
});

test.runIf(existsSync('/proc/self'))('says that a folder cannot be made, where asking for it might never end', () => {
	expect(() => open('/proc/no-such-folder/syncs')).toThrow(expect.objectContaining({code: 'disk/denied'}));
});

test.each([
	['no byte', (path: string) => writeFileSync(path, '')],
	[
		'only the head of a database',
		(path: string) => {
			const db = new DatabaseSync(path);
			db.exec('pragma journal_mode = wal');
			db.close();
		},
	],
])('a file that a killed program had only begun, with %s, is begun again without a word', (_, begin) => {
	begin(workingFilePath(folder, target));
	const workspace = open(folder);
	expect(workspace).toMatchObject({resumed: false, notice: null});
	workspace.close();
	expect(readdirSync(folder).filter((name) => name.includes('damaged'))).toEqual([]);
});

test('a file of an older form is kept aside, and that is said', () => {
	const first = open(folder);
	const {path} = first.file;
	first.close();
	const db = new DatabaseSync(path);
	db.exec('pragma user_version = 1');
	db.close();
	const workspace = open(folder);
	expect(workspace.notice).toContain('was written by an older version');
	workspace.close();
	expect(readdirSync(folder).filter((name) => name.endsWith('.older'))).toHaveLength(1);
});

test('a file that is something else is kept aside, and that is said', () => {
	writeFileSync(workingFilePath(folder, target), 'not a database, but perhaps dear to somebody');
	const workspace = open(folder);
	expect(workspace.notice).toContain('is damaged');
	workspace.close();
	expect(readdirSync(folder).filter((name) => name.endsWith('.damaged'))).toHaveLength(1);
});

test('a link in place of the working file is put aside, not followed', () => {
	const elsewhere = join(folder, 'elsewhere');
	writeFileSync(elsewhere, 'mine');
	symlinkSync(elsewhere, workingFilePath(folder, target));
	const workspace = open(folder);
	expect(workspace.notice).toContain('.damaged');
	workspace.close();
	expect(readFileSync(elsewhere, 'utf8')).toBe('mine');
});
