import type {ConnectorState} from '../../conductorone/rest/connector-state.ts';
import type {DeviceCode} from '../../conductorone/rest/device-login.ts';
import type {Deployment} from '../../deploy/answers.ts';
import type {Problem} from '../../problem/problem.ts';
import {type AppChoice, type ClusterPlace, type Hosting, hasFiles, type Owner} from './answers.ts';
import {
	type AppRow,
	connectAnswersOf,
	type GuidedState,
	type GuidedWork,
	guidedBeginning,
	type Page,
	type SignedInAs,
} from './guided-state.ts';
import {stepsOf} from './plan.ts';
import type {PlanEvent} from './plan-services.ts';
import type {Progress} from './progress.ts';
import type {Undone} from './undo.ts';
import type {Proof} from './watch.ts';

/** What a person does. Keys are never in an action, see `Guided.giveKey`. */
export type GuidedPersonAction =
	| {type: 'enter'}
	| {type: 'sign-in/way'; way: 'browser' | 'key'}
	| {type: 'sign-in/browser'; tenant: string}
	| {type: 'sign-in/key'}
	| {type: 'secrets/allow-file'}
	| {type: 'account/accept'}
	/** Goes on with the set-up that did not come to its end. */
	| {type: 'account/go-on'}
	| {type: 'account/other'}
	| {type: 'app/new'}
	| {type: 'app/choose'; app: AppChoice}
	| {type: 'owners/choose'; owners: readonly Owner[]}
	| {type: 'hosting/choose'; hosting: Hosting; isDelegated: boolean}
	| {type: 'folder/choose'; folder: string; isApplied: boolean; place?: ClusterPlace}
	| {type: 'work/start'}
	| {type: 'work/reuse'; existing: 'reuse' | 'new'}
	| {type: 'watch/start'}
	| {type: 'undo/start'}
	| {type: 'back'}
	| {type: 'problem/dismiss'};

/** What comes back. Answers to work that was given up are ignored. */
export type GuidedResultAction =
	| {type: 'account/found'; run: number; account: SignedInAs | null}
	| {type: 'sign-in/code'; run: number; code: DeviceCode}
	| {type: 'sign-in/done'; run: number; account: SignedInAs}
	| {type: 'sign-in/failed'; run: number; problem: Problem}
	| {type: 'apps/rows'; run: number; rows: readonly AppRow[]}
	| {type: 'apps/has-connector'; run: number; appId: string}
	| {type: 'apps/ended'; run: number; problem: Problem | null}
	| {type: 'people/rows'; run: number; rows: readonly Owner[]}
	| {type: 'people/ended'; run: number; problem: Problem | null}
	| {type: 'work/event'; run: number; event: PlanEvent}
	| {
			type: 'work/done';
			run: number;
			progress: Progress;
			deployment: Deployment | null;
			pages: {app?: string; connector?: string};
	  }
	| {type: 'work/failed'; run: number; problem: Problem}
	| {type: 'watch/state'; run: number; state: ConnectorState}
	| {type: 'watch/proof'; run: number; proof: Proof}
	| {type: 'watch/ended'; run: number; problem: Problem | null}
	| {type: 'undo/ended'; run: number; undone: Undone | null; problem: Problem | null};

export type GuidedAction = GuidedPersonAction | GuidedResultAction;

export type GuidedEffect =
	| {type: 'find-account'; run: number}
	| {type: 'sign-in'; way: 'browser' | 'key'; run: number}
	| {type: 'list-apps'; run: number}
	| {type: 'list-people'; run: number}
	| {type: 'run-plan'; run: number}
	| {type: 'watch'; run: number}
	| {type: 'undo'; run: number}
	| {type: 'cancel'; run: number};

export type Reduced = readonly [GuidedState, readonly GuidedEffect[]];

/** The guided part in ConductorOne: state and action in, state and what is to be done out. Pure. */
export function reduceGuided(state: GuidedState, action: GuidedAction): Reduced {
	return 'run' in action ? reduceResult(state, action) : reducePerson(state, action);
}

const stay = (state: GuidedState): Reduced => [state, []];

type Slot = 'signIn' | 'work' | 'watch' | 'undo';

/** Begins work in one of the slots and gives up what ran there. */
function begin(
	state: GuidedState,
	slot: Slot,
	effect: (run: number) => GuidedEffect,
	change: Partial<GuidedState> = {},
): Reduced {
	const run = state.runs + 1;
	const old = state[slot];
	const effects = [...(old.status === 'running' ? [{type: 'cancel' as const, run: old.run}] : []), effect(run)];
	return [{...state, problem: null, ...change, [slot]: {status: 'running', run}, runs: run}, effects];
}

