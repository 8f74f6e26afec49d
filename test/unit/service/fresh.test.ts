import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, join} from 'node:path';
import {create} from '@bufbuild/protobuf';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import type {SyncRequest, TaskHandlers} from '../../../source/conductorone/tasks/task.ts';
import {runTaskLoop} from '../../../source/conductorone/tasks/task-loop.ts';
import type {Listing, ListingKind, Page} from '../../../source/litmos/client.ts';
import {cancelled} from '../../../source/problem/problem.ts';
import {ConnectorMetadataSchema, EntitlementSchema, GrantSchema, ResourceSchema} from '../../../source/proto/model.ts';
import {createHandlers} from '../../../source/service/handlers.ts';
import type {Service} from '../../../source/service/service.ts';
import {openSyncFiles, type SyncFiles} from '../../../source/service/sync-files.ts';
import type {SyncOptions} from '../../../source/sync/job.ts';
import {Session} from '../../../source/sync/session.ts';
import {defaultOptions} from '../../../source/sync/workspace.ts';
import {openC1z} from '../c1z/rows.ts';
import {quick, scriptedService} from '../conductorone/scripted-service.ts';
import {FakeLitmos, type Tenant, target, tenant} from '../sync/fake-litmos.ts';

/** Litmos in memory that also takes assignments. */
class WritableLitmos extends FakeLitmos {
	override async page<K extends ListingKind>(listing: Listing<K>, start: number, options = {}): Promise<Page<K>> {
		if (listing.kind !== 'account-courses') return super.page(listing, start, options);
		const held = this.tenant.courses.filter(({id}) => this.tenant.people.get(id)?.has(listing.of));
		return {rows: held.slice(start), next: null, unusable: 0} as unknown as Page<K>;
	}
	override async assignCourse(account = '', course = ''): Promise<void> {
		this.tenant.people.get(course)?.set(account, false);
	}
	override async unassignCourse(account = '', course = ''): Promise<'removed'> {
		this.tenant.people.get(course)?.delete(account);
		return 'removed';
	}
}

const everything: SyncRequest = {
	skipEntitlementsAndGrants: false,
	skipGrants: false,
	targetedResources: [],
	resourceTypeIds: [],
	storageEngine: '',
};
const resourcesOnly = {...everything, skipEntitlementsAndGrants: true};

/** The service between the task loop and Litmos; a new one in the same folder is the service after a restart. */
async function startService(
	folder: string,
	data: Tenant,
	options: Partial<SyncOptions> = {},
	more: Partial<Service> = {},
) {
	const litmos = new WritableLitmos(data, 100);
	const session = new Session({...target, concurrency: 1}, {createClient: () => litmos});
	const service: Service = {
		session: {
			checkAccess: (signal) => session.checkAccess(signal),
			sync(job, onEvent) {
				const stop = new AbortController();
				return {done: session.sync(job, onEvent, stop.signal), cancel: () => stop.abort()};
			},
			seal: (workingFile, out, sealing) => session.seal(workingFile, out, sealing),
			assign: (...given: Parameters<Session['assign']>) => session.assign(...given),
			unassign: (...given: Parameters<Session['unassign']>) => session.unassign(...given),
		},
		job: {options: {...defaultOptions, ...options}, folder: join(folder, 'syncs')},
		temporaryFolder: join(folder, 'outgoing'),
		reportFolder: join(folder, 'reports'),
		provisioning: {sendMessages: false},
		skipFullSync: false,
		refuseDrops: false,
		log: () => {},
		...more,
	} as Service;
	const files = await openSyncFiles(service);
	return new Running(litmos, files, createHandlers(service, files));
}

async function contentOf(path: string) {
	const file = await openC1z(path);
	try {
		const grants = file.db.prepare('select external_id as id from v1_grants').all();
		return {syncId: file.run.syncId, grants: new Set(grants.map(({id}) => String(id)))};
	} finally {
		file.close();
	}
}

class Running {
	#tasks = 0;
	readonly litmos: WritableLitmos;
	readonly files: SyncFiles;
	readonly handlers: TaskHandlers;

	constructor(litmos: WritableLitmos, files: SyncFiles, handlers: TaskHandlers) {
		this.litmos = litmos;
		this.files = files;
		this.handlers = handlers;
	}

