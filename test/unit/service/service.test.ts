import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {connectorMetadata} from '../../../source/connector/metadata.ts';
import {runService, type ServiceOptions} from '../../../source/service/run-service.ts';
import {mappingExtrasOf} from '../../../source/sync/mapping-extras.ts';
import {type LitmosSession, openLitmosSession} from '../../../source/sync/start-sync.ts';
import {defaultOptions} from '../../../source/sync/workspace.ts';
import type {ConductorOneBehaviour} from '../../sandbox/conductorone/behaviour.ts';
import type {FinishedTask} from '../../sandbox/conductorone/records.ts';
import type {LitmosBehaviour} from '../../sandbox/litmos/behaviour.ts';
import {type Sandbox, startSandbox} from '../../sandbox/sandbox.ts';

let folder: string;
let sandbox: Sandbox;
let session: LitmosSession;
let stopping: AbortController;
let running: Promise<unknown>;

async function start(
	conductorOne: Partial<ConductorOneBehaviour> = {},
	litmos: Partial<LitmosBehaviour> = {},
	more: Partial<ServiceOptions> = {},
	size = {accounts: 40, courses: 8, teams: 3, enrolments: 120},
) {
	sandbox = await startSandbox({
		size,
		litmos: {limiter: 'none', ...litmos},
		conductorOne: {nextPollMs: 20, ...conductorOne},
	});
	run(more);
}

function run(more: Partial<ServiceOptions> = {}) {
	const {litmos, conductorOne} = sandbox;
	stopping = new AbortController();
	session = openLitmosSession({
		baseUrl: litmos.url,
		source: litmos.source,
		apiKey: litmos.apiKey,
		requestsPerMinute: Number.POSITIVE_INFINITY,
	});
	running = runService({
		session,
		job: {options: defaultOptions, folder: join(folder, 'syncs')},
		temporaryFolder: join(folder, 'outgoing'),
		reportFolder: join(folder, 'reports'),
		provisioning: {sendMessages: false},
		skipFullSync: false,
		refuseDrops: false,
		log: () => {},
		credential: {
			clientId: conductorOne.clientId,
			clientSecret: conductorOne.clientSecret,
			apiHost: conductorOne.host,
			insecure: true,
		},
		metadata: connectorMetadata({extras: mappingExtrasOf([]), provisioning: true}),
		hostId: 'test',
		version: '0',
		journal: join(folder, 'journal'),
		signal: stopping.signal,
		...more,
	});
}

async function stop() {
	stopping.abort();
	await running;
	await session.close();
}

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'service-'));
});
afterEach(async () => {
	await stop();
	await sandbox.close();
	rmSync(folder, {recursive: true, force: true});
});

const finished = (count: number): Promise<FinishedTask[]> =>
	vi.waitFor(
		() => {
			const {finished} = sandbox.conductorOne.report();
			expect(finished.length).toBeGreaterThanOrEqual(count);
			return finished;
		},
		{timeout: 60_000, interval: 20},
	);

