import {resolveBaseUrl} from '../litmos/regions.ts';
import {Problem} from '../problem/problem.ts';
import {type SettingId, settingOf} from '../settings/settings.ts';
import {ruleProblem} from './course-rule.ts';
import {selectionOf} from './courses.ts';
import {setupProblemMessages} from './messages.ts';
import {itemsOf} from './reading.ts';
import {type SetupState, type Step, steps} from './state.ts';

/** The Litmos address the answers lead to. Throws `input/invalid`. */
export function litmosAddress({answers}: SetupState): string {
	return answers.region === 'other'
		? String(settingOf('litmosUrl').parse(answers.litmosUrl))
		: resolveBaseUrl(answers.region);
}

/** Which tenant, courses and extras a sync is for; the preview of another scope must be read anew. */
export function scopeOf(state: SetupState): string {
	const selection = selectionOf(state);
	const {answers} = state;
	return JSON.stringify([
		answers.region === 'other' ? answers.litmosUrl.trim() : answers.region,
		answers.source.trim(),
		selection.mode === 'all' ? null : selection.mode === 'some' ? [...selection.ids].sort() : selection,
		[...itemsOf(answers.reading)],
	]);
}

/** What a step still needs before it can go on, as settings; empty when complete. */
export function missingOn(state: SetupState, step: Step): SettingId[] {
	const {answers, secrets} = state;
	const missing: SettingId[] = [];
	if (step === 'litmos') {
		if (answers.region === 'other' && answers.litmosUrl.trim() === '') missing.push('litmosUrl');
		if (answers.source.trim() === '') missing.push('source');
		if (secrets.apiKey === null) missing.push('apiKey');
	}
	if (step === 'courses') {
		const selection = selectionOf(state);
		if (selection.mode === 'some' && selection.ids.size === 0) missing.push('limitedCourses');
		if (selection.mode === 'rule' && (answers.courses.rule ?? '').trim() === '') missing.push('courseRules');
	}
	if (step === 'conductorone') {
		if (answers.clientId.trim() === '') missing.push('clientId');
		if (secrets.clientSecret === null) missing.push('clientSecret');
	}
	return missing;
}

/** The first thing wrong with the answers of a step, in words; null when they can be tried. */
export function problemOn(state: SetupState, step: Step): Problem | null {
	const [missing] = missingOn(state, step);
	if (missing === 'limitedCourses') return new Problem({code: 'input/missing', ...setupProblemMessages.noCourse});
	if (missing === 'courseRules') return new Problem({code: 'input/missing', ...setupProblemMessages.noRule});
	if (missing !== undefined) {
		const {label, help} = settingOf(missing);
		return new Problem({code: 'input/missing', ...setupProblemMessages.missing(label, help)});
	}
	if (step === 'courses' && state.answers.courses.mode === 'rule') return ruleProblem(state);
	try {
		if (step === 'litmos') {
			litmosAddress(state);
			settingOf('source').parse(state.answers.source);
		}
		if (step === 'conductorone' && state.answers.c1ApiHost.trim() !== '') {
			settingOf('c1ApiHost').parse(state.answers.c1ApiHost);
		}
	} catch (error) {
		return Problem.from(error);
	}
	return null;
}

/** True when everything before the step is answered and proven. */
export function canEnter(state: SetupState, step: Step): boolean {
	switch (step) {
		case 'start':
		case 'litmos':
			return true;
		case 'courses':
			return state.litmos.status === 'done';
		case 'preview':
			return canEnter(state, 'courses') && problemOn(state, 'courses') === null;
		case 'conductorone':
			// A colleague with the Litmos account has looked at its data already.
			return state.isPreparing || (state.handover?.litmos ?? null) !== null || isRead(state);
		case 'review':
			return isRead(state) && state.credential.status === 'done';
		case 'done':
			return state.push.work.status === 'done';
	}
}

/** Whether somebody without an API key can answer the part in ConductorOne first, for a colleague. */
export function canPrepare({step, handover, demo, secrets, waysIn}: SetupState): boolean {
	const isOwn = handover === null && demo.status === 'idle' && waysIn.includes('sign-in');
	return isOwn && step === 'litmos' && secrets.apiKey === null;
}

/** True when Litmos is being read with the present answers, or was. */
function isRead(state: SetupState): boolean {
	return canEnter(state, 'preview') && isSynced(state, ['running', 'done']);
}

/** True when the sync of the present answers is in one of the states. */
export function isSynced(state: SetupState, statuses: readonly SetupState['sync']['work']['status'][]): boolean {
	return state.sync.scope === scopeOf(state) && statuses.includes(state.sync.work.status);
}

/** Where Back leads; null where there is nothing before. */
export function backFrom(step: Step): Step | null {
	return step === 'done' ? null : (steps[steps.indexOf(step) - 1] ?? null);
}

export interface StepState {
	step: (typeof counted)[number];
	state: 'done' | 'current' | 'open';
}

const counted = ['litmos', 'courses', 'preview', 'conductorone', 'review'] as const;

/** The header: five steps with what is done, and the number of the current one (0 before the first). */
export function stepStates(state: SetupState): {steps: StepState[]; number: number} {
	const shown = counted.map(
		(step): StepState => ({
			step,
			state: step === state.step ? 'current' : isDone(state, step) ? 'done' : 'open',
		}),
	);
	const number = shown.findIndex((one) => one.state === 'current') + 1;
	return {number: state.step === 'done' ? shown.length : number, steps: shown};
}

function isDone(state: SetupState, step: (typeof counted)[number]): boolean {
	switch (step) {
		case 'litmos':
			return state.litmos.status === 'done';
		case 'courses':
			return canEnter(state, 'preview') && state.sync.scope === scopeOf(state);
		case 'preview':
			return canEnter(state, 'preview') && isSynced(state, ['done']);
		case 'conductorone':
			return canEnter(state, 'conductorone') && state.credential.status === 'done';
		case 'review':
			return state.step === 'done';
	}
}
