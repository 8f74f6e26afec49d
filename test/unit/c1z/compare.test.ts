import {join} from 'node:path';
import {create} from '@bufbuild/protobuf';
import {anyPack} from '@bufbuild/protobuf/wkt';
import {expect, test} from 'vitest';
import {compareWith} from '../../../source/c1z/compare.ts';
import {openExplorer} from '../../../source/c1z/explorer.ts';
import {startExplorer, startExplorerOfC1z} from '../../../source/c1z/explorer-client.ts';
import {sealWorkingFile} from '../../../source/c1z/seal.ts';
import type {WorkingFile} from '../../../source/c1z/working-file.ts';
import {createWorkingFile} from '../../../source/c1z/working-file.ts';
import type {Problem} from '../../../source/problem/problem.ts';
import {ETagSchema} from '../../../source/proto/gen/c1/connector/v2/annotation_etag_pb.js';
import {type Resource, StatusSchema} from '../../../source/proto/model.ts';
import {patchGolden} from './patch.ts';
import {account, course, courseEntitlements, folder, golden, grant, resourceTypes, scope} from './tenant.ts';

const all = {offset: 0, limit: 100};
const [c1, c2, c3] = [course('c1', 'One'), course('c2', 'Two'), course('c3', 'Three')];

function tenant(
	path: string,
	accounts: Resource[],
	courses: Resource[],
	grants: ReturnType<typeof grant>[],
): WorkingFile {
	const working = createWorkingFile(path, scope);
	working.commit({
		resourceTypes,
		resources: [...accounts, ...courses],
		entitlements: courses.flatMap(courseEntitlements),
		grants,
	});
	working.finish();
	return working;
}

/** Before: four accounts, two courses, four grants. Now: one account less, one more, one other; a course less, one more. */
async function twoSyncs() {
	const into = folder();
	const before = tenant(
		join(into, 'before.db'),
		[account('u1'), account('u2'), account('u3', {name: 'Cy'}), account('u4')],
		[c1, c2],
		[
			grant(c1, 'assigned', 'u1'),
			grant(c1, 'assigned', 'u2'),
			grant(c2, 'assigned', 'u1'),
			grant(c1, 'completed', 'u4'),
		],
	);
	const sealed = await sealWorkingFile(before, join(into, 'before.c1z'));
	before.close();
	const now = tenant(
		join(into, 'now.db'),
		[account('u1'), account('u2'), account('u3', {name: 'Cy', active: false, level: 'Admin'}), account('u5')],
		[c1, c3],
		[grant(c1, 'assigned', 'u1'), grant(c1, 'assigned', 'u5'), grant(c3, 'assigned', 'u1')],
	);
	return {into, sealed, now};
}

test('a comparison tells what came, went and changed', async () => {
	const {into, sealed, now} = await twoSyncs();
	const comparison = await compareWith(now, sealed.path, {folder: into});
	expect(comparison).toEqual({
		against: {syncId: sealed.syncId, endedAt: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}$/)},
		added: {user: 1, course: 1, grant: 2},
		removed: {user: 1, course: 1, grant: 3},
		changed: {user: 1},
		accountDrop: 1 / 4,
		grantDrop: 3 / 4,
	});
	expect(JSON.parse(now.note('comparison') ?? '')).toEqual(comparison);
	const explorer = openExplorer(now.path);
	const changes = explorer.changes(all);
	expect(changes.total).toBe(10);
	expect(changes.lines.map(({change, what, id}) => `${change} ${what} ${id}`).sort()).toEqual([
		'added course c3',
		'added grant course:c1:assigned:user:u5',
		'added grant course:c3:assigned:user:u1',
		'added user u5',
		'changed user u3',
		'removed course c2',
		'removed grant course:c1:assigned:user:u2',
		'removed grant course:c1:completed:user:u4',
		'removed grant course:c2:assigned:user:u1',
		'removed user u4',
	]);
	explorer.close();
	now.close();
});

