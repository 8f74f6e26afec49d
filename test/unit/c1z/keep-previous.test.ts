import {copyFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {sealWorkingFile} from '../../../source/c1z/seal.ts';
import {createWorkingFile} from '../../../source/c1z/working-file.ts';
import {openC1z} from './rows.ts';
import {account, folder, resourceTypes, scope} from './tenant.ts';

const golden = new URL('../../golden/expected/all-courses.c1z', import.meta.url);

function finished(into: string, name: string) {
	const file = createWorkingFile(join(into, `${name}.db`), scope);
	file.commit({resourceTypes, resources: [account(name)]});
	file.finish();
	return file;
}

test('the newest run of an earlier file is kept beside the new one, which is the one read', async () => {
	const into = folder();
	const out = join(into, 'sync.c1z');
	copyFileSync(golden, out);
	const before = await openC1z(out);
	const {syncId} = before.run;
	before.close();

	const working = finished(into, 'u1');
	const sealed = await sealWorkingFile(working, out, {keepPrevious: out});
	expect(sealed.previousSyncId).toBe(syncId);

	const after = await openC1z(out);
	expect(after.run.syncId).toBe(working.info().syncId);
	expect([...after.resources()].map(({id}) => id?.resource)).toEqual(['u1']);
	const runs = after.db.prepare('select sync_id, ended_at from v1_sync_runs').all();
	expect(runs.map((row) => row.sync_id)).toEqual(expect.arrayContaining([syncId, working.info().syncId]));
	expect(runs).toHaveLength(2);
	const kept = after.db.prepare('select count(*) as rows from v1_grants where sync_id = ?').get(syncId);
	expect(kept?.rows).toBe(13);
	after.close();

	// A third sync keeps the second and lets the first go; sealing it once more keeps nothing twice.
	const third = finished(into, 'u2');
	expect((await sealWorkingFile(third, out, {keepPrevious: out})).previousSyncId).toBe(working.info().syncId);
	expect((await sealWorkingFile(third, out, {keepPrevious: out})).previousSyncId).toBe(null);
	working.close();
	third.close();
});

test('an earlier file that cannot be read is said, and stays as it was', async () => {
	const into = folder();
	const out = join(into, 'sync.c1z');
	writeFileSync(out, 'not a sync file');
	const working = finished(into, 'u1');
	await expect(sealWorkingFile(working, out, {keepPrevious: out})).rejects.toMatchObject({code: 'file/damaged'});
	working.close();
});