describe('sync tasks', () => {
	test('a full sync is read, sent, kept for the next comparison; nothing stays on its way', async () => {
		await start();
		const [task] = await finished(1);
		expect(task).toMatchObject({kind: 'sync', ok: true, times: 1});
		const {expected} = sandbox.litmos.report();
		const [received] = sandbox.conductorOne.report().syncs;
		expect(received).toMatchObject({
			syncType: 'full',
			problems: [],
			resources: {user: expected.accounts, team: expected.teams, course: expected.courses},
			grants: {
				member: expected.memberGrants,
				assigned: expected.assigned,
				completed: expected.completed,
				in_progress: expected.inProgress,
			},
		});
		await stop();
		expect(existsSync(join(folder, 'outgoing'))).toBe(false);
		expect(readdirSync(join(folder, 'syncs')).some((name) => name.endsWith('.last-push.c1z'))).toBe(true);
	});

	test('resources first, then all: the second reads again, and has a sync id of its own', async () => {
		await start({firstTask: 'resources-then-sync'});
		await finished(2);
		const [resources, full] = sandbox.conductorOne.report().syncs;
		expect([resources!.syncType, full!.syncType]).toEqual(['resources_only', 'full']);
		expect(full!.syncId).not.toBe(resources!.syncId);
		// The lists of accounts, teams and courses, each a page and two looks that prove its end; the look while teams and
		// courses were read; and the row of the one list that has no other.
		expect(sandbox.litmos.report().repeated).toBe(12);
	});

	test('the next sync reads Litmos anew', async () => {
		await start();
		await finished(1);
		const before = sandbox.litmos.report().totalRequests;
		sandbox.conductorOne.enqueue({kind: 'sync'});
		await finished(2);
		expect(sandbox.litmos.report().totalRequests).toBe(2 * before);
		const [first, second] = sandbox.conductorOne.report().syncs;
		expect(second!.syncId).not.toBe(first!.syncId);
	});

	test('after a sync that ConductorOne did not take, the next one reads again', async () => {
		await start({refuseUpload: 'not today'});
		const [task] = await finished(1);
		expect(task).toMatchObject({ok: false, nonRetryable: false});
		await vi.waitFor(() => expect(readdirSync(join(folder, 'syncs')).join()).toContain('.refused.c1z'), {
			timeout: 60_000,
		});
		const read = sandbox.litmos.report().totalRequests;
		sandbox.conductorOne.behave({refuseUpload: null});
		sandbox.conductorOne.enqueue({kind: 'sync'});
		await vi.waitFor(
			() => expect(sandbox.conductorOne.report().syncs.some(({problems}) => problems.length === 0)).toBe(true),
			{
				timeout: 60_000,
			},
		);
		expect(sandbox.litmos.report().totalRequests).toBe(2 * read);
	});

	test('with --skip-full-sync an empty sync is sent, and nothing is read', async () => {
		await start({}, {}, {skipFullSync: true});
		const [task] = await finished(1);
		expect(task).toMatchObject({ok: true});
		expect(sandbox.conductorOne.report().syncs).toMatchObject([{syncType: 'full', resources: {}, grants: {}}]);
		// One look whether the key works.
		expect(sandbox.litmos.report().totalRequests).toBe(1);
	});

	test('asked for single resources or for types, it reads all and sends all, or the types', async () => {
		await start({firstTask: 'none'});
		const resource = {id: {resourceType: 'course', resource: sandbox.litmos.sample(1).courses[0]!.id}};
		sandbox.conductorOne.enqueue({kind: 'sync', body: {targetedSyncResources: [resource], storageEngine: 'pebble'}});
		await finished(1);
		sandbox.conductorOne.enqueue({kind: 'sync', body: {syncResourceTypeIds: ['user']}});
		const tasks = await finished(2);
		expect(tasks).toMatchObject([{ok: true}, {ok: true}]);
		const {accounts, courses, teams} = sandbox.litmos.report().expected;
		const {syncs} = sandbox.conductorOne.report();
		expect(syncs.map(({resources}) => resources)).toEqual([
			{user: accounts, course: courses, team: teams},
			{user: accounts},
		]);
	});

	test('a large drop is sent with a loud warning, or kept back where that is wished', async () => {
		const lines: string[] = [];
		const log: ServiceOptions['log'] = (level, message) => lines.push(`${level} ${message}`);
		await start({}, {}, {log});
		await finished(1);
		await stop();
		const filtered = {...defaultOptions, courses: [sandbox.litmos.sample(1).courses[0]!.id]};
		run({log, job: {options: filtered, folder: join(folder, 'syncs')}, refuseDrops: true});
		sandbox.conductorOne.enqueue({kind: 'sync'});
		const [, refused] = await finished(2);
		expect(refused).toMatchObject({ok: false, nonRetryable: false, statusCode: 9});
		expect(refused!.message).toContain('--refuse-drops');
		expect(lines.filter((line) => line.startsWith('error') && line.includes('are gone'))).toHaveLength(1);
		await stop();
		run({log, job: {options: filtered, folder: join(folder, 'syncs')}});
		sandbox.conductorOne.enqueue({kind: 'sync'});
		const [, , sent] = await finished(3);
		expect(sent).toMatchObject({ok: true});
		expect(lines.filter((line) => line.startsWith('error') && line.includes('are gone'))).toHaveLength(2);
	});

	test('reports of all sync tasks are kept, each with what became of it', async () => {
		await start();
		await finished(1);
		await stop();
		const names = readdirSync(join(folder, 'reports'));
		expect(names).toHaveLength(1);
		const report = JSON.parse(readFileSync(join(folder, 'reports', names[0]!), 'utf8'));
		expect(report).toMatchObject({task: {outcome: 'taken'}, counts: {accounts: 40}});
		expect(statSync(join(folder, 'reports', names[0]!)).mode & 0o777).toBe(0o600);
	});

	test('what a killed run left on its way is removed; a second run of the same instance is refused', async () => {
		mkdirSync(join(folder, 'outgoing'));
		writeFileSync(join(folder, 'outgoing', 'left.c1z'), 'left');
		await start({firstTask: 'none'});
		await vi.waitFor(() => expect(sandbox.conductorOne.report().hellos).toHaveLength(1), {timeout: 60_000});
		expect(existsSync(join(folder, 'outgoing', 'left.c1z'))).toBe(false);
		const [first, firstStop, firstSession] = [running, stopping, session];
		run();
		await expect(running).rejects.toMatchObject({code: 'sync/locked'});
		await session.close();
		[running, stopping, session] = [first, firstStop, firstSession];
	});

	test('stopped while it reads, the task is handed back, and the next start goes on where it was', async () => {
		await start({}, {latencyMs: 30});
		await vi.waitFor(() => expect(sandbox.litmos.report().totalRequests).toBeGreaterThan(4), {
			timeout: 60_000,
			interval: 5,
		});
		await stop();
		const [task] = sandbox.conductorOne.report().finished;
		expect(task).toMatchObject({ok: false, nonRetryable: false});
		sandbox.litmos.behave({latencyMs: 0});
		run();
		sandbox.conductorOne.enqueue({kind: 'sync'});
		await vi.waitFor(() => expect(sandbox.conductorOne.report().syncs).toHaveLength(1), {timeout: 60_000});
		// At most what was under way when it stopped is asked again.
		expect(sandbox.litmos.report().repeated).toBeLessThanOrEqual(6);
	});

	test('cancelled by ConductorOne while it reads, it stops; the next task goes on where it was', async () => {
		await start({nextHeartbeatMs: 1000}, {latencyMs: 1000});
		await vi.waitFor(() => expect(sandbox.litmos.report().totalRequests).toBeGreaterThan(2), {
			timeout: 60_000,
			interval: 5,
		});
		sandbox.conductorOne.behave({cancelTasks: true});
		const [task] = await finished(1);
		expect(task).toMatchObject({ok: false, statusCode: 1, nonRetryable: false, times: 1});
		sandbox.conductorOne.behave({cancelTasks: false});
		sandbox.litmos.behave({latencyMs: 0});
		sandbox.conductorOne.enqueue({kind: 'sync'});
		expect((await finished(2))[1]).toMatchObject({ok: true});
		const {expected, repeated} = sandbox.litmos.report();
		expect(sandbox.conductorOne.report().syncs).toMatchObject([{resources: {user: expected.accounts}, problems: []}]);
		// At most what was under way when it stopped is asked again.
		expect(repeated).toBeLessThanOrEqual(6);
	});
});

