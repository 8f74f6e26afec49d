import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import type {Counts} from '../c1z/model.ts';
import {PrivateFolder} from '../c1z/private-folder.ts';
import {isLoopback} from '../http/proxy.ts';
import {Problem} from '../problem/problem.ts';
import {memoryStore} from '../secrets/open.ts';
import type {SettingTexts} from '../settings/resolve.ts';
import {recordRun} from '../settings/run-record.ts';
import type {SavedStateStore} from '../settings/saved-state.ts';
import {type SettingId, type SettingValues, settings} from '../settings/settings.ts';
import type {SyncEvent} from '../sync/events.ts';
import {lastPushPath} from '../sync/last-push-path.ts';
import type {Log} from '../sync/log.ts';
import {mappingExtrasOf} from '../sync/mapping-extras.ts';
import type {SessionJob} from '../sync/session.ts';
import {type LitmosSession, openLitmosSession} from '../sync/start-sync.ts';
import type {TenantSize} from '../sync/tenant-size.ts';
import {checkCredential} from './check-credential.ts';
import {deliver} from './deliver.ts';
import {syncOptionsOf, targetOf} from './from-settings.ts';
import {setupProblemWords} from './messages.ts';
import {type Reading, readingTexts} from './reading.ts';
import {costOf} from './reading-cost.ts';

import {createSecretPlaces, type SecretPlaces} from './secret-places.ts';

import type {DemoValues, Progress, SetupServices} from './services.ts';
import type {Tenant} from './vault.ts';

export interface SetupServicesOptions {
	/** Settings that no step asks for, such as the page size. */
	values: SettingValues;
	stateFolder: string;
	saved: SavedStateStore;
	version: string;
	log: Log;
	/** The sandbox is handed in, since it may not be imported from here. */
	startDemo: () => Promise<DemoValues>;
	conductorOne: SetupServices['conductorOne'];
}

export interface OwnedServices extends SetupServices {
	/** Folder of the working files. */
	syncFolder(): string;
	close(): Promise<void>;
}

