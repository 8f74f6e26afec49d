import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {DatabaseSync} from 'node:sqlite';
import {constants, zstdCompressSync, zstdDecompressSync} from 'node:zlib';
import {create, fromBinary, toBinary} from '@bufbuild/protobuf';
import {AnySchema, anyPack} from '@bufbuild/protobuf/wkt';
import fc from 'fast-check';
import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {
	type Entitlement,
	EntitlementSchema,
	type Grant,
	GrantExpandableSchema,
	GrantSchema,
	type Resource,
	ResourceSchema,
	UserTraitSchema,
} from '../../../source/proto/model.ts';
import {isEmail} from '../../sandbox/conductorone/validation/email.ts';
import {validateUpload} from '../../sandbox/conductorone/validation/validate-upload.ts';
import {altered, golden, sealed} from './client.ts';

let folder: string;
let untouched: Buffer;
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'compatibility-'));
	untouched = zstdDecompressSync((await golden('all-courses')).subarray(5));
});
afterAll(() => rmSync(folder, {recursive: true}));

let number = 0;
let path: string;
beforeEach(() => {
	path = join(folder, `${++number}`);
});

const header = Buffer.from('C1ZF\0', 'latin1');
async function validate(file: Buffer) {
	writeFileSync(path, file);
	return validateUpload(path, `${path}-db`);
}
/** The golden file after some SQL. */
async function validateAfter(change: string | ((database: DatabaseSync) => void)) {
	return validate(altered(await golden('all-courses'), change));
}

describe('what the existing connector wrote', () => {
	test.each(['all-courses', 'one-course'] as const)('%s is accepted', async (name) => {
		const verdict = await validate(await golden(name));
		expect(verdict.problems).toEqual([]);
		expect(verdict.syncType).toBe('full');
		expect(Object.values(verdict.grants).reduce((sum, count) => sum + count)).toBeGreaterThan(1);
	});

	test('a grant to somebody who is not in the file is only worth a note', async () => {
		const verdict = await validate(await golden('all-courses'));
		expect(verdict.notes).toContainEqual(
			expect.stringMatching(/^\d+ grants are to a principal that is not in the file/),
		);
	});
});

describe('the envelope', () => {
	test.each<[string, (file: Buffer) => Buffer, string]>([
		['another header', (file) => Buffer.concat([Buffer.from('C1Z3\0'), file.subarray(5)]), 'does not begin with C1ZF'],
		['nothing after the header', (file) => file.subarray(0, 5), 'no zstd frame'],
		['no zstd', () => Buffer.concat([header, Buffer.from('plain text, no frame at all')]), 'no zstd frame'],
		['a cut in the middle', (file) => file.subarray(0, file.length >> 1), 'cut short'],
		['one byte less', (file) => file.subarray(0, -1), 'cut short'],
		['bytes behind it', (file) => Buffer.concat([file, Buffer.from('more')]), '4 bytes follow the zstd frame'],
		[
			'no database',
			() => sealed(Buffer.from('just text, but more than a page?'.repeat(40))),
			'database cannot be read',
		],
		['half a database', () => sealed(untouched.subarray(0, untouched.length >> 1)), 'database|integrity'],
	])('%s is refused', async (_name, change, rule) => {
		const verdict = await validate(change(sealed(untouched)));
		expect(verdict.problems).toContainEqual(expect.stringMatching(rule));
	});

	test('a window wider than the old reader takes is refused', async () => {
		const params = {[constants.ZSTD_c_windowLog]: 26, [constants.ZSTD_c_enableLongDistanceMatching]: 1};
		const big = Buffer.concat([untouched, Buffer.alloc(2 ** 26)]);
		const verdict = await validate(Buffer.concat([header, zstdCompressSync(big, {params})]));
		expect(verdict.problems).toContainEqual(expect.stringContaining('wider than 32 MiB'));
	});
});

test('damage anywhere is refused or harmless, and never more than that', async () => {
	const file = await golden('all-courses');
	const whole = await validate(file);
	await fc.assert(
		fc.asyncProperty(fc.nat(file.length - 1), fc.integer({min: 1, max: 255}), async (at, flip) => {
			const damaged = Buffer.from(file);
			damaged[at] = (damaged[at] ?? 0) ^ flip;
			const verdict = await validate(damaged);
			if (verdict.problems.length > 0) return;
			expect({...verdict, syncId: ''}).toEqual({...whole, syncId: ''});
		}),
		{numRuns: 60},
	);
});

