import {Problem} from '../problem/problem.ts';
import {matchCourses} from '../sync/course-filter.ts';
import {accountIn} from './account.ts';
import type {OwnAction} from './actions.ts';
import {setupProblemMessages} from './messages.ts';
import {backFrom, canEnter, canPrepare, isSynced, problemOn} from './questions.ts';
import {nextInterval, readingOf} from './reading.ts';
import {idle, started} from './slots.ts';
import {checkCredential, checkLitmos, listCourses, startPush, startSync} from './start-work.ts';
import {type Answers, beginningState, noCourses, noPush, type SetupState, type Step, steps} from './state.ts';

/** What may be done while a push is under way: anything else would change what is being pushed. */
const duringPush: ReadonlySet<OwnAction['type']> = new Set(['push/cancel', 'secrets/allow-file', 'problem/dismiss']);

export function reducePerson(state: SetupState, action: OwnAction): SetupState {
	if (state.step === 'done' && action.type !== 'problem/dismiss') return state;
	if (state.push.work.status === 'running' && !duringPush.has(action.type)) return state;
	return settle(apply(state, action));
}

/** Steps back to where the answers still carry, when a change took away what the step stands on. */
export function settle(state: SetupState): SetupState {
	let {step} = state;
	while (!canEnter(state, step)) step = backFrom(step) ?? 'start';
	return step === state.step ? state : {...state, step};
}

function apply(state: SetupState, action: OwnAction): SetupState {
	switch (action.type) {
		case 'start/begin':
			if (state.step !== 'start') return state;
			return {...state, step: (state.handover?.litmos ?? null) === null ? 'litmos' : 'conductorone', problem: null};
		case 'start/demo':
			return startDemo(state);
		case 'prepare/begin':
			return canPrepare(state) ? {...state, isPreparing: true, step: 'conductorone', problem: null} : state;
		case 'resume/accept':
			if (state.step !== 'start' || state.resume === null) return state;
			return {...state, resuming: state.resume.step, resume: null};
		case 'resume/decline': {
			if (state.step !== 'start' || state.resume === null) return state;
			const {waysIn, demo, connect} = state;
			return {...beginningState({waysIn}), demo, connect};
		}
		case 'secret/given':
			return withSecret(state, action.id, action.info);
		case 'secret/cleared':
			return withSecret(state, action.id, null);
		case 'secrets/allow-file':
			return {...state, allowSecretFile: true};
		case 'answer':
			return answer(state, action.change);
		case 'courses/mode':
			return withCourses(state, {...state.answers.courses, mode: action.mode});
		case 'courses/rule':
			return withCourses(state, {...state.answers.courses, mode: 'rule', rule: action.text});
		case 'courses/paste':
			return resolveWanted(state, action.wanted);
		case 'courses/choose':
			return withTicks(state, action.ids);
		case 'courses/retry':
			return state.courses.listing.status === 'failed' && canEnter(state, 'courses')
				? listCourses({...state, problem: null})
				: state;
		case 'reading/open':
			return openReading(state);
		case 'reading/choose':
			return answer(state, {reading: readingOf(action.items, state.answers.reading.deltaInterval)});
		case 'reading/interval':
			return withInterval(state, action.to);
		case 'reading/close':
			return closeReading(state);
		case 'check/cancel':
			return cancelCheck(state);
		case 'sync/restart':
			if (state.step !== 'preview' || !isSynced(state, ['failed', 'done'])) return state;
			// What a failed sync has read is gone on with.
			return startSync({...state, problem: null}, isSynced(state, ['done']));
		case 'push/confirm-drop':
			return confirmDrop(state);
		case 'push/cancel':
			return state.push.work.status === 'running' ? {...state, push: noPush} : state;
		case 'submit':
			return submit({...state, problem: null});
		case 'back':
			return back(state);
		case 'go':
			return go(state, action.step);
		case 'problem/dismiss':
			return {...state, problem: null};
	}
}

function withInterval(state: SetupState, to: 'shorter' | 'longer'): SetupState {
	const {reading} = state.answers;
	if (reading.delta === 'off') return state;
	return answer(state, {reading: {...reading, deltaInterval: nextInterval(reading.deltaInterval, to)}});
}

