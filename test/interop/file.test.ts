import {execFile, execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify, stripVTControlCharacters} from 'node:util';
import {toJson} from '@bufbuild/protobuf';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {EntitlementSchema, GrantSchema, ResourceSchema} from '../../source/proto/model.ts';
import {registry} from '../../source/proto/registry.ts';
import {type Sandbox, startSandbox} from '../sandbox/sandbox.ts';
import {openC1z} from '../unit/c1z/rows.ts';
import {ask, builtProgram, missingPrograms, programVersion} from './programs.ts';

const missing = missingPrograms();
if (missing) console.log(`Skipped: ${missing}.`);

const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const run = promisify(execFile);

type Json = Record<string, unknown> & {id?: unknown};
const golden = ['all-courses', 'one-course'];

describe.skipIf(missing)('our file checked with ConductorOne’s own programs', () => {
	let folder: string;
	let sandbox: Sandbox;
	let file: string;
	let people: string[];

	const sync = (...args: string[]) =>
		run(process.execPath, [program, 'sync', '--fresh', '-f', file, ...args], {
			env: {
				PATH: process.env.PATH,
				NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
				HOME: folder,
				BATON_STATE_FOLDER: join(folder, 'state'),
				...sandbox.environment,
			},
		});

	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'compatibility-'));
		file = join(folder, 'sync.c1z');
		sandbox = await startSandbox({litmos: {limiter: 'none'}});
		people = sandbox.litmos.sample(1).accounts.map(({id}) => id);
		await sync();
	});
	afterAll(async () => {
		await sandbox.close();
		rmSync(folder, {recursive: true, force: true});
	});

	/** What we read back ourselves, as protobuf-JSON by id. */
	async function ours() {
		const c1z = await openC1z(file);
		const byId = (messages: Iterable<Json>) => new Map([...messages].map((message) => [idOf(message), message]));
		const json = {
			resources: byId([...c1z.resources()].map((one) => toJson(ResourceSchema, one, {registry}) as Json)),
			entitlements: byId([...c1z.entitlements()].map((one) => toJson(EntitlementSchema, one, {registry}) as Json)),
			grants: byId([...c1z.grants()].map((one) => toJson(GrantSchema, one, {registry}) as Json)),
		};
		c1z.close();
		return json;
	}

	/** As a program before SDK 0.13 knows it: profile and status are in the trait only. */
	const withoutAttributes = (value: Json): Json =>
		JSON.parse(
			JSON.stringify(value, (_, part) => {
				if (part?.creationSource === undefined) return part;
				const {profile: _profile, status: _status, createdAt: _createdAt, ...rest} = part;
				return rest;
			}),
		);

	const idOf = ({id}: Json) =>
		typeof id === 'string' ? id : `${(id as Json).resourceType as string}:${(id as Json).resource as string}`;

	const listed = (programName: 'baton-newest' | 'baton-old', what: 'resources' | 'entitlements' | 'grants') => {
		const answer = JSON.parse(ask(programName, ['-f', file, what, '-o', 'json'])) as Record<string, Json[]>;
		const key = what.slice(0, -1);
		return new Map(answer[what]!.map((row) => [idOf(row[key] as Json), row[key] as Json]));
	};

	test('it holds what the sandbox says a perfect reader finds', async () => {
		const {expected} = sandbox.litmos.report();
		const {resources, entitlements, grants} = await ours();
		expect(resources.size).toBe(expected.accounts + expected.teams + expected.courses);
		expect(entitlements.size).toBe(expected.teams + 3 * expected.courses);
		expect(grants.size).toBe(expected.memberGrants + expected.assigned + expected.completed + expected.inProgress);
	});

	describe.each(['baton-newest', 'baton-old'] as const)('%s', (name) => {
		test(`${programVersion(name)} lists the same resources, entitlements and grants`, async () => {
			const read = await ours();
			for (const what of ['resources', 'entitlements', 'grants'] as const) {
				const theirs = listed(name, what);
				expect([...theirs.keys()].sort(), what).toEqual([...read[what].keys()].sort());
				for (const [id, message] of theirs) {
					const own = read[what].get(id)!;
					expect(message, id).toMatchObject(name === 'baton-old' ? withoutAttributes(own) : own);
				}
			}
		});

		test(`${programVersion(name)} counts, lists principals and access, and exports`, async () => {
			const {entitlements, grants} = await ours();
			const {expected} = sandbox.litmos.report();
			const stats = stripVTControlCharacters(ask(name, ['-f', file, 'stats']));
			for (const count of [expected.accounts, expected.teams, expected.courses, entitlements.size, grants.size]) {
				expect(stats).toMatch(new RegExp(`\\b${count}\\b`));
			}
			const principals = JSON.parse(ask(name, ['-f', file, 'principals', '-o', 'json'])) as {resources: unknown[]};
			expect(principals.resources.length).toBeGreaterThan(0);
			const access = ask(name, ['-f', file, 'access', '-t', 'user', '-r', people[0]!, '-o', 'json']);
			const own = [...grants.keys()].filter((id) => id.endsWith(`:user:${people[0]}`));
			for (const id of own) expect(access).toContain(id.slice(0, -`:user:${people[0]}`.length));
			const exported = join(folder, `${name}.c1z`);
			ask(name, ['-f', file, 'export', 'c1z', '--out', exported]);
			if (name === 'baton-old') {
				const again = await openC1z(exported);
				expect(again.counts().grants).toBe(grants.size);
				again.close();
			}
		});
	});

	test(`${programVersion('baton-newest')} finds profile and status on the resource, equal to those of its trait`, () => {
		const kinds = {user: 0, team: 0};
		for (const resource of listed('baton-newest', 'resources').values()) {
			const {id, profile, status, annotations} = resource as unknown as {
				id: {resourceType: keyof typeof kinds};
				profile?: object;
				status?: {status: string};
				annotations: {'@type': string; profile?: object; status?: {status: string}}[];
			};
			const trait = annotations.find((one) => one['@type'].endsWith('Trait'));
			if (trait === undefined) continue;
			kinds[id.resourceType]++;
			expect(profile).toEqual(trait.profile);
			expect(status?.status).toBe(trait.status && `RESOURCE_${trait.status.status}`);
		}
		expect(kinds.user).toBeGreaterThan(0);
		expect(kinds.team).toBeGreaterThan(0);
	});

	test(`${programVersion('sdk-reader')} reads every row of it`, async () => {
		const read = await ours();
		const lines = ask('sdk-reader', [file]).trim().split('\n');
		const rows = lines.map((line) => JSON.parse(line) as {kind: string; message: Json});
		const of = (kind: string) => rows.filter((row) => row.kind === kind).map(({message}) => idOf(message));
		expect(of('resource').sort()).toEqual([...read.resources.keys()].sort());
		expect(of('entitlement').sort()).toEqual([...read.entitlements.keys()].sort());
		expect(of('grant').sort()).toEqual([...read.grants.keys()].sort());
	});

	test(`${programVersion('baton-newest')} compares two of our syncs in one file`, async () => {
		const [account] = sandbox.litmos.sample(1).accounts;
		const course = sandbox.litmos
			.sample(50)
			.courses.find(
				({id}) =>
					!ask('baton-newest', ['-f', file, 'grants', '-o', 'json']).includes(
						`course:${id}:assigned:user:${account!.id}`,
					),
			)!;
		const answer = await fetch(
			`${sandbox.litmos.url}/v1.svc/users/${account!.id}/courses?source=${sandbox.litmos.source}&sendmessage=false`,
			{
				method: 'POST',
				headers: {apikey: sandbox.litmos.apiKey, 'content-type': 'application/xml'},
				body: `<Courses><Course><Id>${course.id}</Id></Course></Courses>`,
			},
		);
		expect(answer.ok).toBe(true);
		await sync();
		const difference = ask('baton-newest', ['-f', file, 'diff', '-o', 'json']);
		expect(difference).toContain(`course:${course.id}:assigned:user:${account!.id}`);
		expect(difference).not.toContain(`"id":"team:`);
	});
});

