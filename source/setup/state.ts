import type {Counts, WarningKind} from '../c1z/model.ts';
import type {TaskEvent} from '../conductorone/tasks/task.ts';
import type {Problem} from '../problem/problem.ts';
import type {SecretProvider} from '../secrets/secret-store.ts';
import type {Region} from '../settings/tables/litmos.ts';
import type {CourseRow} from '../sync/course-filter.ts';
import type {Budget, PhaseProgress, SyncReport} from '../sync/events.ts';
import {type ConnectState, connectBeginning, type Prepared} from './conductorone/state.ts';
import type {Handover} from './handover/handover-file.ts';
import {plainReading, type Reading} from './reading.ts';
import {idle, type Work} from './slots.ts';

/** The steps in order; `start` and `done` are not counted. */
export const steps = ['start', 'litmos', 'courses', 'preview', 'conductorone', 'review', 'done'] as const;
export type Step = (typeof steps)[number];

export type WarningCounts = Partial<Record<WarningKind, number>>;

/** What is wanted: all courses, also future ones, just these, or those that match rules. */
export type CourseSelection =
	| {mode: 'all'}
	| {mode: 'some'; ids: ReadonlySet<string>}
	/** Rules as they were written; none while what is written can't be read. */
	| {mode: 'rule'; rules: readonly string[]};

/** The same for a sync: null = all courses, otherwise ids, or rules as they were written. */
export type CourseChoice = readonly string[] | null | {rules: readonly string[]};

export type WayIn = 'credential' | 'sign-in';
export type SecretId = 'apiKey' | 'clientSecret';

export interface Answers {
	region: Region | 'other';
	litmosUrl: string;
	source: string;
	/** The ticks and the rule stay while "all" is chosen, so that changing one's mind costs nothing. */
	courses: {mode: CourseSelection['mode']; ids: ReadonlySet<string>; rule?: string};
	reading: Reading;
	clientId: string;
	c1ApiHost: string;
}

/** What may be known of a secret outside the vault. */
export interface SecretInfo {
	characters: number;
	/** Where it came from: entered now, or found. */
	from: 'entered' | 'environment' | 'flag' | 'config-file' | 'keychain' | 'sandbox';
}

export interface SyncState {
	work: Work<SyncReport>;
	/** Which tenant and selection the work is for, see `scopeOf`. */
	scope: string;
	resumed: {requestsSaved: number; coursesAt: string | null; readAt: string | null} | null;
	/** A person wants all of it read from Litmos again. */
	again: boolean;
	phases: readonly PhaseProgress[];
	budget: Budget | null;
	counts: Counts | null;
	throttled: {waitMs: number; reason: string} | null;
	warnings: WarningCounts;
}

export interface PushResult {
	host: string;
	taskId: string;
	bytes: number;
	sha256: string;
	syncId: string;
	counts: Counts;
}

export interface PushState {
	work: Work<PushResult>;
	confirmedDrop: boolean;
	sealing: {phase: string; done: number; total: number} | null;
	upload: {sentBytes: number; totalBytes: number; attempt: number} | null;
	/** What happened so far, newest last; uploads are counted in `upload` instead. */
	events: readonly TaskEvent[];
}

