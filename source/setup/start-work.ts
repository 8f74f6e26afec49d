import {scopeOf} from './questions.ts';
import {noPush, noSync, type SetupState, type Work} from './state.ts';

/** A new piece of work with a number of its own. */
export function begin(state: SetupState): {runs: number; work: Work<never>} {
	const run = state.runs + 1;
	return {runs: run, work: {status: 'running', run}};
}

export function checkLitmos(state: SetupState): SetupState {
	const {runs, work} = begin(state);
	return {...state, litmos: work, runs};
}

export function listCourses(state: SetupState): SetupState {
	const {runs, work} = begin(state);
	return {...state, courses: {...state.courses, listing: work, rows: []}, runs};
}

/** `again`: what an earlier sync read is not used. */
export function startSync(state: SetupState, again = false): SetupState {
	const {runs, work} = begin(state);
	// What was pushed before is not what will be read now.
	return {...state, sync: {...noSync, work, again, scope: scopeOf(state)}, push: noPush, runs};
}

export function checkCredential(state: SetupState): SetupState {
	const {runs, work} = begin(state);
	return {...state, credential: work, runs};
}

export function startPush(state: SetupState, confirmedDrop: boolean): SetupState {
	const {runs, work} = begin(state);
	return {...state, push: {...noPush, work, confirmedDrop}, runs};
}
