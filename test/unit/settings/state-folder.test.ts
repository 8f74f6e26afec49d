import {existsSync, mkdtempSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it, onTestFinished} from 'vitest';
import {prepareStateFolder} from '../../../source/settings/state-folder.ts';

function temporary(): string {
	const folder = mkdtempSync(join(tmpdir(), 'state-'));
	onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
	return folder;
}

it('is made with all that leads there, for its owner only, and may be there already', () => {
	const folder = join(temporary(), 'a', 'b');
	for (let time = 0; time < 2; time++) prepareStateFolder(folder);
	expect(statSync(folder).mode & 0o777).toBe(0o700);
});

it('is told when a file stands in its place or in its way', () => {
	const file = join(temporary(), 'file');
	writeFileSync(file, '');
	for (const folder of [file, join(file, 'below')]) {
		expect(() => prepareStateFolder(folder)).toThrow(expect.objectContaining({code: 'disk/denied'}));
	}
});

it.skipIf(!existsSync('/proc/self'))('is told where the system lets nobody make one', () => {
	for (const folder of ['/proc/litmos', '/proc/litmos/state']) {
		expect(() => prepareStateFolder(folder)).toThrow(expect.objectContaining({code: 'disk/denied'}));
	}
});