/** The real services, as opposed to those of tests. One session per tenant, so that nothing is read from Litmos twice. */
export function createSetupServices(options: SetupServicesOptions): OwnedServices {
	const {values, stateFolder, saved, version, log} = options;
	/** Where what is read and sent is kept; make-believe gets a folder of its own, which goes with it. */
	let folder = stateFolder;
	let open: {key: string; session: LitmosSession} | undefined;
	let demo = false;
	let secretPlaces: SecretPlaces | undefined;
	/** Which size the tenant has, as far as a sync told. */
	let sizes: Pick<TenantSize, 'accounts' | 'teams' | 'learningPaths'> = unknownSizes;

	async function sessionFor(tenant: Tenant): Promise<LitmosSession> {
		const key = JSON.stringify([tenant.baseUrl, tenant.source, tenant.apiKey]);
		if (open?.key === key) return open.session;
		const former = open?.session;
		const session = openLitmosSession({...targetOf(values), ...tenant}, log);
		open = {key, session};
		sizes = unknownSizes;
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
	const job = (courses: readonly string[] | null, reading: Reading): SessionJob => ({
		options: {...syncOptionsOf(values), ...reading, courses},
		folder: syncFolder(),
		fresh: values.fresh,
	});

	async function findUnused(tenant: Tenant, {folder: syncs, options: wanted}: SessionJob): Promise<string | undefined> {
		const {unusedSync} = await import('../sync/saved-sync.ts');
		const {used, lastPush} = saved.read();
		const found = unusedSync(syncs, {...targetOf(values), ...tenant}, wanted, [used, lastPush?.syncId]);
		return found?.syncId;
	}

	return {
		async startDemo() {
			const answers = await options.startDemo();
			demo = true;
			folder = new PrivateFolder('demo').path;
			return answers;
		},
		async checkLitmos(tenant, signal) {
			await (await sessionFor(tenant)).checkAccess(signal);
		},
		async listCourses(tenant, onPage, signal, reading) {
			// The filter does not matter for the list, only for what is read afterwards.
			await inTurn(signal, async () => (await sessionFor(tenant)).listCourses(job(null, reading), onPage, signal));
		},
		startSync(tenant, courses, onEvent, reading, again) {
			const controller = new AbortController();
			const done = inTurn(controller.signal, async () => {
				const session = await sessionFor(tenant);
				const wanted = job(courses, reading);
				const fresh = wanted.fresh || again;
				const unused = fresh ? undefined : await findUnused(tenant, wanted);
				const handle = session.sync({...wanted, fresh, unused}, (event) => {
					if (event.type === 'progress') sizes = {...sizes, ...sizesIn(event)};
					onEvent(event);
				});
				if (controller.signal.aborted) handle.cancel();
				controller.signal.addEventListener('abort', () => handle.cancel(), {once: true});
				const report = await handle.done;
				sizes = {...sizes, ...pathsIn(report.counts, reading)};
				return report;
			});
			return {done, cancel: () => controller.abort()};
		},
		checkCredential: (credential, signal) =>
			checkCredential({...credential, insecure: isPlain(credential.apiHost, credential.insecure)}, version, signal),
		async push({workingFile, report, reading, credential, confirmedDrop, signal, onSealing, onEvent}) {
			const startedAt = new Date().toISOString();
			const session = open?.session;
			if (session === undefined) throw new Problem({code: 'sync/incomplete', ...setupProblemWords.nothingRead});
			const [{connectorMetadata}, {hostIdOf}] = await Promise.all([
				import('../connector/metadata.ts'),
				import('../conductorone/tasks/host-info.ts'),
			]);
			const result = await deliver({
				report,
				credential: {...credential, insecure: isPlain(credential.apiHost, credential.insecure)},
				metadata: connectorMetadata({extras: mappingExtrasOf(reading.extras), provisioning: values.provisioning}),
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
				recordRun(folder, 'setup', {startedAt, finishedAt: at, exit: 0, counts: result.counts, error: null});
			}
			return result;
		},
		estimate({courses, selected, inactive, reading}) {
			const {pageSize, requestsPerMinute} = values;
			const size = {...sizes, catalogue: courses, courses: selected ?? courses};
			const {resourcesOnly} = syncOptionsOf(values);
			return costOf({size, inactive, resourcesOnly, pageSize, requestsPerMinute}, reading);
		},
		async openSecrets(allowFile, kind) {
			if (demo) return memoryStore();
			secretPlaces ??= createSecretPlaces({
				secretStore: values.secretStore,
				folder: stateFolder,
				saved,
				limit: unlockLimit,
			});
			const store = await secretPlaces.open(kind, allowFile);
			// A keychain that is unlocked in the meantime is found at the next try.
			if (store.provider === 'memory') secretPlaces = undefined;
			return store;
		},
		async forgetAnswers() {
			if (demo) return;
			const kept = Object.entries(saved.read().answers).filter(([id]) => !isAsked(id));
			saved.update({answers: Object.fromEntries(kept), progress: undefined});
		},
		async save(progress) {
			const {step} = progress;
			const savedAt = new Date().toISOString();
			saved.update({
				answers: textsOf(progress, saved.read().answers),
				// At the end there is nothing left to continue.
				progress: step === 'done' ? undefined : {step, savedAt},
			});
		},
		conductorOne: options.conductorOne,
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

/** The screens go on while the keychain asks its owner for a password, so there is time to type it. Milliseconds. */
const unlockLimit = 30_000;

const unknownSizes = {accounts: null, teams: null};

/** What the sync knows of the tenant's size so far: the total of a list is there when all of it is. */
function sizesIn({phases}: Extract<SyncEvent, {type: 'progress'}>): {accounts?: number; teams?: number} {
	const totals = phases.filter(({phase, total}) => (phase === 'accounts' || phase === 'teams') && total !== null);
	return Object.fromEntries(totals.map(({phase, total}) => [phase, total]));
}

/** Learning paths are counted among all resources; they are known when nothing else is there beside them. */
function pathsIn({accounts, teams, courses, resources}: Counts, {extras}: Reading): {learningPaths?: number} {
	const isAlone = !extras.includes('access-levels') && !extras.includes('course-modules');
	return extras.includes('learning-paths') && isAlone ? {learningPaths: resources - accounts - teams - courses} : {};
}

/** Whether the set-up asks for a setting. */
function isAsked(id: string): boolean {
	return Object.hasOwn(settings, id) && (settings[id as SettingId].group === 'reading' || asked.has(id));
}

const asked: ReadonlySet<string> = new Set<SettingId>(['region', 'litmosUrl', 'source', 'clientId', 'c1ApiHost']);

/** Answers as the settings' own texts; what the set-up does not ask for stays as it was. */
function textsOf({answers, courses}: Progress, before: SettingTexts): SettingTexts {
	const text = (value: string) => (value.trim() === '' ? undefined : value.trim());
	return {
		...before,
		region: answers.region === 'other' ? undefined : answers.region,
		litmosUrl: answers.region === 'other' ? text(answers.litmosUrl) : undefined,
		source: text(answers.source),
		...readingTexts(answers.reading),
		limitedCourses: courses.mode === 'all' ? undefined : settings.limitedCourses.format([...courses.ids]),
		clientId: text(answers.clientId),
		c1ApiHost: text(answers.c1ApiHost),
	};
}
