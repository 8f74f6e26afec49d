import type {Problem} from '../../problem/problem.ts';
import {type GuidedResultAction, type Reduced, stay} from './guided-actions.ts';
import type {GuidedState, GuidedWork} from './guided-state.ts';
import type {PlanEvent} from './plan-services.ts';

function isCurrent(work: GuidedWork, run: number): boolean {
	return work.status === 'running' && work.run === run;
}

export function reduceResult(state: GuidedState, action: GuidedResultAction): Reduced {
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