describe('the tables', () => {
	test.each<[string, string, RegExp]>([
		['a missing table', 'drop table v1_assets', /^table v1_assets is missing$/],
		[
			'a missing column',
			'alter table v1_grants drop column discovered_at',
			/^column v1_grants.discovered_at is missing$/,
		],
		[
			'an unfinished run',
			'update v1_sync_runs set ended_at = null',
			/exactly one finished sync run is needed, there are 0/,
		],
		[
			'two finished runs',
			`insert into v1_sync_runs (sync_id, started_at, ended_at, sync_token)
				select substr(sync_id, 1, 26) || 'z', started_at, ended_at, '' from v1_sync_runs`,
			/there are 2/,
		],
		['a run id that is no KSUID', "update v1_sync_runs set sync_id = 'one'", /sync_id is not a KSUID/],
		[
			'a time that is none',
			"update v1_sync_runs set started_at = 'yesterday'",
			/v1_sync_runs.started_at is not a time/,
		],
		[
			'rows of another run',
			"update v1_grants set sync_id = 'other' where id = 1",
			/1 rows of v1_grants belong to another/,
		],
		[
			'a doubled id',
			`drop index idx_grants_external_sync_v1; insert into v1_grants
				select 9999, resource_type_id, resource_id, entitlement_id, principal_resource_type_id, principal_resource_id,
					external_id, data, sync_id, discovered_at from v1_grants limit 1`,
			/1 external ids of v1_grants are not unique/,
		],
		[
			'an entitlement that is gone',
			'delete from v1_entitlements',
			/grants are of an entitlement that is not in the file/,
		],
		[
			'a resource that is gone',
			"delete from v1_resources where resource_type_id = 'team'",
			/entitlements are of a resource/,
		],
		[
			'a resource type that is gone',
			'delete from v1_resource_types',
			/resources are of a type that is not in the file/,
		],
		['damaged data', "update v1_grants set data = x'ff' where id = 1", /v1_grants: data does not decode/],
		[
			'a grant under another id',
			"update v1_grants set external_id = 'g' where id = 1",
			/grant: external_id is not its id/,
		],
		[
			'a grant of another principal',
			"update v1_grants set principal_resource_id = 'p' where id = 1",
			/its principal differs/,
		],
		[
			'a resource under another id',
			"update v1_resources set external_id = 'x' where id = 1",
			/external_id is not <type>:<id>/,
		],
	])('%s is refused', async (_name, sql, rule) => {
		const {problems} = await validateAfter(sql);
		expect(problems).toContainEqual(expect.stringMatching(rule));
	});

	test('indexes, newer columns and write-ahead logging are no matter', async () => {
		const {problems} = await validateAfter((database) => {
			for (const {name} of database.prepare("select name from sqlite_master where type = 'index'").all()) {
				database.exec(`drop index if exists ${name}`);
			}
			database.exec('alter table v1_grants add column expansion blob; pragma journal_mode = wal');
		});
		expect(problems).toEqual([]);
	});
});

describe('the rows', () => {
	const edit =
		<Message extends Resource | Entitlement | Grant>(
			table: string,
			schema: typeof ResourceSchema | typeof EntitlementSchema | typeof GrantSchema,
			change: Partial<Message>,
			where = '1 = 1',
		) =>
		(database: DatabaseSync) => {
			const {id, data} = database.prepare(`select id, data from ${table} where ${where} limit 1`).get() as {
				id: number;
				data: Uint8Array;
			};
			const message = fromBinary(schema, data) as Message;
			Object.assign(message, change);
			database.prepare(`update ${table} set data = ? where id = ?`).run(toBinary(schema, message as never), id);
		};
	const resource = (change: Partial<Resource>, type = 'user') =>
		edit('v1_resources', ResourceSchema, change, `resource_type_id = '${type}'`);
	const entitlement = (change: Partial<Entitlement>) => edit('v1_entitlements', EntitlementSchema, change);
	const grant = (change: Partial<Grant>) => edit('v1_grants', GrantSchema, change);
	const emailed = (address: string) =>
		resource({annotations: [anyPack(UserTraitSchema, create(UserTraitSchema, {emails: [{address}]}))]});

	test.each<[string, (database: DatabaseSync) => void, string]>([
		['a long name', resource({displayName: 'é'.repeat(513)}), 'resource display_name: must be at most 1024'],
		['a user without trait', resource({annotations: []}), 'resource of a user type without UserTrait'],
		['a group without trait', resource({annotations: []}, 'team'), 'without GroupTrait'],
		['a bad e-mail', emailed('not an address'), 'UserTrait.emails.address: must be an e-mail address'],
		['an empty e-mail', emailed(''), 'UserTrait.emails.address: must be an e-mail address'],
		[
			'an annotation nobody knows',
			resource({annotations: [create(AnySchema, {typeUrl: 'type.googleapis.com/a.B'})]}),
			'annotations: unknown type type.googleapis.com/a.B',
		],
		['no slug', entitlement({slug: ''}), 'entitlement without slug'],
		['an entitlement without resource', entitlement({resource: undefined}), 'entitlement resource: must be set'],
		['a purpose nobody knows', entitlement({purpose: 9 as never}), 'entitlement purpose: must be a defined value'],
		['a grant without principal', grant({principal: undefined}), 'grant principal: must be set'],
		['a grant without entitlement', grant({entitlement: undefined}), 'grant entitlement: must be set'],
		[
			'an expansion of nothing',
			grant({annotations: [anyPack(GrantExpandableSchema, create(GrantExpandableSchema))]}),
			'grant GrantExpandable.entitlement_ids: must not be empty',
		],
		['a grant id of another form', grant({id: 'g'}), 'grant: id is not <entitlement>'],
	])('%s is refused', async (_name, change, rule) => {
		const {problems} = await validateAfter(change);
		expect(problems).toContainEqual(expect.stringContaining(rule));
	});

	test('many rows that break one rule are one complaint', async () => {
		const {problems} = await validateAfter("update v1_grants set discovered_at = 'now'");
		expect(problems).toEqual([
			expect.stringMatching(/^v1_grants.discovered_at is not a time \(\d+ rows, first: now\)$/),
		]);
	});
});

test.each([
	['a@b.co', true],
	['a.b+c@host', true],
	['"quoted name"@b.co', true],
	['ü@b.co', true],
	['a@b-.co', false],
	['a..b@c.co', false],
	['a b@c.co', false],
	['A <a@b.co>', false],
	['@b.co', false],
	['a@', false],
	['a', false],
	['', false],
	[`${'x'.repeat(65)}@b.co`, false],
	[`a@${'b'.repeat(64)}.co`, false],
])('an e-mail address: "%s" → %s', (address, good) => {
	expect(isEmail(address)).toBe(good);
});