export interface SetupState {
	step: Step;
	/** Submitting goes back to the review instead of on, after a jump from there. */
	returnToReview: boolean;
	/** Where the page “what else to read” of the courses step was opened from; null while it is closed. */
	readingFrom: 'courses' | 'review' | null;
	demo: Work<null>;
	/** Saved progress that can be taken up; null when there is none or it was answered. */
	resume: {step: Step; savedAt: string; lines: readonly string[]} | null;
	/** Set while a resume walks on by itself to this step. */
	resuming: Step | null;
	/** What a colleague has begun and handed over; null when there is no such file. */
	handover: Handover | null;
	/** Somebody without an API key answers the part in ConductorOne first, to hand it over to who has one. */
	isPreparing: boolean;
	answers: Answers;
	secrets: Record<SecretId, SecretInfo | null>;
	/** Where secrets are kept; null until one was kept. */
	secretPlace: {provider: SecretProvider; where: string; problem: Problem | null} | null;
	allowSecretFile: boolean;
	waysIn: readonly WayIn[];
	litmos: Work<null>;
	courses: {
		listing: Work<null>;
		rows: readonly CourseRow[];
		/** Ids, numbers or codes that wait for the listing to say which courses they are. */
		wanted: readonly string[];
		unknown: readonly string[];
		ambiguous: readonly string[];
	};
	sync: SyncState;
	credential: Work<{host: string}>;
	push: PushState;
	/** The part in ConductorOne, for who signs in there. */
	connect: ConnectState;
	/** What went wrong last on this step; cleared by the next answer. */
	problem: Problem | null;
}

/** Where work goes on; one piece of work in each. */
export const workIn = {
	demo: (state: SetupState) => state.demo,
	litmos: (state: SetupState) => state.litmos,
	courses: (state: SetupState) => state.courses.listing,
	sync: (state: SetupState) => state.sync.work,
	credential: (state: SetupState) => state.credential,
	push: (state: SetupState) => state.push.work,
	signIn: ({connect}: SetupState) => connect.signIn,
	apps: ({connect}: SetupState) => connect.apps.work,
	people: ({connect}: SetupState) => connect.people.work,
	plan: ({connect}: SetupState) => connect.work,
	watch: ({connect}: SetupState) => connect.watch,
	undo: ({connect}: SetupState) => connect.undo,
} satisfies Record<string, (state: SetupState) => Work<unknown>>;
export type Slot = keyof typeof workIn;
export const slots = Object.keys(workIn) as Slot[];

export const defaultAnswers: Answers = {
	region: 'us',
	litmosUrl: '',
	source: '',
	courses: {mode: 'all', ids: new Set()},
	reading: plainReading,
	clientId: '',
	c1ApiHost: '',
};

export const noSync: SyncState = {
	work: idle,
	scope: '',
	resumed: null,
	again: false,
	phases: [],
	budget: null,
	counts: null,
	throttled: null,
	warnings: {},
};

export const noPush: PushState = {work: idle, confirmedDrop: false, sealing: null, upload: null, events: []};

export const noCourses: SetupState['courses'] = {listing: idle, rows: [], wanted: [], unknown: [], ambiguous: []};

/** What is known before the first question. */
export interface Beginning {
	answers?: Partial<Answers>;
	/** Course ids, numbers or codes from flags, variables or saved answers. */
	wanted?: readonly string[];
	secrets?: Partial<Record<SecretId, SecretInfo>>;
	resume?: SetupState['resume'];
	waysIn?: readonly WayIn[];
	/** ConductorOne's tenant, as far as it is known. */
	tenant?: string | undefined;
	handover?: Handover | undefined;
	/** Answers of the part in ConductorOne that a colleague gave. */
	prepared?: Prepared | undefined;
}

export function beginningState(beginning: Beginning = {}): SetupState {
	const wanted = beginning.wanted ?? [];
	return {
		step: 'start',
		returnToReview: false,
		readingFrom: null,
		demo: idle,
		resume: beginning.resume ?? null,
		resuming: null,
		handover: beginning.handover ?? null,
		isPreparing: false,
		answers: {
			...defaultAnswers,
			...(wanted.length > 0 ? {courses: {mode: 'some' as const, ids: new Set<string>()}} : {}),
			...beginning.answers,
		},
		secrets: {apiKey: null, clientSecret: null, ...beginning.secrets},
		secretPlace: null,
		allowSecretFile: false,
		waysIn: beginning.waysIn ?? ['credential'],
		litmos: idle,
		courses: {...noCourses, wanted},
		sync: noSync,
		credential: idle,
		push: noPush,
		connect: connectBeginning(beginning.tenant, beginning.prepared),
		problem: null,
	};
}
