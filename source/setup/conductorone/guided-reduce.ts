import {hasFiles} from './answers.ts';
import {type GuidedAction, type GuidedEffect, type GuidedPersonAction, type Reduced, stay} from './guided-actions.ts';
import {reduceResult} from './guided-results.ts';
import {connectAnswersOf, type GuidedState, guidedBeginning, type Page} from './guided-state.ts';
import {stepsOf} from './plan.ts';

/** The guided part in ConductorOne: state and action in, state and what is to be done out. Pure. */
export function reduceGuided(state: GuidedState, action: GuidedAction): Reduced {
	return 'run' in action ? reduceResult(state, action) : reducePerson(state, action);
}

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
