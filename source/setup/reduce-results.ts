import type {Problem} from '../problem/problem.ts';
import {matchCourses} from '../sync/course-filter.ts';
import type {SyncEvent} from '../sync/events.ts';
import type {OwnAction, OwnResult} from './actions.ts';
import {connectFailed} from './conductorone/results.ts';
import {isSynced} from './questions.ts';
import {enter, reducePerson, settle, withoutLitmos} from './reduce-person.ts';
import {done} from './slots.ts';
import {checkLitmos} from './start-work.ts';
import {type SetupState, type Slot, type SyncState, steps} from './state.ts';

/** Events kept for the screen; older ones are in the log. */
const kept = 50;

/** What comes back from the services, and what a person does. */
export function reduceOwn(state: SetupState, action: OwnAction | OwnResult): SetupState {
	switch (action.type) {
		case 'failed':
			return failed(state, action.slot, action.problem);
		case 'demo/started':
			return {
				...withoutLitmos(state),
				step: 'litmos',
				demo: done(null),
				answers: {...state.answers, ...action.answers, region: 'other'},
				secrets: {apiKey: {characters: 36, from: 'sandbox'}, clientSecret: {characters: 36, from: 'sandbox'}},
			};
		case 'secrets/loaded':
			return secretsLoaded(state, action.found);
		case 'secret/kept':
			return {...state, secretPlace: {provider: action.provider, where: action.where, problem: action.problem}};
		case 'saved/failed':
			return {...state, problem: action.problem};
		case 'litmos/checked':
			return litmosChecked({...state, litmos: done(null)});
		case 'courses/page':
			return {...state, courses: {...state.courses, rows: [...state.courses.rows, ...action.rows]}};
		case 'courses/listed':
			return coursesListed(state);
		case 'sync/event':
			if (action.event.type === 'course-people') return withPeople(state, action.event.people);
			return {...state, sync: syncEvent(state.sync, action.event)};
		case 'credential/checked': {
			const checked: SetupState = {...state, credential: done({host: action.host})};
			return checked.step === 'conductorone' ? enter(checked, 'review') : checked;
		}
		case 'push/sealing':
			return {...state, push: {...state.push, sealing: action.progress}};
		case 'push/event':
			return {...state, push: pushEvent(state.push, action.event)};
		case 'push/finished':
			return {...state, step: 'done', push: {...state.push, work: done(action.result)}, problem: null};
		default:
			return reducePerson(state, action);
	}
}

function failed(state: SetupState, slot: Slot, problem: Problem): SetupState {
	const work = {status: 'failed', problem} as const;
	switch (slot) {
		case 'demo':
			return {...state, demo: work, problem};
		case 'litmos':
			return stopped({...state, litmos: work}, 'litmos', problem);
		case 'courses':
			return stopped({...state, courses: {...state.courses, listing: work}}, 'courses', problem);
		case 'sync': {
			// A later step stands on the sync: the person is taken to where it can be started again.
			const without = {...state, sync: {...state.sync, work, throttled: null}};
			const later = steps.indexOf(state.step) > steps.indexOf('preview') && state.step !== 'done';
			return later && isSynced(without, ['failed'])
				? {...without, step: 'preview', problem}
				: stopped(without, 'preview', problem);
		}
		case 'credential':
			return stopped({...state, credential: work}, 'conductorone', problem);
		case 'push':
			return stopped({...state, push: {...state.push, work}}, 'review', problem);
		default:
			return {...state, connect: connectFailed(state.connect, slot, problem)};
	}
}

/** The problem is shown where the person is looking, and only if that is where it belongs. */
function stopped(state: SetupState, step: SetupState['step'], problem: Problem): SetupState {
	return {...state, resuming: null, problem: state.step === step ? problem : state.problem};
}

function secretsLoaded(state: SetupState, found: Partial<SetupState['secrets']>): SetupState {
	const secrets = {
		apiKey: state.secrets.apiKey ?? found.apiKey ?? null,
		clientSecret: state.secrets.clientSecret ?? found.clientSecret ?? null,
	};
	const next: SetupState = {...state, secrets};
	if (next.resuming === null) return next;
	const arrived: SetupState = {...next, step: 'litmos'};
	// Without a key there is something to ask first.
	if (secrets.apiKey === null || next.resuming === 'litmos' || next.resuming === 'start')
		return {...arrived, resuming: null};
	return checkLitmos(arrived);
}

function litmosChecked(state: SetupState): SetupState {
	if (state.step !== 'litmos') return state;
	// Courses chosen for another tenant have to be looked at before anything stands on them.
	if (state.returnToReview && state.courses.wanted.length === 0) {
		const review = enter(state, 'review');
		if (review.step === 'review') return review;
	}
	return resumeFurther(enter(state, 'courses'));
}

/** Goes on to the preview when a resume leads there and the courses are settled. */
function resumeFurther(state: SetupState): SetupState {
	if (state.resuming === null || state.step !== 'courses') return {...state, resuming: null};
	const {wanted, unknown, ambiguous, listing} = state.courses;
	if (steps.indexOf(state.resuming) < steps.indexOf('preview')) return {...state, resuming: null};
	if (wanted.length > 0 && listing.status !== 'done') return state;
	const settled = unknown.length === 0 && ambiguous.length === 0;
	return {...(settled ? enter(state, 'preview') : state), resuming: null};
}

/**
 * Settles what was wanted before the listing was there. Ticks that are no courses of this tenant are dropped and named;
 * whether all or some are wanted stays as the person chose.
 */
function coursesListed(state: SetupState): SetupState {
	const {ids: ticked} = state.answers.courses;
	const {ids, unknown, ambiguous} = matchCourses([...ticked, ...state.courses.wanted], state.courses.rows);
	return resumeFurther(
		settle({
			...state,
			courses: {
				...state.courses,
				listing: done(null),
				wanted: [],
				unknown,
				ambiguous: ambiguous.map(({value}) => value),
			},
			answers: {...state.answers, courses: {...state.answers.courses, ids: new Set(ids)}},
		}),
	);
}

/** Who comes back to the courses sees how many people each has, now that they are read. */
function withPeople(state: SetupState, people: ReadonlyMap<string, number>): SetupState {
	const rows = state.courses.rows.map((row) => {
		const known = people.get(row.id);
		return known === undefined ? row : {...row, people: known};
	});
	return {...state, courses: {...state.courses, rows}};
}

function syncEvent(sync: SyncState, event: Exclude<SyncEvent, {type: 'course-people'}>): SyncState {
	switch (event.type) {
		case 'started':
			return {...sync, resumed: event.resumed ? event : null};
		case 'progress':
			return {...sync, phases: event.phases, budget: event.budget, counts: event.counts, throttled: null};
		case 'throttled':
			return {...sync, throttled: {waitMs: event.waitMs, reason: event.reason}};
		case 'notice':
			return sync;
		case 'warning': {
			const {kind, amount = 1} = event.warning;
			return {...sync, warnings: {...sync.warnings, [kind]: (sync.warnings[kind] ?? 0) + amount}};
		}
		case 'finished': {
			const {counts, warnings} = event.report;
			return {...sync, work: done(event.report), counts, warnings, throttled: null};
		}
	}
}

function pushEvent(
	push: SetupState['push'],
	event: Extract<OwnResult, {type: 'push/event'}>['event'],
): SetupState['push'] {
	if (event.type === 'upload') return {...push, upload: event};
	return {...push, events: [...push.events, event].slice(-kept)};
}