	/** A sync task up to the start of its upload: what is in the file that ConductorOne will get. */
	async sync(request: SyncRequest = everything, signal = new AbortController().signal) {
		const taskId = `task-${++this.#tasks}`;
		const {path} = await this.handlers.sync(request, {taskId, signal});
		// Files of resources only cannot be opened; the name begins with the sync id.
		if (request === resourcesOnly) return {taskId, syncId: basename(path).slice(0, 27), grants: new Set<string>()};
		return {taskId, ...(await contentOf(path))};
	}

	/** A sync task that ends, as by a restart, when the given request is about to be answered. */
	async syncUntil(request: string, asked = everything): Promise<void> {
		const stop = new AbortController();
		this.litmos.beforeAnswer = (name) => {
			if (name !== request) return;
			stop.abort();
			throw cancelled();
		};
		await expect(this.sync(asked, stop.signal)).rejects.toMatchObject({code: 'cancelled'});
		this.litmos.beforeAnswer = () => {};
	}

	async grant(course: string, account: string): Promise<string> {
		const {entitlement, principal, context} = this.pair(course, account);
		await this.handlers.grant!(entitlement, principal, context);
		return `${entitlement.id}:user:${account}`;
	}

	async revoke(course: string, account: string): Promise<string> {
		const {entitlement, principal, context} = this.pair(course, account);
		const id = `${entitlement.id}:user:${account}`;
		await this.handlers.revoke!(create(GrantSchema, {id, entitlement, principal}), context);
		return id;
	}

	pair(course: string, account: string) {
		const resource = create(ResourceSchema, {id: {resourceType: 'course', resource: course}});
		return {
			entitlement: create(EntitlementSchema, {id: `course:${course}:assigned`, slug: 'assigned', resource}),
			principal: create(ResourceSchema, {id: {resourceType: 'user', resource: account}}),
			context: {taskId: `task-${++this.#tasks}`, signal: new AbortController().signal},
		};
	}
}

let folder: string;
let data: Tenant;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'fresh-'));
	data = tenant(12, 2, 6);
	// Read last, so that the courses before are stored when a read is stopped here.
	data.people.get('c1')!.delete('a3');
});
afterEach(() => rmSync(folder, {recursive: true, force: true}));