describe('granting and revoking', () => {
	const entitlement = (courseId: string, slug = 'assigned') => ({
		id: `course:${courseId}:${slug}`,
		slug,
		resource: {id: {resourceType: 'course', resource: courseId}, displayName: 'A course'},
	});
	const principal = (accountId: string) => ({id: {resourceType: 'user', resource: accountId}, displayName: 'Somebody'});

	/** Tasks one after the other; gives how each was answered. */
	async function answers(specs: {kind: 'grant' | 'revoke'; course: string; account: string; slug?: string}[]) {
		const done: FinishedTask[] = [];
		for (const {kind, course, account, slug} of specs) {
			const parts = {entitlement: entitlement(course, slug), principal: principal(account)};
			const grantId = `${parts.entitlement.id}:user:${account}`;
			const id = sandbox.conductorOne.enqueue({
				kind,
				body: kind === 'grant' ? parts : {grant: {id: grantId, ...parts}},
			});
			done.push(
				await vi.waitFor(
					() => {
						const task = sandbox.conductorOne.report().finished.find(({taskId}) => taskId === id);
						expect(task).toBeDefined();
						return task!;
					},
					{timeout: 60_000, interval: 20},
				),
			);
		}
		return done;
	}

	async function coursesOf(account: string): Promise<{Id: string; IsLearningPath: boolean}[]> {
		const {url, apiKey} = sandbox.litmos;
		const answer = await fetch(`${url}/v1.svc/users/${account}/courses?source=x&limit=1000&format=json`, {
			headers: {apikey: apiKey},
		});
		return (await answer.json()) as {Id: string; IsLearningPath: boolean}[];
	}

	/** An account and a course that it does not hold. */
	async function freePair() {
		const {accounts, courses} = sandbox.litmos.sample(40);
		for (const {id: account} of accounts) {
			const held = new Set((await coursesOf(account)).map(({Id}) => Id));
			const free = courses.find(({id}) => !held.has(id));
			if (free) return {account, course: free.id};
		}
		throw new Error('everybody holds everything');
	}

	async function ownedByPath() {
		for (const {id: account} of sandbox.litmos.sample(40).accounts) {
			const owned = (await coursesOf(account)).find(({IsLearningPath}) => IsLearningPath);
			if (owned) return {account, course: owned.Id};
		}
		throw new Error('no learning path brought anything');
	}

	test('assigned, assigned already, removed, gone already; nobody gets mail', async () => {
		await start({firstTask: 'none'});
		const pair = await freePair();
		const [granted, again, revoked, gone] = await answers([
			{kind: 'grant', ...pair},
			{kind: 'grant', ...pair},
			{kind: 'revoke', ...pair},
			{kind: 'revoke', ...pair},
		]);
		expect(granted).toMatchObject({ok: true, annotations: []});
		expect(again).toMatchObject({ok: true, annotations: ['c1.connector.v2.GrantAlreadyExists']});
		expect(revoked).toMatchObject({ok: true, annotations: []});
		expect(gone).toMatchObject({ok: true, annotations: ['c1.connector.v2.GrantAlreadyRevoked']});
		expect(sandbox.litmos.report().mails).toEqual([]);
	});

	test('what cannot be done is said in words an administrator can act on, and not tried again', async () => {
		await start({firstTask: 'none'});
		const {account, course} = await freePair();
		const [unknownCourse, unknownAccount, progress, team] = await answers([
			{kind: 'grant', account, course: 'AAAAAAAAAAA1'},
			{kind: 'grant', account: 'AAAAAAAAAAA1', course},
			{kind: 'grant', account, course, slug: 'completed'},
			{kind: 'revoke', account: 'AAAAAAAAAAA1', course},
		]);
		expect(unknownCourse).toMatchObject({ok: false, statusCode: 5, nonRetryable: true});
		expect(unknownCourse!.message).toContain('has no course');
		expect(unknownAccount).toMatchObject({ok: false, statusCode: 5, nonRetryable: true});
		expect(unknownAccount!.message).toContain('has no account');
		expect(progress).toMatchObject({ok: false, statusCode: 12, nonRetryable: true});
		// An account that is gone holds nothing any more.
		expect(team).toMatchObject({ok: true, annotations: ['c1.connector.v2.GrantAlreadyRevoked']});
	});

	test('a course that a learning path brought is left alone, and the answer says where to act', async () => {
		await start({firstTask: 'none'}, {}, {}, {accounts: 40, courses: 20, teams: 3, enrolments: 400});
		const {account, course} = await ownedByPath();
		const [task] = await answers([{kind: 'revoke', account, course}]);
		expect(task).toMatchObject({ok: false, statusCode: 9, nonRetryable: true});
		expect(task!.message).toContain('because it belongs to a learning path');
		expect(task!.message).toContain('In Litmos, remove the account from the learning path');
	});

	test('switched off, it is not supported', async () => {
		await start({firstTask: 'none'}, {}, {provisioning: null});
		const {account, course} = await freePair();
		const [task] = await answers([{kind: 'grant', account, course}]);
		expect(task).toMatchObject({ok: false, statusCode: 12, nonRetryable: true});
	});
});
