import {join} from 'node:path';
import type {JsonObject, Message} from '@bufbuild/protobuf';
import {toJson} from '@bufbuild/protobuf';
import {type Any, anyUnpack} from '@bufbuild/protobuf/wkt';
import fc from 'fast-check';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {registry} from '../../../source/proto/registry.ts';
import {runSync} from '../../../source/sync/run-sync.ts';
import {seal} from '../../../source/sync/session.ts';
import {defaultOptions} from '../../../source/sync/workspace.ts';
import {openC1z} from '../c1z/rows.ts';
import {Bench} from './bench.ts';
import {readable, type Text, XmlLitmos, type XmlRecord} from './xml-litmos.ts';

/** The whole way of invented tenants: HTTP, client, engine, working file, sealed file, reader. */
let litmos: XmlLitmos;
beforeAll(async () => {
	litmos = await XmlLitmos.start();
});
afterAll(() => litmos.close());

interface Tenant {
	accounts: XmlRecord[];
	teams: XmlRecord[];
	courses: XmlRecord[];
	/** Ids of the people of each team, by its number. */
	members: string[][];
	/** The people of each course, by its number. */
	people: {id: string; completed: boolean}[][];
}

/** What comes out at the far end, in a form that can be compared. */
interface Sent {
	resources: JsonObject[];
	entitlements: string[];
	grants: string[];
}

function serve({accounts, teams, courses, members, people}: Tenant): void {
	litmos.listings = new Map([
		['/users', {root: 'Users', row: 'User', rows: accounts}],
		['/teams', {root: 'Teams', row: 'Team', rows: teams}],
		['/courses', {root: 'Courses', row: 'Course', rows: courses}],
		...teams.map(({Id}, at) => {
			const rows = members[at]!.map((id) => ({Id: id, UserName: 'x'}));
			return [`/teams/${Id}/users`, {root: 'Users', row: 'User', rows}] as const;
		}),
		...courses.map(({Id}, at) => {
			const rows = people[at]!.map(({id, completed}) => ({Id: id, Completed: String(completed)}));
			return [`/courses/${Id}/users`, {root: 'Users', row: 'User', rows}] as const;
		}),
	]);
}

/** Worked out from the facts (baton protocol sheet, section 3), not by the code under test. */
function expected({accounts, teams, courses, members, people}: Tenant): Sent {
	const text = (record: XmlRecord, name: string) => readable(record[name]);
	const all = (record: XmlRecord, ...names: string[]) =>
		Object.fromEntries(names.map((name) => [name, text(record, name)]));
	return {
		resources: [
			...accounts.map((record) => ({
				id: `user:${record.Id}`,
				name: text(record, 'UserName'),
				active: record.Active === 'true',
				profile: {
					first_name: text(record, 'FirstName'),
					last_name: text(record, 'LastName'),
					user_id: record.Id!,
					brand: text(record, 'Brand'),
					access_level: text(record, 'AccessLevel'),
				},
			})),
			...teams.map((record) => ({
				id: `team:${record.Id}`,
				name: text(record, 'Name'),
				profile: {
					...all(record, 'Id', 'Name', 'ParentTeamId'),
					CodeForBulkImport: text(record, 'TeamCodeForBulkImport'),
				},
			})),
			...courses.map((record) => ({
				id: `course:${record.Id}`,
				name: text(record, 'Name'),
				profile: {
					...all(record, 'Id', 'Code', 'Name', 'OriginalId', 'Description', 'Price', 'SeqId', 'CreatedBy'),
					...all(record, 'EcommerceShortDescription', 'EcommerceLongDescription', 'CourseCodeForBulkImport'),
					...all(record, 'AccessTillDate', 'AccessTillDays'),
					Active: record.Active === 'true',
					ForSale: record.ForSale === 'true',
					CourseTeamLibrary: record.CourseTeamLibrary === 'true',
				},
			})),
		].sort(byId),
		entitlements: [
			...teams.map(({Id}) => `team:${Id}:member`),
			...courses.flatMap(({Id}) => ['assigned', 'completed', 'in_progress'].map((slug) => `course:${Id}:${slug}`)),
		].sort(),
		grants: [
			...teams.flatMap(({Id}, at) => members[at]!.map((id) => `team:${Id}:member:user:${id}`)),
			...courses.flatMap(({Id}, at) =>
				people[at]!.flatMap(({id, completed}) => [
					`course:${Id}:assigned:user:${id}`,
					`course:${Id}:${completed ? 'completed' : 'in_progress'}:user:${id}`,
				]),
			),
		].sort(),
	};
}

const byId = (a: {id: string}, b: {id: string}) => (a.id < b.id ? -1 : 1);

/** Syncs, seals, and reads the sealed file. */
async function roundTrip(tenant: Tenant, pageSize: number): Promise<Sent> {
	serve(tenant);
	const bench = new Bench();
	try {
		const job = {target: {...litmos.target, pageSize}, options: defaultOptions, folder: bench.folder, fresh: true};
		const report = await runSync(job, {onEvent: () => {}});
		const path = join(bench.folder, 'sealed.c1z');
		await seal(report.workingFile, path);
		const file = await openC1z(path, {folder: bench.folder});
		try {
			return {
				resources: [...file.resources()]
					.map(({id, displayName, annotations}) => ({
						id: `${id!.resourceType}:${id!.resource}`,
						name: displayName,
						...content(annotations),
					}))
					.sort(byId),
				entitlements: [...file.entitlements()].map(({id}) => id).sort(),
				grants: [...file.grants()].map(({id}) => id).sort(),
			};
		} finally {
			file.close();
		}
	} finally {
		bench.remove();
	}
}

