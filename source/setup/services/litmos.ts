import {join} from 'node:path';
import type {Counts} from '../../c1z/model.ts';
import type {SavedStateStore} from '../../settings/saved-state.ts';
import type {SettingValues} from '../../settings/settings.ts';
import type {SyncEvent} from '../../sync/events.ts';
import type {SyncOptions} from '../../sync/job.ts';
import type {Log} from '../../sync/log.ts';
import type {SessionJob} from '../../sync/session.ts';
import type {LitmosSession} from '../../sync/start-sync.ts';
import type {TenantSize} from '../../sync/tenant-size.ts';
import type {Reading} from '../reading.ts';
import type {CourseChoice} from '../state.ts';
import type {Tenant} from '../vault.ts';
import {syncOptionsOf, targetOf} from './from-settings.ts';
import type {SetupServices} from './services.ts';

export interface LitmosServices extends Pick<SetupServices, 'checkLitmos' | 'listCourses' | 'startSync' | 'estimate'> {
	/** The session that is open; undefined before the first. */
	session(): LitmosSession | undefined;
	/** Folder of the working files. */
	syncFolder(): string;
	close(): Promise<void>;
}

/**
 * What is asked of Litmos. One session per tenant, so that nothing is read twice.
 *
 * @param options.folder where what is read is kept; another once demo data is chosen
 */
export function createLitmosServices({
	values,
	saved,
	log,
	folder,
}: {
	values: SettingValues;
	saved: SavedStateStore;
	log: Log;
	folder: () => string;
}): LitmosServices {
	let open: {key: string; session: LitmosSession} | undefined;
	/** Loaded with the first list of courses, without which no cost is known. */
	let costs: typeof import('../reading-cost.ts') | undefined;
	/** Which size the tenant has, as far as a sync told. */
	let sizes: Pick<TenantSize, 'accounts' | 'teams' | 'learningPaths'> = unknownSizes;

	async function sessionFor(tenant: Tenant): Promise<LitmosSession> {
		const {openLitmosSession} = await import('../../sync/start-sync.ts');
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

	const syncFolder = () => join(folder(), 'syncs');
	const job = (choice: CourseChoice, reading: Reading): SessionJob => ({
		options: {...syncOptionsOf(values), ...reading, ...coursesOf(choice)},
		folder: syncFolder(),
		fresh: values.fresh,
	});

	async function findUnused(tenant: Tenant, {folder: syncs, options: wanted}: SessionJob): Promise<string | undefined> {
		const {unusedSync} = await import('../../sync/saved-sync.ts');
		const {used, lastPush} = saved.read();
		const found = unusedSync(syncs, {...targetOf(values), ...tenant}, wanted, [used, lastPush?.syncId]);
		// The key was accepted before; another one may see other data.
		return found === null || found.isOtherKey ? undefined : found.syncId;
	}

	return {
		async checkLitmos(tenant, signal) {
			await (await sessionFor(tenant)).checkAccess(signal);
		},
		async listCourses(tenant, onPage, signal, reading) {
			// The filter does not matter for the list, only for what is read afterwards.
			await inTurn(signal, async () => {
				costs ??= await import('../reading-cost.ts');
				await (await sessionFor(tenant)).listCourses(job(null, reading), onPage, signal);
			});
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
		estimate({courses, selected, inactive, reading}) {
			const {pageSize, requestsPerMinute} = values;
			const size = {...sizes, catalogue: courses, courses: selected ?? courses};
			const {resourcesOnly} = syncOptionsOf(values);
			return costs?.costOf({size, inactive, resourcesOnly, pageSize, requestsPerMinute}, reading) ?? null;
		},
		session: () => open?.session,
		syncFolder,
		async close() {
			await open?.session.close();
		},
	};
}

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

/** Both are said, since the settings may have the other one. */
function coursesOf(choice: CourseChoice): Pick<SyncOptions, 'courses' | 'courseRules'> {
	return choice !== null && 'rules' in choice
		? {courses: null, courseRules: choice.rules}
		: {courses: choice, courseRules: undefined};
}
