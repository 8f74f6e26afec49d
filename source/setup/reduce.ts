import type {SetupAction} from './actions.ts';
import {reduceConnect} from './conductorone/reduce.ts';
import {reducePerson, toLitmos, withCredential} from './reduce-person.ts';
import {reduceResults} from './reduce-results.ts';
import type {SetupState} from './state.ts';

/** The guided set-up: state and action in, state out. Pure. */
export function reduce(state: SetupState, action: SetupAction): SetupState {
	switch (action.type) {
		case 'connect': {
			// What is prepared for a colleague is handed over, and made where the key is.
			if (action.action.type === 'work/start' && state.isPreparing) return state;
			if (action.action.type === 'work/start' && needsKey(state)) return toLitmos(state);
			const connect = reduceConnect(state.connect, action.action);
			if (connect === state.connect) return state;
			const next = {...state, connect};
			return action.action.type === 'work/done' ? withCredential(next, action.action.credential) : next;
		}
		case 'failed':
		case 'demo/started':
		case 'secrets/loaded':
		case 'secret/kept':
		case 'secret/not-kept':
		case 'litmos/checked':
		case 'courses/page':
		case 'courses/listed':
		case 'sync/event':
		case 'credential/checked':
		case 'push/sealing':
		case 'push/event':
		case 'push/finished':
		case 'saved/failed':
			return reduceResults(state, action);
		default:
			return reducePerson(state, action);
	}
}

/** After a handover the API key is asked for only where a way to run the connector needs it. */
function needsKey({handover, secrets, litmos, connect}: SetupState): boolean {
	const isKnown = secrets.apiKey !== null && litmos.status === 'done';
	return handover !== null && !isKnown && !connect.answers.isDelegated;
}