describe('a sync asked for after a finished grant or revoke', () => {
	it('contains it while the sync before is still uploading, under a sync id of its own', async () => {
		const service = await startService(folder, data);
		const first = await service.sync();
		const granted = await service.grant('c1', 'a3');
		const revoked = await service.revoke('c0', 'a0');
		const second = await service.sync();
		expect(first.grants).not.toContain(granted);
		expect(second.grants).toContain(granted);
		expect(second.grants).not.toContain(revoked);
		expect(second.syncId).not.toBe(first.syncId);
		await service.files.settle(first.taskId, {ok: true});
		const third = await service.sync();
		expect(new Set([first.syncId, second.syncId, third.syncId]).size).toBe(3);
	});

	it('contains it while a slow upload of the sync before goes on in the task loop', async () => {
		const service = await startService(folder, data);
		const {entitlement, principal} = service.pair('c1', 'a3');
		const end = new AbortController();
		const sent: Awaited<ReturnType<typeof contentOf>>[] = [];
		let secondArrives = () => {};
		const secondHasArrived = new Promise<void>((resolve) => {
			secondArrives = resolve;
		});
		const scripted = scriptedService([{id: 'first', taskType: {case: 'syncFull', value: {}}}], {
			async uploadAsset(taskId, path) {
				sent.push(await contentOf(path));
				if (taskId === 'second') return secondArrives();
				scripted.queue.push({id: 'grant', taskType: {case: 'grant', value: {entitlement, principal}}});
				await secondHasArrived;
			},
			async finishTask({taskId, finalState}) {
				expect(finalState.case).toBe('success');
				if (taskId === 'grant') scripted.queue.push({id: 'second', taskType: {case: 'syncFull', value: {}}});
				if (taskId === 'first') end.abort();
			},
		});
		await runTaskLoop(
			{
				credential: {clientId: 'a@c1.test/x', clientSecret: ''},
				metadata: create(ConnectorMetadataSchema, {displayName: 'Litmos'}),
				hostId: 'host',
				version: '1.0.0',
				handlers: service.handlers,
				onEvent: () => {},
				signal: end.signal,
			},
			{service: scripted.service, times: quick},
		);
		const [first, second] = sent;
		expect(first!.grants).not.toContain('course:c1:assigned:user:a3');
		expect(second!.grants).toContain('course:c1:assigned:user:a3');
		expect(second!.syncId).not.toBe(first!.syncId);
	});

	it('contains it when the file before was lost on its way', async () => {
		const service = await startService(folder, data);
		const first = await service.sync();
		await service.files.settle(first.taskId, {ok: false, code: 'network/unreachable'});
		const granted = await service.grant('c1', 'a3');
		const second = await service.sync();
		expect(second.grants).toContain(granted);
		expect(second.syncId).not.toBe(first.syncId);
	});

	it('contains it after a restart in mid-read, and goes on with the rest', async () => {
		data.people.get('c1')!.delete('a3');
		const last = 'course-people:c5@0';
		const before = await startService(folder, data);
		await before.syncUntil(last);
		const after = await startService(folder, data);
		const granted = await after.grant('c1', 'a3');
		const revoked = await after.revoke('c0', 'a0');
		after.litmos.log.length = 0;
		const {grants} = await after.sync();
		expect(grants).toContain(granted);
		expect(grants).not.toContain(revoked);
		expect(after.litmos.log).not.toContain('accounts@0');
		expect(after.litmos.log.filter((request) => request === 'course-people:c1@0')).toHaveLength(1);
		expect(after.litmos.log).not.toContain('course-people:c2@0');
	});

	it('contains it when it was made while an interrupted sync still read', async () => {
		const service = await startService(folder, data);
		const stop = new AbortController();
		let granted = '';
		service.litmos.beforeAnswer = (name) => {
			if (name !== 'course-people:c4@0') return;
			void service.grant('c1', 'a3').then((id) => {
				granted = id;
				stop.abort();
			});
		};
		// Slow answers: the assignment is made before the read ends.
		service.litmos.answerAfter = 20;
		await expect(service.sync(everything, stop.signal)).rejects.toMatchObject({code: 'cancelled'});
		service.litmos.beforeAnswer = () => {};
		service.litmos.answerAfter = 0;
		const {grants} = await service.sync();
		expect(granted).not.toBe('');
		expect(grants).toContain(granted);
	});

	it('contains it after a sync of resources only, which has an id of its own', async () => {
		const service = await startService(folder, data);
		const resources = await service.sync(resourcesOnly);
		data.accounts.push({...data.accounts[0]!, id: 'new'});
		const granted = await service.grant('c1', 'new');
		const full = await service.sync();
		expect(full.grants).toContain(granted);
		expect(full.syncId).not.toBe(resources.syncId);
		const later = await service.sync(resourcesOnly);
		expect(later.syncId).not.toBe(full.syncId);
	});

	it('contains it after an interrupted full sync and a whole one of resources only', async () => {
		const service = await startService(folder, data);
		await service.syncUntil('course-people:c5@0');
		const resources = await service.sync(resourcesOnly);
		const granted = await service.grant('c1', 'a3');
		const full = await service.sync();
		expect(full.grants).toContain(granted);
		expect(full.syncId).not.toBe(resources.syncId);
	});
});

describe('a first sync without accounts, while courses list people', () => {
	it('is sent with a loud line in the log, or kept back where that is wished', async () => {
		data.accounts.length = 0;
		const lines: string[] = [];
		const log: Service['log'] = (level, message) => lines.push(`${level} ${message}`);
		const sending = await startService(folder, data, {}, {log});
		expect((await sending.sync()).grants.size).toBeGreaterThan(0);
		expect(lines.filter((line) => line.startsWith('error'))).toEqual([
			expect.stringMatching(/grants to accounts that Litmos doesn’t list$/),
		]);
		const keeping = await startService(folder, data, {}, {log, refuseDrops: true});
		await expect(keeping.sync()).rejects.toMatchObject({
			code: 'push/drop-guard',
			why: expect.stringContaining('--refuse-drops'),
		});
	});
});
