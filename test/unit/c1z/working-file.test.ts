import {statSync, truncateSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {create} from '@bufbuild/protobuf';
import {anyPack} from '@bufbuild/protobuf/wkt';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Batch, GrantRow} from '../../../source/c1z/model.ts';
import type {WorkingFile} from '../../../source/c1z/working-file.ts';
import {createWorkingFile, openWorkingFile} from '../../../source/c1z/working-file.ts';
import {Problem} from '../../../source/problem/problem.ts';
import {GrantExpandableSchema} from '../../../source/proto/model.ts';
import {entitlementsOf, grantsOf, resourceTypesOf} from './rows.ts';
import {account, course, courseEntitlements, entitlement, folder, grant, resourceTypes, scope, team} from './tenant.ts';

const ana = account('ana');
const safety = course('safety');
const everything: Batch = {
	resourceTypes,
	resources: [ana, account('bo', {active: false}), safety, team('t1')],
	entitlements: [...courseEntitlements(safety), entitlement(team('t1'), 'member')],
	grants: [
		grant(safety, 'assigned', 'ana'),
		grant(safety, 'assigned', 'bo'),
		grant(safety, 'completed', 'ana'),
		grant(team('t1'), 'member', 'ghost'),
	],
	checkpoint: {listing: 'all', next: null, rows: 8},
};

function start(batch: Batch = everything): WorkingFile {
	const working = createWorkingFile(join(folder(), 'working.db'), scope);
	working.commit(batch);
	return working;
}

function problemOf(work: () => unknown): Problem {
	try {
		work();
	} catch (error) {
		expect(error).toBeInstanceOf(Problem);
		return error as Problem;
	}
	throw new Error('It was expected to fail.');
}

describe('a working file', () => {
	test('gives back what was committed, after reopening too', () => {
		const working = start();
		const {path} = working;
		const before = working.info();
		working.addRequests(3);
		working.addRequests(4);
		working.setNote('plan', '{"a":1}');
		working.close();
		const again = openWorkingFile(path, {readOnly: true});
		expect(again.info()).toEqual({...before, requests: 7});
		expect(before).toMatchObject({scope, finishedAt: null, syncId: expect.stringMatching(/^[0-9A-Za-z]{27}$/)});
		expect(resourceTypesOf(again)).toEqual(resourceTypes);
		expect([...again.resources('user')]).toEqual(everything.resources?.slice(0, 2));
		expect(again.resource('course', 'safety')).toEqual(safety);
		expect(again.resource('course', 'nothing')).toBeNull();
		expect(entitlementsOf(again)).toEqual(everything.entitlements);
		expect(grantsOf(again)).toEqual(everything.grants);
		expect(again.checkpoint('all')).toEqual({listing: 'all', next: null, rows: 8});
		expect(again.checkpoint('other')).toBeNull();
		expect(again.note('plan')).toBe('{"a":1}');
		expect(again.note('nothing')).toBeNull();
		expect(again.counts()).toEqual({
			accounts: 2,
			teams: 1,
			courses: 1,
			resources: 4,
			entitlements: 4,
			grants: 4,
			warnings: 0,
		});
		again.close();
	});

	test('is for its owner only, its log too', () => {
		const working = start();
		for (const ending of ['', '-wal', '-shm']) expect(statSync(working.path + ending).mode & 0o777).toBe(0o600);
		working.close();
	});

	test('takes the later data and counts nothing twice', () => {
		const working = start();
		working.commit(everything);
		working.commit({resources: [account('ana', {name: 'Ana R.'})]});
		expect(working.counts()).toMatchObject({accounts: 2, resources: 4, entitlements: 4, grants: 4});
		expect(working.resource('user', 'ana')?.displayName).toBe('Ana R.');
		working.close();
	});

	test('keeps nothing of a commit that fails', () => {
		const working = start();
		const before = working.counts();
		const broken = {principalType: 'user', principalId: 'x'} as GrantRow;
		expect(() => working.commit({resources: [account('new')], grants: [broken]})).toThrow(Problem);
		expect(working.hasResource('user', 'new')).toBe(false);
		expect(working.counts()).toEqual(before);
		working.commit({resources: [account('new')]});
		expect(working.counts().accounts).toBe(before.accounts + 1);
		working.close();
	});

	test('sees a grant before its principal and its entitlement', () => {
		const working = start({grants: [grant(safety, 'assigned', 'ana')]});
		expect(working.hasResource('user', 'ana')).toBe(false);
		expect(working.counts()).toMatchObject({resources: 0, entitlements: 0, grants: 1});
		working.commit({resources: [ana, safety], entitlements: courseEntitlements(safety)});
		working.finish();
		expect(working.counts()).toMatchObject({resources: 2, entitlements: 3, grants: 1, warnings: 0});
		working.close();
	});

	test('keeps the annotations of a grant', () => {
		const expandable = anyPack(
			GrantExpandableSchema,
			create(GrantExpandableSchema, {entitlementIds: ['team:t1:member']}),
		);
		const row = {...grant(safety, 'assigned', 'ana'), annotations: [expandable]};
		const working = start({...everything, grants: [row]});
		expect(grantsOf(working)).toEqual([row]);
		working.commit({grants: [grant(safety, 'assigned', 'ana')]});
		expect(grantsOf(working)).toEqual([grant(safety, 'assigned', 'ana')]);
		working.close();
	});

	test('removes a resource with its entitlements and their grants', () => {
		const working = start();
		working.removeResource('course', 'safety');
		expect(working.counts()).toMatchObject({accounts: 2, courses: 0, resources: 3, entitlements: 1, grants: 1});
		expect(grantsOf(working)).toEqual([grant(team('t1'), 'member', 'ghost')]);
		expect(working.hasResource('course', 'safety')).toBe(false);
		working.commit(everything);
		expect(working.counts()).toMatchObject({courses: 1, resources: 4, entitlements: 4, grants: 4});
		working.close();
	});

	test('knows an account that was removed as an unknown principal', () => {
		const working = start();
		working.removeResource('user', 'ana');
		working.finish();
		expect(working.counts()).toMatchObject({accounts: 1, grants: 4});
		expect(working.warnings('unknown-principal').map(({subject}) => subject)).toEqual(['ana', 'ghost']);
		working.close();
	});
});

