import type {PersonAction, ResultAction, SetupAction} from './actions.ts';
import {reducePerson} from './reduce-person.ts';
import {reduceResults} from './reduce-results.ts';
import type {SetupState} from './state.ts';

const personActions = {
	'start/begin': true,
	'start/demo': true,
	'resume/accept': true,
	'resume/decline': true,
	'secret/given': true,
	'secret/cleared': true,
	'secrets/allow-file': true,
	answer: true,
	'courses/mode': true,
	'courses/set': true,
	'courses/invert': true,
	'courses/paste': true,
	'courses/choose': true,
	'courses/retry': true,
	'reading/open': true,
	'reading/choose': true,
	'reading/close': true,
	'check/cancel': true,
	'sync/restart': true,
	'push/confirm-drop': true,
	'push/cancel': true,
	submit: true,
	back: true,
	go: true,
	'problem/dismiss': true,
} as const satisfies Record<PersonAction['type'], true>;

/** The guided set-up: state and action in, state out. Pure. */
export function reduce(state: SetupState, action: SetupAction): SetupState {
	return isPersonAction(action) ? reducePerson(state, action) : reduceResults(state, action as ResultAction);
}

function isPersonAction(action: SetupAction): action is PersonAction {
	return Object.hasOwn(personActions, action.type);
}
