import {scopeOf} from './questions.ts';
import {started} from './slots.ts';
import {noPush, noSync, type SetupState} from './state.ts';

export function checkLitmos(state: SetupState): SetupState {
	return {...state, litmos: started()};
}

export function listCourses(state: SetupState): SetupState {
	return {...state, courses: {...state.courses, listing: started(), rows: []}};
}

/** `again`: what an earlier sync read is not used. */
export function startSync(state: SetupState, again = false): SetupState {
	// What was pushed before is not what will be read now.
	return {...state, sync: {...noSync, work: started(), again, scope: scopeOf(state)}, push: noPush};
}

export function checkCredential(state: SetupState): SetupState {
	return {...state, credential: started()};
}

export function startPush(state: SetupState, confirmedDrop: boolean): SetupState {
	return {...state, push: {...noPush, work: started(), confirmedDrop}};
}
