import {
	chmodSync,
	chownSync,
	existsSync,
	lchownSync,
	mkdirSync,
	mkdtempSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {openSavedState} from '../../../source/settings/saved-state.ts';
import {prepareStateFolder, secureStateFolder} from '../../../source/settings/state-folder.ts';

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

const mode = (path: string) => statSync(path).mode & 0o7777;
const isRoot = process.getuid?.() === 0;

describe.skipIf(process.platform === 'win32')('one that others can change', () => {
	it('is closed to them, which is said; what others may only read stays', () => {
		const folder = temporary();
		chmodSync(folder, 0o777);
		expect(secureStateFolder(folder, true)).toEqual({folder, notice: expect.stringContaining('Now only you can')});
		expect(mode(folder)).toBe(0o755);
		expect(secureStateFolder(folder, true)).toEqual({folder, notice: undefined});
	});

	it('is left as it is by what changes nothing, and said', () => {
		const folder = temporary();
		chmodSync(folder, 0o775);
		expect(secureStateFolder(folder, false).notice).toContain('can change files');
		expect(mode(folder)).toBe(0o775);
	});

	it('and that is for everybody, as /tmp, holds a folder of our own', () => {
		const folder = temporary();
		chmodSync(folder, 0o1777);
		const safe = secureStateFolder(folder, true);
		expect(safe.folder).toBe(join(folder, `litmos-connector-${process.getuid?.()}`));
		expect(safe.notice).toContain('is used');
		expect(mode(folder)).toBe(0o1777);
		prepareStateFolder(safe.folder);
		expect(mode(safe.folder)).toBe(0o700);
	});

	it.runIf(isRoot)('is refused when it, or a link to it, belongs to somebody else', () => {
		const refused = expect.objectContaining({code: 'disk/denied', why: expect.stringContaining('12345')});
		const [folder, other] = [temporary(), join(temporary(), 'other')];
		chownSync(folder, 12_345, 12_345);
		expect(() => secureStateFolder(folder, true)).toThrow(refused);
		const own = temporary();
		symlinkSync(own, other);
		expect(secureStateFolder(other, true)).toEqual({folder: other, notice: undefined});
		lchownSync(other, 12_345, 12_345);
		expect(() => secureStateFolder(other, true)).toThrow(refused);
	});
});

it.each([
	['a folder', (path: string) => mkdirSync(path)],
	['a link', (path: string) => symlinkSync('/etc/hostname', path)],
	['a link to nowhere', (path: string) => symlinkSync('/nowhere', path)],
])('saved answers that are %s are told, not followed', async (_, make) => {
	const folder = temporary();
	make(join(folder, 'settings.json'));
	await expect(openSavedState(folder)).rejects.toMatchObject({code: 'disk/denied'});
});
