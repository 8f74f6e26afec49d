import type {SetupAction} from './actions.ts';
import {type SecretId, type SetupState, steps, type Work} from './state.ts';

/** What the runner has to do after an action. Work carries the run its answers must name. */
export type Effect =
	| {type: 'start-demo'; run: number}
	| {type: 'load-secrets'}
	| {type: 'keep-secret'; id: SecretId}
	| {type: 'check-litmos'; run: number}
	| {type: 'list-courses'; run: number}
	| {type: 'start-sync'; run: number}
	| {type: 'check-credential'; run: number}
	| {type: 'push'; run: number}
	/** Ends the work of this run, if it still goes on. */
	| {type: 'cancel'; run: number}
	| {type: 'save'}
	/** Starting over, also when nothing is answered then. */
	| {type: 'forget-answers'};

/** What follows from one action, by comparing the states before and after. Pure. */
export function effectsFor(before: SetupState, action: SetupAction, after: SetupState): Effect[] {
	const effects: Effect[] = [];
	const work = (type: 'start-demo' | 'check-litmos' | 'list-courses' | 'start-sync' | 'check-credential' | 'push') => {
		const [old, now] = [workOf(before, type), workOf(after, type)];
		const goesOn = old.status === 'running' && now.status === 'running' && old.run === now.run;
		if (goesOn) return;
		if (old.status === 'running' && !isAnswer(now, old.run)) effects.push({type: 'cancel', run: old.run});
		if (now.status === 'running') effects.push({type, run: now.run});
	};
	if (action.type === 'resume/decline' && before.resume !== null) effects.push({type: 'forget-answers'});
	work('start-demo');
	work('check-litmos');
	work('list-courses');
	work('start-sync');
	work('check-credential');
	work('push');
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

function workOf(state: SetupState, type: Effect['type']): Work<unknown> {
	switch (type) {
		case 'start-demo':
			return state.demo;
		case 'check-litmos':
			return state.litmos;
		case 'list-courses':
			return state.courses.listing;
		case 'start-sync':
			return state.sync.work;
		case 'check-credential':
			return state.credential;
		case 'push':
			return state.push.work;
		default:
			return {status: 'idle'};
	}
}

function isAnswer(work: Work<unknown>, run: number): boolean {
	return (work.status === 'done' || work.status === 'failed') && work.run === run;
}

function isDone(work: Work<unknown>): boolean {
	return work.status === 'done';
}