describe('finishing', () => {
	test('makes the index by people, which would slow down every page before', () => {
		const file = start();
		const indexes = () => {
			const db = new DatabaseSync(file.path, {readOnly: true});
			const names = db.prepare("select name from sqlite_master where type = 'index' and tbl_name = 'grants'").all();
			db.close();
			return names.map(({name}) => name);
		};
		expect(indexes()).not.toContain('grants_by_principal');
		file.finish();
		expect(indexes()).toContain('grants_by_principal');
		file.close();
	});

	test('warns of grants to unknown and inactive accounts, once', () => {
		const working = start();
		working.finish();
		working.finish();
		expect(working.warningCounts()).toEqual({'unknown-principal': 1, 'inactive-principal': 1});
		expect(working.warnings()).toEqual([
			{kind: 'unknown-principal', subject: 'ghost', detail: '1 grant to an account that Litmos doesn’t list.'},
			{kind: 'inactive-principal', subject: 'bo', detail: 'bo is inactive and has 1 grant.'},
		]);
		expect(working.info().finishedAt).toBeInstanceOf(Date);
		expect(working.counts().warnings).toBe(2);
		working.close();
	});

	test('counts grants and rows, not the warnings that tell of them', () => {
		const working = start({
			...everything,
			grants: [
				...['ghost', 'bo'].flatMap((id) => [
					grant(course('safety'), 'assigned', id),
					grant(course('safety'), 'completed', id),
				]),
				grant(course('gone'), 'assigned', 'ana'),
				grant(course('gone'), 'assigned', 'bo'),
			],
		});
		working.finish();
		expect(working.warningCounts()).toEqual({
			'unusable-row': 2,
			'unknown-principal': working.unlistedGrants(),
			'inactive-principal': 2,
		});
		expect(working.unlistedGrants()).toBe(2);
		expect(working.counts().warnings).toBe(3);
		working.close();
	});

	test('leaves out grants of entitlements that never came, and says so', () => {
		const working = start({...everything, grants: [grant(course('gone'), 'assigned', 'ana')]});
		working.finish();
		expect(grantsOf(working)).toEqual([]);
		expect(working.counts().grants).toBe(0);
		expect(working.warnings('unusable-row').map(({subject}) => subject)).toEqual(['course:gone:assigned']);
		working.close();
	});
});

