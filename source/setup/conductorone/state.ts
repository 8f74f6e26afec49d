import type {ConnectorState} from '../../conductorone/rest/connector-state.ts';
import type {DeviceCode} from '../../conductorone/rest/device-login.ts';
import type {Identity} from '../../conductorone/rest/personal-key.ts';
import {tenantHost} from '../../conductorone/rest/tenant-host.ts';
import type {Deployment} from '../../deploy/answers.ts';
import type {Hosting} from '../../deploy/ways.ts';
import type {Problem} from '../../problem/problem.ts';
import {idle, type Work} from '../slots.ts';
import {type AppChoice, type ConnectAnswers, type Owner, usualAnswers} from './answers.ts';
import type {PlanStep} from './plan.ts';
import type {Progress} from './progress.ts';
import type {Undone} from './undo.ts';
import type {Proof} from './watch.ts';

/** The pages of the set-up in ConductorOne, in their order; `code` and `new-app` are side steps. */
export type Page =
	| 'sign-in'
	| 'tenant'
	| 'code'
	| 'key'
	| 'account'
	| 'app'
	| 'new-app'
	| 'owners'
	| 'hosting'
	| 'folder'
	| 'review'
	| 'work'
	| 'result';

/** A list that fills while pages arrive. */
export interface Listing<Row> {
	work: Work<null>;
	rows: readonly Row[];
}

export interface AppRow {
	id: string;
	choice: AppChoice;
	name: string;
	/** Where it is known from, or that it has a Litmos connector already. */
	note: 'managed' | 'seen' | 'has-connector';
}

export interface SignedInAs {
	identity: Identity;
	where: string | null;
	expiresAt: string | null;
	/** A set-up in this tenant that was begun from here and did not come to its end. */
	unfinished: {answers: ConnectAnswers; progress: Progress} | null;
}

export type GivenAnswers = Omit<ConnectAnswers, 'app' | 'hosting' | 'folder' | 'connectorName'> & {
	app: AppChoice | null;
	hosting: Hosting | null;
	/** As typed; empty = the usual one. */
	folder: string;
};

/** Answers that a colleague gave, see `handover/`. */
export type Prepared = Pick<GivenAnswers, 'app' | 'owners' | 'hosting' | 'isDelegated'>;

export interface ConnectState {
	page: Page;
	/**
	 * The tenant that a colleague's answers are for, until they were looked at: their pages are skipped once, up to the
	 * review. Null without such answers.
	 */
	preparedFor: string | null;
	/** As typed. */
	tenant: string;
	/** Shown while a browser sign-in is under way. */
	code: DeviceCode | null;
	signIn: Work<null>;
	/** `kept`: with the key of an earlier sign-in. */
	signInBy: 'kept' | 'browser' | 'key';
	account: SignedInAs | null;
	/** A person allowed a file for keys where there is no keychain. */
	allowFile: boolean;
	apps: Listing<AppRow>;
	people: Listing<Owner>;
	answers: GivenAnswers;
	work: Work<null>;
	steps: readonly {step: PlanStep; state: 'open' | 'running' | 'done' | 'failed'}[];
	progress: Progress | null;
	deployment: Deployment | null;
	notes: readonly string[];
	/** What ConductorOne says of the connector, and what has arrived; filled while one looks. */
	watch: Work<null>;
	connector: ConnectorState | null;
	proof: Proof | null;
	pages: {app?: string; connector?: string};
	undo: Work<null>;
	undone: Undone | null;
	problem: Problem | null;
}

const noListing = {work: idle, rows: []};

export const nothingMade = {
	work: idle,
	steps: [],
	progress: null,
	deployment: null,
	notes: [],
	connector: null,
	proof: null,
	pages: {},
} as const;

export function connectBeginning(tenant = '', prepared?: Prepared): ConnectState {
	return {
		page: 'sign-in',
		preparedFor: prepared === undefined ? null : tenantHost(tenant),
		tenant,
		code: null,
		signIn: idle,
		signInBy: 'kept',
		account: null,
		allowFile: false,
		apps: noListing,
		people: noListing,
		answers: {
			app: null,
			owners: [],
			hosting: null,
			isDelegated: false,
			existing: 'reuse',
			folder: '',
			isApplied: false,
			...prepared,
		},
		...nothingMade,
		watch: idle,
		undo: idle,
		undone: null,
		problem: null,
	};
}

/** The answers in the form the plan takes. Throws when a page was skipped, which is a defect. */
export function connectAnswersOf({answers}: ConnectState, folder: string | null): ConnectAnswers {
	const {app, hosting} = answers;
	if (app === null || hosting === null) throw new Error('app and hosting are not chosen yet');
	return {...answers, app, hosting, folder, connectorName: usualAnswers.connectorName};
}
