import {hasFiles} from '../../deploy/ways.ts';
import {done, idle, started} from '../slots.ts';
import type {ConnectAction} from './actions.ts';
import {stepsOf} from './plan.ts';
import {reduceConnectResult} from './results.ts';
import {type ConnectState, connectAnswersOf, connectBeginning, type Page} from './state.ts';

/** The part in ConductorOne: state and action in, state out. Pure. */
export function reduceConnect(state: ConnectState, action: ConnectAction): ConnectState {
	switch (action.type) {
		case 'enter':
			// Who signed in before need not do it again.
			return state.account !== null || state.signIn.status !== 'idle' ? state : signIn(state, 'kept');
		case 'page/open':
			return {...state, page: action.page, problem: null};
		case 'sign-in/browser':
			return {...signIn(state, 'browser'), tenant: action.tenant, page: 'code', code: null};
		case 'sign-in/key':
			return signIn(state, 'key');
		case 'secrets/allow-file':
			return {...state, allowFile: true, problem: null};
		case 'account/accept':
			return state.preparedFor !== null ? openPrepared(state) : openApps(state);
		case 'account/go-on': {
			const unfinished = state.account?.unfinished;
			if (!unfinished) return state;
			const {connectorName: _, folder, ...answers} = unfinished.answers;
			const next = {...state, answers: {...answers, folder: folder ?? ''}, progress: unfinished.progress};
			return {...next, page: 'review', problem: null};
		}
		case 'account/other': {
			const {tenant, allowFile} = state;
			return {...connectBeginning(tenant), allowFile, signIn: done(null)};
		}
		case 'app/choose':
			return openOwners({...state, answers: {...state.answers, app: action.app}});
		case 'owners/choose':
			return {...state, page: 'hosting', problem: null, answers: {...state.answers, owners: action.owners}};
		case 'hosting/choose': {
			const {hosting, isDelegated} = action;
			const answers = {...state.answers, hosting, isDelegated, isApplied: false};
			return {...state, answers, page: hasFiles(hosting) ? 'folder' : 'review', problem: null};
		}
		case 'folder/choose': {
			const {folder, isApplied, place} = action;
			return {...state, answers: {...state.answers, folder, isApplied, place}, page: 'review', problem: null};
		}
		case 'work/reuse':
			return {...state, answers: {...state.answers, existing: action.existing}};
		case 'work/start':
			return startWork(state);
		case 'watch/start':
			return {...state, watch: started(), problem: null};
		case 'undo/start':
			if (state.work.status === 'running') return state;
			return {...state, watch: idle, undo: started(), page: 'work', problem: null};
		case 'back':
			return back(state);
		case 'problem/dismiss':
			return {...state, problem: null};
		default:
			return reduceConnectResult(state, action);
	}
}

function signIn(state: ConnectState, signInBy: ConnectState['signInBy']): ConnectState {
	return {...state, signIn: started(), signInBy, problem: null};
}

/**
 * The answers of a colleague lead straight to what is left to ask. They name things of one tenant: in another one they
 * mean nothing.
 */
function openPrepared(state: ConnectState): ConnectState {
	const {answers, account, preparedFor} = state;
	const looked = {...state, preparedFor: null};
	if (account?.identity.host !== preparedFor) return openApps({...looked, answers: connectBeginning().answers});
	const listed = openOwners(openApps(looked));
	return {...listed, page: answers.hosting !== null && hasFiles(answers.hosting) ? 'folder' : 'review'};
}

/** A list is asked for once, and again only when it failed. */
function isListed({work}: ConnectState['apps' | 'people']): boolean {
	return work.status === 'running' || work.status === 'done';
}

function openApps(state: ConnectState): ConnectState {
	const apps = isListed(state.apps) ? state.apps : {work: started(), rows: []};
	return {...state, page: 'app', problem: null, apps};
}

function openOwners(state: ConnectState): ConnectState {
	const people = isListed(state.people) ? state.people : {work: started(), rows: []};
	return {...state, page: 'owners', problem: null, people};
}

function startWork(state: ConnectState): ConnectState {
	if (state.work.status === 'running' || state.answers.app === null || state.answers.hosting === null) return state;
	const steps = stepsOf(connectAnswersOf(state, null))
		// The set-up's own last step pushes, where the person sees what is sent.
		.filter((step) => step !== 'push')
		.map((step) => ({step, state: 'open' as const}));
	return {...state, work: started(), undo: idle, page: 'work', problem: null, steps, notes: [], undone: null};
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

/** Whether Back stays on the pages of the set-up in ConductorOne. */
export function canGoBack(state: ConnectState): boolean {
	return backFrom(state) !== null || state.work.status === 'running' || state.undo.status === 'running';
}

function backFrom({page, answers}: ConnectState): Page | null {
	if (page === 'review') return answers.hosting !== null && hasFiles(answers.hosting) ? 'folder' : 'hosting';
	return backPages[page] ?? null;
}

function back(state: ConnectState): ConnectState {
	// What is being made or undone is seen through to the end of its step.
	if (state.undo.status === 'running') return state;
	if (state.work.status === 'running') {
		const steps = state.steps.map((one) => (one.state === 'running' ? {...one, state: 'open' as const} : one));
		return {...state, work: idle, steps, page: 'review'};
	}
	const page = backFrom(state);
	if (page === null) return state;
	if (state.signIn.status !== 'running') return {...state, page, problem: null};
	return {...state, page, problem: null, signIn: done(null), code: null};
}