function content(annotations: Any[]): JsonObject {
	const [message] = annotations.map((annotation) => anyUnpack(annotation, registry));
	const json = toJson(registry.getMessage(message!.$typeName)!, message as Message, {registry}) as JsonObject;
	if (message!.$typeName === 'google.protobuf.Struct') return {profile: json};
	const {status} = json as {status?: {status: string}};
	return {profile: json.profile!, ...(status && {active: status.status === 'STATUS_ENABLED'})};
}

/* ---------- invented tenants ---------- */

const idCharacters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const id = fc
	.tuple(
		fc.constantFrom('-', '_', 'A', '9'),
		fc.string({unit: fc.constantFrom(...idCharacters), minLength: 8, maxLength: 21}),
	)
	.map(([first, rest]) => first + rest);
const awkward = [
	'&amp;',
	'&amp;amp; &#39;Max&#39;',
	'<b>bold</b>',
	']]>',
	' spaces ',
	'O"Neil, Jr.',
	'🌻 👩‍💻',
	'مرحبا',
	'tab\there',
	'line\nbreak',
	'return\rhere',
	'\u0000\u0008\u001f',
	'\u0085\u2028',
	'\ufffe\uffff',
];
const text: fc.Arbitrary<Text> = fc.oneof(
	{weight: 4, arbitrary: fc.string({unit: 'binary', maxLength: 20})},
	{weight: 4, arbitrary: fc.constantFrom(...awkward)},
	{weight: 1, arbitrary: fc.constantFrom(null, undefined, '')},
);
const flag: fc.Arbitrary<Text> = fc.constantFrom('true', 'false', null, undefined);
const record = (texts: string[], flags: string[]) =>
	fc.record({
		...Object.fromEntries(texts.map((name) => [name, text])),
		...Object.fromEntries(flags.map((name) => [name, flag])),
	} as Record<string, fc.Arbitrary<Text>>);

/** Things of one kind, their ids taken from one pool: an account, a team and a course may share one. */
const things = (pool: string[], of: fc.Arbitrary<XmlRecord>): fc.Arbitrary<XmlRecord[]> =>
	fc
		.tuple(fc.subarray(pool), fc.array(of, {minLength: pool.length, maxLength: pool.length}))
		.map(([ids, records]) => ids.map((one, at) => ({...records[at]!, Id: one})));

const tenants: fc.Arbitrary<Tenant> = fc.uniqueArray(id, {minLength: 1, maxLength: 14}).chain((pool) =>
	fc
		.record({
			accounts: things(
				pool,
				record(['UserName', 'FirstName', 'LastName', 'Email', 'AccessLevel', 'Brand'], ['Active']),
			),
			teams: things(pool, record(['Name', 'TeamCodeForBulkImport', 'ParentTeamId'], [])),
			courses: things(
				pool,
				record(
					[
						'Code',
						'Name',
						'OriginalId',
						'Description',
						'EcommerceShortDescription',
						'EcommerceLongDescription',
						'CourseCodeForBulkImport',
						'Price',
						'AccessTillDate',
						'AccessTillDays',
						'CreatedBy',
						'SeqId',
					],
					['Active', 'ForSale', 'CourseTeamLibrary'],
				),
			),
		})
		.chain((kinds) => {
			const ids = pool;
			const members = fc.array(fc.subarray(ids), {minLength: kinds.teams.length, maxLength: kinds.teams.length});
			const people = fc.array(
				fc
					.subarray(ids)
					.chain((some) => fc.tuple(...some.map((one) => fc.boolean().map((completed) => ({id: one, completed}))))),
				{minLength: kinds.courses.length, maxLength: kinds.courses.length},
			);
			return fc.record({members, people}).map((lists) => ({...kinds, ...lists}));
		}),
);

test('what goes in comes out: any ids, texts, missing fields and page sizes', async () => {
	await fc.assert(
		fc.asyncProperty(tenants, fc.constantFrom(1, 2, 3, 7, 1000), async (tenant, pageSize) => {
			expect(await roundTrip(tenant, pageSize)).toEqual(expected(tenant));
		}),
		{numRuns: 40},
	);
});

test('listings of 0, 1, 499, 500, 999, 1000, 1001 and 2000 rows come out whole', async () => {
	const sizes = [0, 1, 499, 500, 999, 1000, 1001, 2000];
	const ids = Array.from({length: 2000}, (_, at) => `-${at.toString(36).padStart(10, '0')}1`);
	const some = sizes.map((_, at) => ids[at]!);
	const tenant: Tenant = {
		accounts: ids.map((Id) => ({Id, UserName: `${Id}@example.com`, Active: 'true'})),
		teams: some.map((Id) => ({Id, Name: Id})),
		courses: some.map((Id) => ({Id, Name: Id})),
		members: sizes.map((size) => ids.slice(0, size)),
		people: sizes.map((size) => ids.slice(0, size).map((one, at) => ({id: one, completed: at % 3 === 0}))),
	};
	litmos.requests = 0;
	expect(await roundTrip(tenant, 1000)).toEqual(expected(tenant));
	// 3 for accounts; 1 each for teams and courses; per team and course 1 1 1 1 1 2 2 3.
	const least = 3 + 1 + 1 + 2 * (5 + 2 + 2 + 3);
	expect(litmos.requests).toBeGreaterThan(least);
	// A proof for each end, and that nothing is behind it.
	expect(litmos.requests).toBeLessThanOrEqual(least + 2 * (3 + 2 * sizes.length));
});