test('changes are searched and narrowed', async () => {
	const {into, sealed, now} = await twoSyncs();
	await compareWith(now, sealed.path, {folder: into});
	const explorer = openExplorer(now.path);
	expect(explorer.changes({...all, slug: 'changed'}).lines).toMatchObject([
		{change: 'changed', what: 'user', id: 'u3', name: 'Cy', detail: 'active: true → false, level: Learner → Admin'},
	]);
	expect(explorer.changes({...all, search: 'three'}).lines.map(({what}) => what)).toEqual(['course', 'grant']);
	// A course that is gone is named, too, not shown by its id.
	const [gone] = explorer.changes({...all, course: 'c2'}).lines.filter(({what}) => what === 'grant');
	const [course] = explorer.changes({...all, course: 'c2'}).lines.filter(({what}) => what === 'course');
	expect(course?.name).not.toBe('c2');
	expect(gone?.name).toContain(course!.name);
	expect(explorer.changes({...all, account: 'u4'}).total).toBe(2);
	expect(explorer.changes({...all, course: 'c1'}).total).toBe(3);
	explorer.close();
	now.close();
});

test('without an earlier file nothing counts as new', async () => {
	const into = folder();
	const now = tenant(join(into, 'now.db'), [account('u1')], [c1], [grant(c1, 'assigned', 'u1')]);
	const comparison = await compareWith(now, join(into, 'nothing.c1z'));
	expect(comparison).toEqual({against: null, added: {}, removed: {}, changed: {}, accountDrop: 0, grantDrop: 0});
	now.close();
});

test('marks and orders that say nothing are no change; other details are', async () => {
	const into = folder();
	const marked = account('u1');
	marked.annotations.push(anyPack(ETagSchema, create(ETagSchema)));
	const tagged = account('u2');
	tagged.annotations.push({
		...anyPack(ETagSchema, create(ETagSchema)),
		typeUrl: 'type.googleapis.com/acme.Own',
		value: new Uint8Array([8, 1]),
	});
	const sealed = await sealWorkingFile(
		tenant(join(into, 'a.db'), [account('u1'), account('u2')], [], []),
		join(into, 'a.c1z'),
	);
	const now = tenant(join(into, 'b.db'), [marked, tagged], [], []);
	expect((await compareWith(now, sealed.path, {folder: into})).changed).toEqual({user: 1});
	const explorer = openExplorer(now.path);
	expect(explorer.changes(all).lines).toMatchObject([{id: 'u2', detail: 'other details'}]);
	explorer.close();
	now.close();
});

test('status and profile in the trait only, as earlier connectors have them, are no change', async () => {
	const into = folder();
	const newest = (id: string, active: boolean) => {
		const resource = account(id, {active});
		resource.profile = {access_level: 'Learner'};
		resource.status = create(StatusSchema, {status: active ? 1 : 2});
		return resource;
	};
	const before = [account('u1'), account('u2')];
	const sealed = await sealWorkingFile(tenant(join(into, 'a.db'), before, [], []), join(into, 'a.c1z'));
	const now = tenant(join(into, 'b.db'), [newest('u1', true), newest('u2', false)], [], []);
	expect((await compareWith(now, sealed.path, {folder: into})).changed).toEqual({user: 1});
	now.close();
});

test('a file of the earlier connector, without indexes, is compared as well', async () => {
	const into = folder();
	const path = join(into, 'old.c1z');
	patchGolden(path, (db) => db.exec('drop index idx_grants_entitlement_id_v1'));
	const client = await startExplorerOfC1z(golden('all-courses.c1z'));
	const comparison = await client.compare(path);
	expect(comparison).toMatchObject({added: {}, removed: {}, changed: {}, accountDrop: 0, grantDrop: 0});
	expect(comparison.against?.syncId).toMatch(/^[0-9A-Za-z]{27}$/);
	await client.close();
});

test('the explorer answers from its own thread, and its problems keep their words', async () => {
	const {sealed, now} = await twoSyncs();
	const client = await startExplorer(now.path);
	expect((await client.overview()).counts.accounts).toBe(4);
	expect((await client.accounts({...all, search: 'cy'})).lines).toMatchObject([{id: 'u3', active: false}]);
	const [comparison, grants] = await Promise.all([client.compare(sealed.path), client.grants(all)]);
	expect([comparison.added.grant, grants.total]).toEqual([2, 3]);
	expect((await client.changes(all)).total).toBeGreaterThan(0);
	await client.close();
	const missing: Problem = await startExplorer(join(folder(), 'x.db')).then(
		() => expect.unreachable(),
		(problem: Problem) => problem,
	);
	expect(missing).toMatchObject({code: 'file/unreadable', next: ['Run a sync first.']});
	now.close();
});