describe('ids that would make the file invalid', () => {
	const long = 'é'.repeat(513);
	test.each([
		['an empty account id', {resources: [account('')]}],
		['an account id of more than 1024 bytes', {resources: [account(long)]}],
		['an entitlement of a course without an id', {entitlements: [entitlement(course(''), 'assigned')]}],
		['a grant to nobody', {grants: [grant(safety, 'assigned', '')]}],
		['a grant whose own id is too long', {grants: [grant(course('c'.repeat(600)), 'assigned', 'a'.repeat(600))]}],
	] satisfies [string, Batch][])('are refused and counted: %s', (_, batch) => {
		const working = start({});
		working.commit(batch);
		expect(working.warningCounts()).toEqual({'refused-id': 1});
		expect(working.counts()).toMatchObject({resources: 0, entitlements: 0, grants: 0, warnings: 1});
		working.close();
	});

	test('an id of exactly 1024 bytes is taken', () => {
		const working = start({resources: [account('é'.repeat(512))]});
		expect(working.counts()).toMatchObject({accounts: 1, warnings: 0});
		working.close();
	});
});

describe('opening', () => {
	test.each([
		['newer', 99, 'file/too-new'],
		['older', 1, 'file/too-old'],
	])('refuses a file from a %s program', (_, version, code) => {
		const working = start();
		working.close();
		const db = new DatabaseSync(working.path);
		db.exec(`pragma user_version = ${version}`);
		db.close();
		expect(problemOf(() => openWorkingFile(working.path)).code).toBe(code);
	});

	test('tells a missing file, a stranger and a damaged one', () => {
		const path = join(folder(), 'x.db');
		expect(problemOf(() => openWorkingFile(path)).code).toBe('file/unreadable');
		writeFileSync(path, 'no database at all, but long enough to be looked at'.repeat(50));
		expect(problemOf(() => openWorkingFile(path)).code).toBe('file/damaged');
		const working = start();
		working.close();
		truncateSync(working.path, 5000);
		expect(problemOf(() => openWorkingFile(working.path)).code).toBe('file/damaged');
		writeFileSync(path, '');
		expect(problemOf(() => openWorkingFile(path)).code).toBe('file/damaged');
	});

	test('a new file replaces what was there', () => {
		const working = start();
		const {syncId} = working.info();
		working.close();
		const fresh = createWorkingFile(working.path, scope);
		expect(fresh.info().syncId).not.toBe(syncId);
		expect(fresh.counts().resources).toBe(0);
		fresh.close();
	});
});

test('counters stay true whatever is committed and removed', () => {
	const id = fc.constantFrom('a', 'b', 'c', '-d', 'e:f', 'a\u0301', '𝄞');
	const step = fc.oneof(
		fc.record({do: fc.constant('account' as const), id}),
		fc.record({do: fc.constant('course' as const), id}),
		fc.record({do: fc.constant('grant' as const), id, to: id}),
		fc.record({do: fc.constant('remove-course' as const), id}),
		fc.record({do: fc.constant('remove-account' as const), id}),
	);
	const path = join(folder(), 'property.db');
	fc.assert(
		fc.property(fc.array(step, {maxLength: 25}), (steps) => {
			const accounts = new Set<string>();
			const courses = new Set<string>();
			const grants = new Map<string, string>();
			const working = createWorkingFile(path, scope);
			for (const one of steps) {
				if (one.do === 'account') {
					working.commit({resources: [account(one.id)]});
					accounts.add(one.id);
				} else if (one.do === 'course') {
					working.commit({resources: [course(one.id)], entitlements: courseEntitlements(course(one.id))});
					courses.add(one.id);
				} else if (one.do === 'grant' && courses.has(one.id)) {
					working.commit({grants: [grant(course(one.id), 'assigned', one.to)]});
					grants.set(JSON.stringify([one.id, one.to]), one.id);
				} else if (one.do === 'remove-course') {
					working.removeResource('course', one.id);
					courses.delete(one.id);
					for (const [key, of] of grants) if (of === one.id) grants.delete(key);
				} else if (one.do === 'remove-account') {
					working.removeResource('user', one.id);
					accounts.delete(one.id);
				}
			}
			const rows = grantsOf(working).map(({entitlementId, principalId}) => [entitlementId, principalId]);
			expect(rows).toHaveLength(grants.size);
			expect(working.counts()).toMatchObject({
				accounts: accounts.size,
				courses: courses.size,
				resources: accounts.size + courses.size,
				entitlements: courses.size * 3,
				grants: grants.size,
			});
			working.close();
		}),
		{numRuns: 40},
	);
});
