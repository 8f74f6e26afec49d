import type {SetupAction} from './actions.ts';
import {reduceConnect} from './conductorone/reduce.ts';
import {toLitmos, withCredential} from './reduce-person.ts';
import {reduceOwn} from './reduce-results.ts';
import type {SetupState} from './state.ts';

/** The guided set-up: state and action in, state out. Pure. */
export function reduce(state: SetupState, action: SetupAction): SetupState {
	if (action.type !== 'connect') return reduceOwn(state, action);
	// What is prepared for a colleague is handed over, and made where the key is.
	if (action.action.type === 'work/start' && state.isPreparing) return state;
	if (action.action.type === 'work/start' && needsKey(state)) return toLitmos(state);
	const connect = reduceConnect(state.connect, action.action);
	if (connect === state.connect) return state;
	const next = {...state, connect};
	return action.action.type === 'work/done' ? withCredential(next, action.action.credential) : next;
}

/** After a handover the API key is asked for only where a way to run the connector needs it. */
function needsKey({handover, secrets, litmos, connect}: SetupState): boolean {
	const isKnown = secrets.apiKey !== null && litmos.status === 'done';
	return handover !== null && !isKnown && !connect.answers.isDelegated;
}
