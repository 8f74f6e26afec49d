import type {SetupAction} from './actions.ts';
import type {Work} from './slots.ts';
import {type SecretId, type SetupState, steps} from './state.ts';

/** What is kept or forgotten after an action; work of which the state tells goes on in slots. */
export type Effect =
	| {type: 'load-secrets'}
	| {type: 'keep-secret'; id: SecretId}
	| {type: 'save'}
	/** Starting over, also when nothing is answered then. */
	| {type: 'forget-answers'};

/** What follows from one action, by comparing the states before and after. Pure. */
export function effectsFor(before: SetupState, action: SetupAction, after: SetupState): Effect[] {
	const effects: Effect[] = [];
	if (action.type === 'resume/decline' && before.resume !== null) effects.push({type: 'forget-answers'});
	const leavesStart = before.step === 'start' && after.step !== 'start' && action.type !== 'demo/started';
	if (after.resuming !== null && before.resuming === null) effects.push({type: 'load-secrets'});
	else if (leavesStart && after.demo.status !== 'done' && action.type !== 'secrets/loaded') {
		effects.push({type: 'load-secrets'});
	}
	if (after.demo.status === 'done') return effects;
	if (isDone(after.litmos) && !isDone(before.litmos)) effects.push({type: 'keep-secret', id: 'apiKey'});
	if (isDone(after.credential) && !isDone(before.credential)) effects.push({type: 'keep-secret', id: 'clientSecret'});
	if (after.allowSecretFile && !before.allowSecretFile) {
		if (isDone(after.litmos)) effects.push({type: 'keep-secret', id: 'apiKey'});
		if (isDone(after.credential)) effects.push({type: 'keep-secret', id: 'clientSecret'});
	}
	// Saved whenever a step is left forwards: a step back changes nothing that must survive.
	if (steps.indexOf(after.step) > steps.indexOf(before.step) && before.step !== 'start') effects.push({type: 'save'});
	return effects;
}

/** Answers worth keeping when somebody leaves in the middle of a step; secrets are not among them. */
export function hasUnsavedAnswers({step, demo, answers}: SetupState): boolean {
	if (step === 'start' || step === 'done' || demo.status !== 'idle') return false;
	return answers.source.trim() !== '' || answers.litmosUrl.trim() !== '';
}

function isDone(work: Work<unknown>): boolean {
	return work.status === 'done';
}
