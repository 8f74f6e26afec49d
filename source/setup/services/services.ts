import type {SealProgress} from '../../c1z/seal.ts';
import type {ConnectorCredential, TaskEvent} from '../../conductorone/tasks/task.ts';
import type {SecretStore} from '../../secrets/secret-store.ts';
import type {SecretKind} from '../../settings/saved-state.ts';
import type {SettingValues} from '../../settings/settings.ts';
import type {CourseRow} from '../../sync/course-filter.ts';
import type {SyncEvent, SyncReport} from '../../sync/events.ts';
import type {SyncHandle} from '../../sync/start-sync.ts';
import type {Reading} from '../reading.ts';
import type {Cost} from '../reading-cost.ts';
import type {Answers, CourseChoice, CourseSelection, PushResult, Step} from '../state.ts';
import type {Tenant} from '../vault.ts';
import type {ConnectServices} from './conductorone.ts';

/** The values a running sandbox answers the questions with. Its secrets are never kept. */
export interface DemoValues {
	litmosUrl: string;
	source: string;
	apiKey: string;
	clientId: string;
	clientSecret: string;
	c1ApiHost: string;
	/** A personal API key of its ConductorOne. */
	personal: {clientId: string; clientSecret: string};
}

/** How the ConductorOne of a running sandbox is reached; nothing without one. */
export function demoSettings(demo: DemoValues | undefined): Partial<SettingValues> {
	if (demo === undefined) return {};
	const {c1ApiHost, personal} = demo;
	return {c1ApiHost, c1Insecure: true, personalKeyId: personal.clientId, personalKeySecret: personal.clientSecret};
}

/** What is saved between runs; never a secret. */
export interface Progress {
	step: Step;
	answers: Omit<Answers, 'courses'>;
	courses: CourseSelection;
}

export interface PushJob {
	report: SyncReport;
	reading: Reading;
	credential: ConnectorCredential;
	/** A person agreed to a large drop. */
	confirmedDrop: boolean;
	signal: AbortSignal;
	onSealing: (progress: SealProgress) => void;
	onEvent: (event: TaskEvent) => void;
}

/** Everything the guided set-up lets others do. All promises reject with a `Problem`. */
export interface SetupServices {
	startDemo(): Promise<DemoValues>;
	checkLitmos(tenant: Tenant, signal: AbortSignal): Promise<void>;
	/** Calls `onPage` for each page; resolves when the listing is complete. The reading is what a sync is likely to want. */
	listCourses(
		tenant: Tenant,
		onPage: (rows: CourseRow[]) => void,
		signal: AbortSignal,
		reading: Reading,
	): Promise<void>;
	/**
	 * A finished sync of the same that was not used yet is used, however old it is, unless `again`:
	 * then everything is read from Litmos.
	 */
	startSync(
		tenant: Tenant,
		courses: CourseChoice,
		onEvent: (event: SyncEvent) => void,
		reading: Reading,
		again: boolean,
	): SyncHandle;
	checkCredential(credential: ConnectorCredential, signal: AbortSignal): Promise<{host: string}>;
	push(job: PushJob): Promise<PushResult>;
	/**
	 * What a selection costs; null while too little is known. `selected` null = all courses; `inactive` = how many of them
	 * leaving out inactive courses would take off.
	 */
	estimate(known: {courses: number; selected: number | null; inactive: number; reading: Reading}): Cost | null;
	/** The place for secrets of a kind; `allowFile`: a person allowed a file for it where there is no keychain. */
	openSecrets(allowFile: boolean, kind: SecretKind): Promise<SecretStore>;
	save(progress: Progress): Promise<void>;
	/** Clears the saved answers of the set-up and where it stood. Secrets, finished syncs and other settings stay. */
	forgetAnswers(): Promise<void>;
	conductorOne: ConnectServices;
}