function startDemo(state: SetupState): SetupState {
	if (state.step !== 'start' || state.demo.status === 'running') return state;
	if (state.demo.status === 'done') return {...state, step: 'litmos'};
	return {...state, demo: started(), resume: null, resuming: null, problem: null};
}

/** Litmos answers make the check and all that was read out of date; nothing is thrown away that was typed. */
export function withoutLitmos(state: SetupState): SetupState {
	return {
		...state,
		litmos: idle,
		courses: {...noCourses, wanted: [...state.answers.courses.ids, ...state.courses.wanted]},
		problem: null,
	};
}

function withSecret(
	state: SetupState,
	id: keyof SetupState['secrets'],
	info: SetupState['secrets'][typeof id],
): SetupState {
	const next = {...state, secrets: {...state.secrets, [id]: info}, problem: null};
	return id === 'apiKey' ? withoutLitmos(next) : {...next, credential: idle, push: forgetPush(next)};
}

function answer(state: SetupState, given: Partial<Omit<Answers, 'courses'>>): SetupState {
	const change = {...given, ...accountIn(state.answers, given)};
	const changed = (key: keyof typeof change) => key in change && change[key] !== state.answers[key];
	let next: SetupState = {...state, answers: {...state.answers, ...change}, problem: null};
	if (changed('region') || changed('litmosUrl') || changed('source')) next = withoutLitmos(next);
	if (changed('clientId') || changed('c1ApiHost')) next = {...next, credential: idle, push: forgetPush(next)};
	return next;
}

/** What the part in ConductorOne was given there is what the set-up pushes with. */
export function withCredential(
	state: SetupState,
	credential: {clientId: string; characters: number} | null,
): SetupState {
	if (credential === null) return state;
	const {clientId, characters} = credential;
	return withSecret(answer(state, {clientId}), 'clientSecret', {characters, from: 'entered'});
}

/** A push under way ends when its credential changes; one that is done stays done. */
function forgetPush(state: SetupState): SetupState['push'] {
	return state.push.work.status === 'done' ? state.push : noPush;
}

function withCourses(state: SetupState, courses: Answers['courses']): SetupState {
	return {...state, answers: {...state.answers, courses}, problem: null};
}

function cancelCheck(state: SetupState): SetupState {
	if (state.litmos.status === 'running') return {...state, litmos: idle, resuming: null};
	return state.credential.status === 'running' ? {...state, credential: idle, resuming: null} : state;
}

/** Ticking says "just these", unticking the last one does not say "all". */
function withTicks(state: SetupState, ids: ReadonlySet<string>): SetupState {
	return withCourses(state, {...state.answers.courses, mode: 'some', ids});
}

/** Ticks the courses that people named, now if the listing is complete, else when it is. */
function resolveWanted(state: SetupState, wanted: readonly string[]): SetupState {
	const {listing, rows} = state.courses;
	if (listing.status !== 'done') {
		const courses = {...state.courses, wanted: [...state.courses.wanted, ...wanted]};
		return withTicks({...state, courses}, state.answers.courses.ids);
	}
	const {ids, unknown, ambiguous} = matchCourses(wanted, rows);
	const courses = {...state.courses, unknown, ambiguous: ambiguous.map(({value}) => value)};
	return withTicks({...state, courses}, new Set([...state.answers.courses.ids, ...ids]));
}

/** Opened from the review, it stands on the courses step meanwhile: what is ticked makes the review out of date. */
function openReading(state: SetupState): SetupState {
	const {step} = state;
	if ((step !== 'courses' && step !== 'review') || state.readingFrom !== null) return state;
	const at = go(state, 'courses');
	// A resume that walks on by itself would take the page away.
	return at.step === 'courses' ? {...at, readingFrom: step, resuming: null, problem: null} : state;
}

function closeReading(state: SetupState): SetupState {
	if (state.readingFrom === null) return state;
	const closed: SetupState = {...state, readingFrom: null, problem: null};
	return state.readingFrom === 'review' ? back(closed) : closed;
}

