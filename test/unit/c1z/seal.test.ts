import {createHash} from 'node:crypto';
import {readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {create, type Message, toBinary} from '@bufbuild/protobuf';
import {anyPack} from '@bufbuild/protobuf/wkt';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {requireSpace} from '../../../source/c1z/disk.ts';
import {contentSize} from '../../../source/c1z/envelope.ts';
import type {SealOptions, SealProgress} from '../../../source/c1z/seal.ts';
import {sealWorkingFile, sqlTime} from '../../../source/c1z/seal.ts';
import {estimateSize} from '../../../source/c1z/seal-rows.ts';
import {openDatabase} from '../../../source/c1z/working-database.ts';
import type {WorkingFile} from '../../../source/c1z/working-file.ts';
import {createWorkingFile} from '../../../source/c1z/working-file.ts';
import {Problem} from '../../../source/problem/problem.ts';
import {
	EntitlementSchema,
	type Grant,
	GrantExpandableSchema,
	GrantSchema,
	type Resource,
	ResourceIdSchema,
	ResourceSchema,
} from '../../../source/proto/model.ts';
import {unpackPlainly} from './patch.ts';
import {entitlementsOf, openC1z} from './rows.ts';
import {account, course, courseEntitlements, entitlement, folder, grant, resourceTypes, scope, team} from './tenant.ts';

function finished(into: string, resources: Resource[], grants: ReturnType<typeof grant>[] = []): WorkingFile {
	const working = createWorkingFile(join(into, 'working.db'), scope);
	const entitlements = resources.flatMap((resource) => {
		const type = resource.id?.resourceType;
		return type === 'course' ? courseEntitlements(resource) : type === 'team' ? [entitlement(resource, 'member')] : [];
	});
	working.commit({resourceTypes, resources, entitlements, grants});
	working.finish();
	return working;
}

function small(into: string): WorkingFile {
	const safety = course('safety');
	return finished(
		into,
		[account('ana'), account('bo'), safety, team('t1')],
		[grant(safety, 'assigned', 'ana'), grant(safety, 'completed', 'ana'), grant(team('t1'), 'member', 'bo')],
	);
}

async function problemOf(work: Promise<unknown>): Promise<Problem> {
	const error = await work.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	expect(error).toBeInstanceOf(Problem);
	return error as Problem;
}

/** Nothing but the working file and what the test itself put there. */
const leftovers = (into: string) => readdirSync(into).filter((name) => !name.startsWith('working.db'));

describe('the sealed file', () => {
	test('is a five-byte header and zstd that says its size, readable by plain zlib', async () => {
		const into = folder();
		const working = small(into);
		const sealed = await sealWorkingFile(working, join(into, 'out.c1z'));
		const bytes = readFileSync(sealed.path);
		expect(bytes.subarray(0, 5).toString('latin1')).toBe('C1ZF\0');
		const database = unpackPlainly(sealed.path);
		expect(sealed.decodedBytes).toBe(database.length);
		expect(contentSize(bytes.subarray(5))).toBe(database.length);
		expect(sealed.bytes).toBe(bytes.length);
		expect(sealed.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
		expect(sealed).toMatchObject({
			syncId: working.info().syncId,
			counts: {accounts: 2, teams: 1, courses: 1, resources: 4, entitlements: 4, grants: 3},
		});
		expect(statSync(sealed.path).mode & 0o777).toBe(0o600);
		expect(leftovers(into)).toEqual(['out.c1z']);
		working.close();
	});

	test('passes SQLite’s own check and holds one finished full run', async () => {
		const into = folder();
		const working = small(into);
		const {path} = await sealWorkingFile(working, join(into, 'out.c1z'));
		const {syncId, startedAt, finishedAt} = working.info();
		writeFileSync(join(into, 'plain.db'), unpackPlainly(path));
		const db = new DatabaseSync(join(into, 'plain.db'));
		expect(db.prepare('pragma integrity_check').get()).toEqual({integrity_check: 'ok'});
		expect(db.prepare('select sync_id, started_at, ended_at, sync_token, sync_type from v1_sync_runs').all()).toEqual([
			{
				sync_id: syncId,
				started_at: sqlTime(startedAt),
				ended_at: sqlTime(finishedAt!),
				sync_token: '',
				sync_type: 'full',
			},
		]);
		expect(sqlTime(new Date('2026-01-02T03:04:05.678Z'))).toBe('2026-01-02 03:04:05.678');
		expect(
			db
				.prepare(
					`select resource_type_id, resource_id, entitlement_id, principal_resource_type_id, principal_resource_id,
						external_id, expansion, needs_expansion, sync_id from v1_grants order by id limit 1`,
				)
				.get(),
		).toEqual({
			resource_type_id: 'course',
			resource_id: 'safety',
			entitlement_id: 'course:safety:assigned',
			principal_resource_type_id: 'user',
			principal_resource_id: 'ana',
			external_id: 'course:safety:assigned:user:ana',
			expansion: null,
			needs_expansion: 0,
			sync_id: syncId,
		});
		db.close();
		working.close();
	});

	test('carries the parent of a resource in its columns', async () => {
		const into = folder();
		const child = Object.assign(team('t2'), {
			parentResourceId: create(ResourceIdSchema, {resourceType: 'team', resource: 't1'}),
		});
		const working = finished(into, [team('t1'), child]);
		const file = await openC1z((await sealWorkingFile(working, join(into, 'out.c1z'))).path, {folder: into});
		expect(
			file.db
				.prepare(
					'select external_id as id, parent_resource_type_id as type, parent_resource_id as of from v1_resources',
				)
				.all(),
		).toEqual([
			{id: 'team:t1', type: null, of: null},
			{id: 'team:t2', type: 'team', of: 't1'},
		]);
		file.close();
		working.close();
	});

	test('marks expandable grants', async () => {
		const into = folder();
		const message = create(GrantExpandableSchema, {entitlementIds: ['team:t1:member']});
		const row = {...grant(team('t1'), 'member', 't2'), principalType: 'team'};
		const working = finished(into, [team('t1'), team('t2')]);
		working.commit({grants: [{...row, annotations: [anyPack(GrantExpandableSchema, message)]}]});
		const file = await openC1z((await sealWorkingFile(working, join(into, 'out.c1z'))).path, {folder: into});
		const stored = file.db.prepare('select expansion, needs_expansion from v1_grants').get();
		expect(stored).toEqual({expansion: toBinary(GrantExpandableSchema, message), needs_expansion: 1});
		expect([...file.grants()][0]?.annotations).toEqual([anyPack(GrantExpandableSchema, message)]);
		file.close();
		working.close();
	});

	test.each([
		[{skipEntitlementsAndGrants: true}, 'resources_only', {resources: 4, entitlements: 0, grants: 0}],
		[{skipGrants: true}, 'full', {resources: 4, entitlements: 4, grants: 0}],
		[{resourceTypeIds: ['team']}, 'partial', {resources: 1, entitlements: 1, grants: 1}],
		[{resourceTypeIds: ['user']}, 'partial', {resources: 2, entitlements: 0, grants: 0}],
	] satisfies [SealOptions, string, object][])('honours %j', async (options, type, counts) => {
		const into = folder();
		const working = small(into);
		const sealed = await sealWorkingFile(working, join(into, 'out.c1z'), options);
		expect(sealed.counts).toMatchObject(counts);
		writeFileSync(join(into, 'plain.db'), unpackPlainly(sealed.path));
		const db = new DatabaseSync(join(into, 'plain.db'));
		expect(db.prepare('select sync_type from v1_sync_runs').get()).toEqual({sync_type: type});
		for (const [table, count] of Object.entries(counts)) {
			expect(db.prepare(`select count(*) as n from v1_${table}`).get()).toEqual({n: count});
		}
		db.close();
		working.close();
	});

	test('gives back every message, whatever the ids and names', async () => {
		const odd = fc.oneof(
			fc.constantFrom('-starts', 'a:b:c', ':', '🦉🦉', 'ä/ö?', "o'clock", '%_', ' ', '%00', 'a\nb'),
			fc.string({unit: 'grapheme', minLength: 1, maxLength: 20}).filter((text) => !text.includes('\0')),
		);
		const tenant = fc.record({
			accounts: fc.uniqueArray(odd, {maxLength: 6}),
			courses: fc.uniqueArray(odd, {maxLength: 4}),
			pairs: fc.array(fc.record({course: fc.nat(3), account: odd}), {maxLength: 8}),
			name: odd,
		});
		const into = folder();
		await fc.assert(
			fc.asyncProperty(tenant, async ({accounts, courses, pairs, name}) => {
				const resources = [...accounts.map((id) => account(id, {name})), ...courses.map((id) => course(id, name))];
				const grants = pairs
					.filter((pair) => pair.course < courses.length)
					.map((pair) => grant(course(courses[pair.course]!), 'assigned', pair.account));
				const working = finished(into, resources, grants);
				const file = await openC1z((await sealWorkingFile(working, join(into, 'out.c1z'))).path, {folder: into});
				expect([...file.resources()]).toEqual(resources);
				expect([...file.entitlements()]).toEqual(entitlementsOf(working));
				const wanted = new Map(
					grants.map((row) => {
						const of = resources.find(
							({id}) => row.entitlementId === `course:${id?.resource}:assigned` && id?.resourceType === 'course',
						);
						const id = `${row.entitlementId}:user:${row.principalId}`;
						return [id, plainGrant(id, row.entitlementId, of!, row.principalId)];
					}),
				);
				expect(sortedById([...file.grants()])).toEqual(sortedById([...wanted.values()]));
				file.close();
				working.close();
			}),
			{numRuns: 40},
		);
	});
});

function plainGrant(id: string, entitlementId: string, resource: Resource, principalId: string): Grant {
	return create(GrantSchema, {
		id,
		entitlement: create(EntitlementSchema, {id: entitlementId, resource}),
		principal: create(ResourceSchema, {id: {resourceType: 'user', resource: principalId}}),
	});
}

const sortedById = <M extends Message & {id: string}>(messages: M[]) =>
	messages.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));