function reducePerson(state: GuidedState, action: GuidedPersonAction): Reduced {
	switch (action.type) {
		case 'enter':
			// Who signed in before need not do it again.
			if (state.account !== null || state.signIn.status !== 'idle') return stay(state);
			return begin(state, 'signIn', (run) => ({type: 'find-account', run}));
		case 'sign-in/way':
			return stay({...state, page: action.way === 'browser' ? 'tenant' : 'key', problem: null});
		case 'sign-in/browser':
			return begin(state, 'signIn', (run) => ({type: 'sign-in', way: 'browser', run}), {
				tenant: action.tenant,
				page: 'code',
				code: null,
			});
		case 'sign-in/key':
			return begin(state, 'signIn', (run) => ({type: 'sign-in', way: 'key', run}));
		case 'secrets/allow-file':
			return stay({...state, allowFile: true, problem: null});
		case 'account/accept':
			return openApps(state);
		case 'account/go-on': {
			const unfinished = state.account?.unfinished;
			if (!unfinished) return stay(state);
			const {connectorName: _, folder, ...answers} = unfinished.answers;
			const next = {...state, answers: {...answers, folder: folder ?? ''}, progress: unfinished.progress};
			return stay({...next, page: 'review', problem: null});
		}
		case 'account/other': {
			const {runs, allowFile} = state;
			return stay({...guidedBeginning(state.tenant), runs, allowFile, signIn: {status: 'done'}});
		}
		case 'app/new':
			return stay({...state, page: 'new-app', problem: null});
		case 'app/choose':
			return openOwners({...state, answers: {...state.answers, app: action.app}});
		case 'owners/choose':
			return stay({...state, page: 'hosting', problem: null, answers: {...state.answers, owners: action.owners}});
		case 'hosting/choose': {
			const {hosting, isDelegated} = action;
			const answers = {...state.answers, hosting, isDelegated, isApplied: false};
			return stay({...state, answers, page: hasFiles(hosting) ? 'folder' : 'review', problem: null});
		}
		case 'folder/choose': {
			const {folder, isApplied, place} = action;
			return stay({...state, answers: {...state.answers, folder, isApplied, place}, page: 'review', problem: null});
		}
		case 'work/reuse':
			return stay({...state, answers: {...state.answers, existing: action.existing}});
		case 'work/start':
			return startWork(state);
		case 'watch/start':
			return begin(state, 'watch', (run) => ({type: 'watch', run}));
		case 'undo/start':
			return state.work.status === 'running'
				? stay(state)
				: begin({...state, watch: {status: 'idle'}}, 'undo', (run) => ({type: 'undo', run}), {page: 'work'});
		case 'back':
			return back(state);
		case 'problem/dismiss':
			return stay({...state, problem: null});
	}
}

function openApps(state: GuidedState): Reduced {
	const next: GuidedState = {...state, page: 'app', problem: null};
	if (state.apps.work.status === 'running' || state.apps.work.status === 'done') return stay(next);
	const run = state.runs + 1;
	return [
		{...next, apps: {work: {status: 'running', run}, rows: [], problem: null}, runs: run},
		[{type: 'list-apps', run}],
	];
}

function openOwners(state: GuidedState): Reduced {
	const next: GuidedState = {...state, page: 'owners', problem: null};
	if (state.people.work.status === 'running' || state.people.work.status === 'done') return stay(next);
	const run = state.runs + 1;
	const people = {work: {status: 'running' as const, run}, rows: [], problem: null};
	return [{...next, people, runs: run}, [{type: 'list-people', run}]];
}

function startWork(state: GuidedState): Reduced {
	if (state.work.status === 'running' || state.answers.app === null || state.answers.hosting === null)
		return stay(state);
	const steps = stepsOf(connectAnswersOf(state, null))
		// The set-up's own last step pushes, where the person sees what is sent.
		.filter((step) => step !== 'push')
		.map((step) => ({step, state: 'open' as const}));
	return begin(state, 'work', (run) => ({type: 'run-plan', run}), {
		page: 'work',
		steps,
		notes: [],
		undone: null,
		undo: {status: 'idle'},
	});
}

const backPages: Partial<Record<Page, Page>> = {
	tenant: 'sign-in',
	key: 'sign-in',
	code: 'tenant',
	app: 'account',
	'new-app': 'app',
	owners: 'app',
	hosting: 'owners',
	folder: 'hosting',
	work: 'review',
};

/** Whether Back stays inside of the guided part. */
export function canGoBack(state: GuidedState): boolean {
	return backFrom(state) !== null || state.work.status === 'running' || state.undo.status === 'running';
}

function backFrom({page, answers}: GuidedState): Page | null {
	if (page === 'review') return answers.hosting !== null && hasFiles(answers.hosting) ? 'folder' : 'hosting';
	return backPages[page] ?? null;
}

