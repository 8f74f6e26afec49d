import type {Problem} from '../../problem/problem.ts';
import {done} from '../slots.ts';
import type {ConnectResultAction} from './actions.ts';
import type {PlanEvent} from './plan-services.ts';
import {type ConnectState, nothingMade} from './state.ts';

export function reduceConnectResult(state: ConnectState, action: ConnectResultAction): ConnectState {
	switch (action.type) {
		case 'account/found': {
			const {account} = action;
			return {...state, signIn: done(null), account, page: account === null ? state.page : 'account'};
		}
		case 'sign-in/code':
			return {...state, code: action.code};
		case 'sign-in/done':
			return {...state, signIn: done(null), code: null, account: action.account, page: 'account'};
		case 'apps/rows':
			return {...state, apps: {...state.apps, rows: [...state.apps.rows, ...action.rows]}};
		case 'apps/has-connector': {
			const rows = state.apps.rows.map((row) =>
				row.id === action.appId ? {...row, note: 'has-connector' as const} : row,
			);
			return {...state, apps: {...state.apps, rows}};
		}
		case 'apps/listed':
			return {...state, apps: {...state.apps, work: done(null)}};
		case 'people/rows': {
			const found = new Map(action.rows.map((row) => [row.id, row]));
			// A colleague's file knows owners by their ids only.
			const owners = state.answers.owners.map((owner) => found.get(owner.id) ?? owner);
			const people = {...state.people, rows: [...state.people.rows, ...action.rows]};
			return {...state, people, answers: {...state.answers, owners}};
		}
		case 'people/listed':
			return {...state, people: {...state.people, work: done(null)}};
		case 'work/event':
			return planEvent(state, action.event);
		case 'work/done': {
			const {progress, deployment, pages} = action;
			const notes = [...new Set([...state.notes, ...progress.notes])];
			const steps = state.steps.map((one) => ({...one, state: 'done' as const}));
			return {...state, work: done(null), steps, progress, deployment, pages, notes, page: 'result'};
		}
		case 'watch/state':
			return {...state, connector: action.state};
		case 'watch/proof':
			return {...state, proof: action.proof};
		case 'watch/ended':
			return {...state, watch: done(null), problem: null};
		case 'undo/done':
			return {...state, ...nothingMade, undo: done(null), undone: action.undone};
	}
}

export function connectFailed(
	state: ConnectState,
	slot: 'signIn' | 'apps' | 'people' | 'plan' | 'watch' | 'undo',
	problem: Problem,
): ConnectState {
	const failed = {status: 'failed', problem} as const;
	switch (slot) {
		case 'signIn':
			return {...state, page: state.page === 'code' ? 'tenant' : state.page, signIn: failed, code: null, problem};
		case 'apps':
			return {...state, apps: {...state.apps, work: failed}};
		case 'people':
			return {...state, people: {...state.people, work: failed}};
		case 'plan': {
			const steps = state.steps.map((one) => (one.state === 'running' ? {...one, state: 'failed' as const} : one));
			return {...state, work: failed, steps, problem};
		}
		case 'watch':
			return {...state, watch: failed, problem};
		case 'undo':
			return {...state, undo: failed, problem};
	}
}

function planEvent(state: ConnectState, event: PlanEvent): ConnectState {
	if (event.type === 'note') return {...state, notes: [...state.notes, event.text]};
	const now = event.type === 'started' ? 'running' : 'done';
	const steps = state.steps.map((one) => (one.step === event.step ? ({...one, state: now} as const) : one));
	return {...state, steps, progress: event.type === 'done' ? event.progress : state.progress};
}