describe('sealing that does not come to its end', () => {
	test('an unfinished sync is not sealed', async () => {
		const into = folder();
		const working = createWorkingFile(join(into, 'working.db'), scope);
		expect((await problemOf(sealWorkingFile(working, join(into, 'out.c1z')))).code).toBe('sync/incomplete');
		working.close();
	});

	test.each(['rows', 'indexes', 'compressing'] as const)(
		'cancelled while at %s it leaves the earlier file',
		async (phase) => {
			const into = folder();
			const working = small(into);
			writeFileSync(join(into, 'out.c1z'), 'earlier');
			const controller = new AbortController();
			const onProgress = (progress: SealProgress) => {
				if (progress.phase === phase) controller.abort();
			};
			const sealing = sealWorkingFile(working, join(into, 'out.c1z'), {signal: controller.signal, onProgress});
			expect((await problemOf(sealing)).code).toBe('cancelled');
			expect(readFileSync(join(into, 'out.c1z'), 'utf8')).toBe('earlier');
			expect(leftovers(into)).toEqual(['out.c1z']);
			working.close();
		},
	);

	test('a folder that is not there is said in words', async () => {
		const into = folder();
		const working = small(into);
		const problem = await problemOf(sealWorkingFile(working, join(into, 'nowhere', 'out.c1z')));
		expect(problem.code).toBe('file/unreadable');
		working.close();
	});

	test('too little space is said beforehand', () => {
		expect(() => requireSpace('/data', 2_000_000_000, 1_999_999_999)).toThrowError(
			expect.objectContaining({code: 'disk/full', what: expect.stringContaining('2,000 MB')}),
		);
		expect(() => requireSpace('/data', 5, 5)).not.toThrow();
	});
});

test('the space asked for beforehand is about the space taken', async () => {
	const into = folder();
	const courses = Array.from({length: 20}, (_, n) => course(`course-${n}`));
	const accounts = Array.from({length: 200}, (_, n) => account(`account-number-${n}`));
	const grants = courses.flatMap((one) => accounts.map(({id}) => grant(one, 'assigned', id!.resource)));
	const working = finished(into, [...accounts, ...courses], grants);
	const db = openDatabase(working.path, true);
	const estimate = estimateSize(db, {types: null, entitlements: true, grants: true});
	db.close();
	const {decodedBytes} = await sealWorkingFile(working, join(into, 'out.c1z'));
	expect(estimate / decodedBytes).toBeGreaterThan(0.95);
	expect(estimate / decodedBytes).toBeLessThan(1.6);
	working.close();
});