describe.skipIf(missing)('files of ConductorOne’s own programs', () => {
	test.each(golden)('we list what baton lists of %s, as baton-litmos wrote it', async (name) => {
		const path = fileURLToPath(new URL(`../golden/expected/${name}.c1z`, import.meta.url));
		const theirs = JSON.parse(ask('baton-newest', ['-f', path, 'grants', '-o', 'json'])) as {grants: {grant: Json}[]};
		const c1z = await openC1z(path);
		expect([...c1z.grants()].map(({id}) => id).sort()).toEqual(theirs.grants.map(({grant}) => grant.id).sort());
		c1z.close();
	});

	test(`we read what a connector on ${programVersion('sdk-connector')} writes`, async () => {
		const folder = mkdtempSync(join(tmpdir(), 'compatibility-'));
		try {
			const path = join(folder, 'theirs.c1z');
			execFileSync(builtProgram('sdk-connector'), ['-f', path], {
				cwd: folder,
				stdio: 'ignore',
				env: {PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, HOME: folder},
			});
			const c1z = await openC1z(path);
			expect([...c1z.resources()].map(({displayName}) => displayName).sort()).toEqual(['Finance', 'ana']);
			expect([...c1z.grants()].map(({id}) => id)).toEqual(['team:t1:member:user:u1']);
			c1z.close();
		} finally {
			rmSync(folder, {recursive: true, force: true});
		}
	});
});
