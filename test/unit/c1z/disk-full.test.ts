import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {expect, test, vi} from 'vitest';
import {asFileProblem} from '../../../source/c1z/disk.ts';
import {sealWorkingFile} from '../../../source/c1z/seal.ts';
import {createWorkingFile} from '../../../source/c1z/working-file.ts';
import {account, folder, scope} from './tenant.ts';

/** Bytes the simulated disk still takes. */
let space = Number.POSITIVE_INFINITY;

vi.mock('node:fs', async (original) => {
	const fs = await original<typeof import('node:fs')>();
	const createWriteStream: typeof fs.createWriteStream = (path, options) => {
		const limited = {
			...fs,
			write(
				fd: number,
				buffer: Buffer,
				offset: number,
				length: number,
				position: number | null,
				done: (error: Error | null, written: number) => void,
			) {
				space -= length;
				if (space < 0) done(Object.assign(new Error('no space left on device'), {code: 'ENOSPC'}), 0);
				else fs.write(fd, buffer, offset, length, position, done);
			},
		};
		delete (limited as {writev?: unknown}).writev;
		return fs.createWriteStream(path, {...(options as object), fs: limited} as never);
	};
	return {...fs, createWriteStream, default: {...fs, createWriteStream}};
});

function finished(into: string) {
	const working = createWorkingFile(join(into, 'working.db'), scope);
	working.commit({resources: Array.from({length: 50}, (_, n) => account(`account-${n}`))});
	working.finish();
	return working;
}

test.each([0, 10, 1000])(
	'a disk that fills up after %i bytes leaves the earlier file and nothing else',
	async (bytes) => {
		const into = folder();
		const working = finished(into);
		writeFileSync(join(into, 'out.c1z'), 'earlier');
		space = bytes;
		await expect(sealWorkingFile(working, join(into, 'out.c1z'))).rejects.toMatchObject({code: 'disk/full'});
		expect(readFileSync(join(into, 'out.c1z'), 'utf8')).toBe('earlier');
		expect(readdirSync(into).filter((name) => !name.startsWith('working.db'))).toEqual(['out.c1z']);
		space = Number.POSITIVE_INFINITY;
		await expect(sealWorkingFile(working, join(into, 'out.c1z'))).resolves.toMatchObject({counts: {accounts: 50}});
		working.close();
	},
);

test('a database that cannot grow is a full disk too', () => {
	const db = new DatabaseSync(':memory:');
	db.exec('pragma max_page_count = 3; create table a (b)');
	let error: unknown;
	try {
		for (let n = 0; n < 100; n++) db.prepare('insert into a values (zeroblob(4000))').run();
	} catch (caught) {
		error = caught;
	}
	expect(asFileProblem(error, '/data/x.db', 'saving').code).toBe('disk/full');
});