function submit(state: SetupState): SetupState {
	if (state.readingFrom !== null) return closeReading(state);
	const problem = problemOn(state, state.step);
	if (problem !== null) return {...state, problem};
	switch (state.step) {
		case 'start':
			return {...state, step: 'litmos'};
		case 'litmos':
			if (state.litmos.status === 'done') return next(state);
			return state.litmos.status === 'running' ? state : checkLitmos(state);
		case 'courses':
			return submitCourses(state);
		case 'preview':
			if (isSynced(state, ['failed', 'idle'])) return startSync(state);
			return next(state);
		case 'conductorone':
			if (state.credential.status === 'done') return next(state);
			return state.credential.status === 'running' ? state : checkCredential(state);
		case 'review':
			return submitReview(state);
		case 'done':
			return state;
	}
}

function submitCourses(state: SetupState): SetupState {
	const {mode} = state.answers.courses;
	if (mode === 'some' && state.courses.wanted.length > 0 && state.courses.listing.status === 'running') {
		return {...state, problem: new Problem({code: 'sync/incomplete', ...setupProblemMessages.listNotComplete})};
	}
	return next(state);
}

function submitReview(state: SetupState): SetupState {
	if (isSynced(state, ['running'])) {
		return {...state, problem: new Problem({code: 'sync/incomplete', ...setupProblemMessages.readingNotFinished})};
	}
	if (!isSynced(state, ['done'])) return enter(state, 'preview');
	return state.push.work.status === 'running' ? state : startPush(state, state.push.confirmedDrop);
}

/** The step after this one; the review after a jump from there, when nothing else needs an answer. */
function next(state: SetupState): SetupState {
	const following = steps[steps.indexOf(state.step) + 1] ?? state.step;
	const target = state.returnToReview && canEnter(syncFor(state), 'review') ? 'review' : following;
	return enter(state, target);
}

/** Enters a step if what it stands on is there; starts the work that belongs to it. */
export function enter(state: SetupState, step: Step): SetupState {
	const started = steps.indexOf(step) >= steps.indexOf('preview') ? syncFor(state) : state;
	// After a handover nothing was read here yet, and a push needs it.
	if (step === 'review' && state.handover !== null && !canEnter(started, 'preview')) return toLitmos(state);
	if (!canEnter(started, step)) return state;
	const entered: SetupState = {
		...started,
		step,
		returnToReview: step === 'review' ? false : state.returnToReview,
		readingFrom: null,
		problem: null,
	};
	return step === 'courses' && entered.courses.listing.status === 'idle' ? listCourses(entered) : entered;
}

/** Where the API key is asked for, which a colleague does not hand over. */
export function toLitmos(state: SetupState): SetupState {
	return {...state, step: 'litmos', problem: null};
}

function back(state: SetupState): SetupState {
	if (state.readingFrom !== null) return closeReading(state);
	// Who came for the key of a colleague's account goes back to the choice that needs it.
	if (state.isPreparing) return {...state, isPreparing: false, step: 'litmos', problem: null};
	const isAskedForKey = state.step === 'litmos' && state.connect.answers.hosting !== null;
	const step = isAskedForKey && canEnter(state, 'conductorone') ? 'conductorone' : backFrom(state.step);
	if (step === null) return state;
	// A line opened from the review leads back there, with what was changed.
	const review = state.returnToReview ? enter(state, 'review') : state;
	if (review.step === 'review' && state.step !== 'review') return review;
	return {...state, step, returnToReview: false, resuming: null, problem: null};
}

function go(state: SetupState, step: Step): SetupState {
	if (step === 'done' || step === 'start' || state.step === 'done' || state.push.work.status === 'running')
		return state;
	if (!canEnter(state, step)) return state;
	const entered = enter(state, step);
	return {...entered, returnToReview: state.step === 'review' && step !== 'review'};
}

/** Makes sure that a sync of the present answers runs or is done. One of other answers is given up. */
function syncFor(state: SetupState): SetupState {
	return isSynced(state, ['running', 'done', 'failed']) || !canEnter(state, 'preview') ? state : startSync(state);
}

function confirmDrop(state: SetupState): SetupState {
	const {work} = state.push;
	if (state.step !== 'review' || work.status !== 'failed' || work.problem.code !== 'push/drop-guard') return state;
	return startPush({...state, problem: null}, true);
}