function back(state: GuidedState): Reduced {
	// What is being made or undone is seen through to the end of its step.
	if (state.undo.status === 'running') return stay(state);
	if (state.work.status === 'running') {
		const {run} = state.work;
		const steps = state.steps.map((one) => (one.state === 'running' ? {...one, state: 'open' as const} : one));
		return [{...state, work: {status: 'idle'}, steps, page: 'review'}, [{type: 'cancel', run}]];
	}
	const page = backFrom(state);
	if (page === null) return stay(state);
	const next: GuidedState = {...state, page, problem: null};
	if (state.signIn.status !== 'running') return stay(next);
	return [{...next, signIn: {status: 'done'}, code: null}, [{type: 'cancel', run: state.signIn.run}]];
}

function isCurrent(work: GuidedWork, run: number): boolean {
	return work.status === 'running' && work.run === run;
}

function reduceResult(state: GuidedState, action: GuidedResultAction): Reduced {
	switch (action.type) {
		case 'account/found':
			if (!isCurrent(state.signIn, action.run)) return stay(state);
			return stay({
				...state,
				signIn: {status: 'done'},
				account: action.account,
				page: action.account === null ? state.page : 'account',
			});
		case 'sign-in/code':
			return stay(isCurrent(state.signIn, action.run) ? {...state, code: action.code} : state);
		case 'sign-in/done':
			if (!isCurrent(state.signIn, action.run)) return stay(state);
			return stay({...state, signIn: {status: 'done'}, code: null, account: action.account, page: 'account'});
		case 'sign-in/failed': {
			if (!isCurrent(state.signIn, action.run)) return stay(state);
			const page = state.page === 'code' ? 'tenant' : state.page;
			return stay({...state, page, signIn: {status: 'failed'}, code: null, problem: action.problem});
		}
		case 'apps/rows':
			if (!isCurrent(state.apps.work, action.run)) return stay(state);
			return stay({...state, apps: {...state.apps, rows: [...state.apps.rows, ...action.rows]}});
		case 'apps/has-connector': {
			if (!isCurrent(state.apps.work, action.run)) return stay(state);
			const rows = state.apps.rows.map((row) =>
				row.id === action.appId ? {...row, note: 'has-connector' as const} : row,
			);
			return stay({...state, apps: {...state.apps, rows}});
		}
		case 'apps/ended':
			if (!isCurrent(state.apps.work, action.run)) return stay(state);
			return stay({...state, apps: {...state.apps, work: ended(action.problem), problem: action.problem}});
		case 'people/rows':
			if (!isCurrent(state.people.work, action.run)) return stay(state);
			return stay({...state, people: {...state.people, rows: [...state.people.rows, ...action.rows]}});
		case 'people/ended':
			if (!isCurrent(state.people.work, action.run)) return stay(state);
			return stay({...state, people: {...state.people, work: ended(action.problem), problem: action.problem}});
		case 'work/event':
			return stay(isCurrent(state.work, action.run) ? planEvent(state, action.event) : state);
		case 'work/done': {
			if (!isCurrent(state.work, action.run)) return stay(state);
			const {progress, deployment, pages} = action;
			const notes = [...new Set([...state.notes, ...progress.notes])];
			const steps = state.steps.map((one) => ({...one, state: 'done' as const}));
			return stay({...state, work: {status: 'done'}, steps, progress, deployment, pages, notes, page: 'result'});
		}
		case 'work/failed': {
			if (!isCurrent(state.work, action.run)) return stay(state);
			const steps = state.steps.map((one) => (one.state === 'running' ? {...one, state: 'failed' as const} : one));
			return stay({...state, work: {status: 'failed'}, steps, problem: action.problem});
		}
		case 'watch/state':
			return stay(isCurrent(state.watch, action.run) ? {...state, connector: action.state} : state);
		case 'watch/proof':
			return stay(isCurrent(state.watch, action.run) ? {...state, proof: action.proof} : state);
		case 'watch/ended':
			if (!isCurrent(state.watch, action.run)) return stay(state);
			return stay({...state, watch: ended(action.problem), problem: action.problem});
		case 'undo/ended': {
			if (!isCurrent(state.undo, action.run)) return stay(state);
			const {undone, problem} = action;
			if (undone === null) return stay({...state, undo: {status: 'failed'}, problem});
			return stay({
				...state,
				undo: {status: 'done'},
				undone,
				work: {status: 'idle'},
				steps: [],
				progress: null,
				deployment: null,
				connector: null,
				proof: null,
				pages: {},
				notes: [],
			});
		}
	}
}

function ended(problem: Problem | null): GuidedWork {
	return {status: problem === null ? 'done' : 'failed'};
}

function planEvent(state: GuidedState, event: PlanEvent): GuidedState {
	if (event.type === 'note') return {...state, notes: [...state.notes, event.text]};
	const now = event.type === 'started' ? 'running' : 'done';
	const steps = state.steps.map((one) => (one.step === event.step ? ({...one, state: now} as const) : one));
	return {...state, steps, progress: event.type === 'done' ? event.progress : state.progress};
}
