import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {isLoopback} from '../http/proxy.ts';
import {Problem} from '../problem/problem.ts';
import {memoryStore, openSecretStore} from '../secrets/open.ts';
import type {SecretProvider} from '../secrets/secret-store.ts';
import type {SettingTexts} from '../settings/resolve.ts';
import type {SavedStateStore} from '../settings/saved-state.ts';
import {type SettingValues, settings} from '../settings/settings.ts';
import {planRequests, timeFor} from '../sync/plan.ts';
import type {SessionJob} from '../sync/session.ts';
import {type LitmosSession, openLitmosSession} from '../sync/start-sync.ts';
import type {Log} from '../sync/sync.types.ts';
import {checkCredential} from './check-credential.ts';
import {deliver, lastPushPath} from './deliver.ts';
import {mappingExtrasOf, syncOptionsOf, targetOf} from './from-settings.ts';
import type {DemoValues, Progress, SetupRooms, Tenant} from './rooms.ts';

export interface RealRoomsOptions {
	/** Settings that no step asks for, such as the page size. */
	values: SettingValues;
	stateFolder: string;
	saved: SavedStateStore;
	version: string;
	log: Log;
	/** The sandbox is handed in: it stands beside the rooms, not above them. */
	startDemo: () => Promise<DemoValues>;
}

export interface RealRooms extends SetupRooms {
	/** Folder of the working files. */
	syncFolder(): string;
	close(): Promise<void>;
}

/** The rooms as they are outside of tests. One session per tenant, so that nothing is read from Litmos twice. */
export function createRealRooms(options: RealRoomsOptions): RealRooms {
	const {values, stateFolder, saved, version, log} = options;
	/** Where what is read and sent is kept; make-believe gets a folder of its own, which goes with it. */
	let folder = stateFolder;
	let open: {key: string; session: LitmosSession} | undefined;
	let demo = false;
	/** Which size the tenant has, as far as a sync told. */
	let sizes: {accounts: number; teams: number} | null = null;

	async function sessionFor(tenant: Tenant): Promise<LitmosSession> {
		const key = JSON.stringify([tenant.baseUrl, tenant.source, tenant.apiKey]);
		if (open?.key === key) return open.session;
		const former = open?.session;
		const session = openLitmosSession({...targetOf(values), ...tenant}, log);
		open = {key, session};
		await former?.close();
		return session;
	}

	/**
	 * One piece of work at a time on a working file: the list of courses may still be arriving when the person goes on, and
	 * a sync given up for another choice of courses needs a moment to let go.
	 */
	let turn: Promise<unknown> = Promise.resolve();
	function inTurn<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
		const mine = turn.then(() => {
			signal.throwIfAborted();
			return work();
		});
		turn = mine.catch(() => {});
		return mine;
	}

	const syncFolder = () => join(folder, 'syncs');
	const job = (courses: readonly string[] | null): SessionJob => ({
		options: {...syncOptionsOf(values), courses},
		folder: syncFolder(),
		fresh: values.fresh,
	});

	return {
		async startDemo() {
			const answers = await options.startDemo();
			demo = true;
			folder = await mkdtemp(join(tmpdir(), 'litmos-connector-demo-'));
			return answers;
		},
		async checkLitmos(tenant, signal) {
			await (await sessionFor(tenant)).checkAccess(signal);
		},
		async listCourses(tenant, onPage, signal) {
			// The filter does not matter for the list, only for what is read afterwards.
			await inTurn(signal, async () => (await sessionFor(tenant)).listCourses(job(null), onPage, signal));
		},
		startSync(tenant, courses, onEvent) {
			const controller = new AbortController();
			const done = inTurn(controller.signal, async () => {
				const session = await sessionFor(tenant);
				const handle = session.sync(job(courses), (event) => {
					if (event.type === 'progress') sizes = {accounts: event.counts.accounts, teams: event.counts.teams};
					onEvent(event);
				});
				if (controller.signal.aborted) handle.cancel();
				controller.signal.addEventListener('abort', () => handle.cancel(), {once: true});
				return handle.done;
			});
			return {done, cancel: () => controller.abort()};
		},
		checkCredential: (credential, signal) =>
			checkCredential({...credential, insecure: isPlain(credential.apiHost, credential.insecure)}, version, signal),
		async push({workingFile, report, credential, confirmedDrop, signal, onSealing, onEvent}) {
			const session = open?.session;
			if (session === undefined)
				throw new Problem({code: 'sync/incomplete', what: 'Nothing was read from Litmos yet.'});
			const [{connectorMetadata}, {hostIdOf}] = await Promise.all([
				import('../connector/connector.ts'),
				import('../conductorone/tasks/host-info.ts'),
			]);
			const result = await deliver({
				report,
				credential: {...credential, insecure: isPlain(credential.apiHost, credential.insecure)},
				metadata: connectorMetadata({extras: mappingExtrasOf(values.extras), provisioning: values.provisioning}),
				hostId: hostIdOf(values.hostId),
				version,
				seal: (path, out, sealing) => session.seal(path, out, sealing),
				lastPush: lastPushPath(workingFile),
				temporaryFolder: values.temporaryFolder ?? join(folder, 'outgoing'),
				dropThreshold: values.dropGuard / 100,
				confirmedDrop,
				signal,
				onSealing,
				onEvent,
			});
			if (!demo) {
				const at = new Date().toISOString();
				saved.update({lastPush: {at, syncId: result.syncId, file: lastPushPath(workingFile)}, progress: undefined});
			}
			return result;
		},
		estimate({courses, selected}) {
			const size = {
				accounts: sizes?.accounts ?? null,
				teams: sizes?.teams ?? null,
				catalogue: courses,
				courses: selected ?? courses,
			};
			const {total} = planRequests(size, syncOptionsOf(values), values.pageSize);
			return {requests: total, milliseconds: timeFor(total, values.requestsPerMinute)};
		},
		async openSecrets(allowFile) {
			if (demo || values.secretStore === 'none') return memoryStore();
			const chosen: SecretProvider | undefined = values.secretStore === 'file' ? 'file' : saved.read().secretProvider;
			const store = await openSecretStore({preferred: chosen, folder: stateFolder, allowFile});
			if (store.provider !== 'memory') saved.update({secretProvider: store.provider});
			return store;
		},
		async save(progress) {
			const {step, answers} = progress;
			const savedAt = new Date().toISOString();
			saved.update({
				answers: textsOf(progress, saved.read().answers),
				// At the end there is nothing left to continue.
				progress: step === 'done' ? undefined : {step, savedAt, keepRunning: answers.keepRunning},
			});
		},
		syncFolder,
		async close() {
			await open?.session.close();
			if (folder !== stateFolder) await rm(folder, {recursive: true, force: true});
		},
	};

	function isPlain(host: string | undefined, insecure: boolean | undefined): boolean {
		return insecure === true || (values.c1Insecure && host !== undefined && isLoopback(host.replace(/:\d+$/, '')));
	}
}

/** Answers as the settings' own texts; what the set-up does not ask for stays as it was. */
function textsOf({answers, courses}: Progress, before: SettingTexts): SettingTexts {
	const text = (value: string) => (value.trim() === '' ? undefined : value.trim());
	return {
		...before,
		region: answers.region === 'other' ? undefined : answers.region,
		litmosUrl: answers.region === 'other' ? text(answers.litmosUrl) : undefined,
		source: text(answers.source),
		limitedCourses: courses.mode === 'all' ? undefined : settings.limitedCourses.format([...courses.ids]),
		clientId: text(answers.clientId),
		c1ApiHost: text(answers.c1ApiHost),
	};
}
