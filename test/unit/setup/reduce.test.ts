import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {Problem} from '../../../source/problem/problem.ts';
import type {SetupAction} from '../../../source/setup/actions.ts';
import {backFrom, canEnter, isSynced, scopeOf, stepStates} from '../../../source/setup/questions.ts';
import {reduce} from '../../../source/setup/reduce.ts';
import {beginningState, type SetupState, type Slot, slots, steps, workIn} from '../../../source/setup/state.ts';
import {counts, pushResult, report, rows} from './fixtures.ts';

const problem = new Problem({code: 'network/unreachable', what: 'No network'});
const entered = {characters: 36, from: 'entered'} as const;
const play = (state: SetupState, ...actions: SetupAction[]) => actions.reduce(reduce, state);

const start = beginningState();
const atLitmos = play(
	start,
	{type: 'start/begin'},
	{type: 'answer', change: {source: 'acme', region: 'eu'}},
	{type: 'secret/given', id: 'apiKey', info: entered},
);
const checking = reduce(atLitmos, {type: 'submit'});
const atCourses = reduce(checking, {type: 'litmos/checked'});
const listed = (state: SetupState) => play(state, {type: 'courses/page', rows}, {type: 'courses/listed'});
const atPreview = reduce(listed(atCourses), {type: 'submit'});
const synced = (state: SetupState) => reduce(state, {type: 'sync/event', event: {type: 'finished', report}});
const atConductorOne = play(
	synced(atPreview),
	{type: 'submit'},
	{type: 'answer', change: {clientId: 'a@b.conductor.one/c'}},
	{type: 'secret/given', id: 'clientSecret', info: entered},
);
const checkingCredential = reduce(atConductorOne, {type: 'submit'});
const atReview = reduce(checkingCredential, {
	type: 'credential/checked',
	host: 'b.conductor.one',
});
const pushing = reduce(atReview, {type: 'submit'});
const done = reduce(pushing, {type: 'push/finished', result: pushResult});

it('the list of courses has the people a sync has read, also after Back, and only those', () => {
	const people = new Map([
		[rows[0]!.id, 7],
		[rows[2]!.id, 0],
		['gone', 5],
	]);
	const event = {type: 'course-people', people} as const;
	const told = reduce(atPreview, {type: 'sync/event', event});
	const back = reduce(synced(told), {type: 'back'});
	expect(back.step).toBe('courses');
	expect(back.courses.rows.map((row) => row.people)).toEqual([7, undefined, 0]);
	expect(back.courses.listing).toBe(atPreview.courses.listing);
});

describe('the way through', () => {
	it('leads from nothing to a push', () => {
		expect([atLitmos, atCourses, atPreview, atConductorOne, atReview, pushing, done].map(({step}) => step)).toEqual([
			'litmos',
			'courses',
			'preview',
			'conductorone',
			'review',
			'review',
			'done',
		]);
		expect(done.push.work).toMatchObject({status: 'done', value: {bytes: 1234}});
		expect(stepStates(done).steps.every(({state}) => state === 'done')).toBe(true);
		expect(stepStates(atPreview)).toMatchObject({
			number: 3,
			steps: [{state: 'done'}, {state: 'done'}, {state: 'current'}, {}, {}],
		});
	});

	it('says what is missing where the person is, and forgets it at the next answer', () => {
		const refused = play(start, {type: 'submit'}, {type: 'submit'});
		expect(refused.problem).toMatchObject({code: 'input/missing', what: 'Litmos account name is missing.'});
		expect(reduce(refused, {type: 'answer', change: {source: 'a'}}).problem).toBeNull();
		const noCourse = play(listed(atCourses), {type: 'courses/mode', mode: 'some'}, {type: 'submit'});
		expect(noCourse).toMatchObject({step: 'courses', problem: {what: 'No course is selected.'}});
		const noSecret = play(atConductorOne, {type: 'secret/cleared', id: 'clientSecret'}, {type: 'submit'});
		expect(noSecret).toMatchObject({step: 'conductorone', problem: {what: 'Client secret is missing.'}});
	});

	it('refuses an address that would show the key to the network', () => {
		const state = play(
			atLitmos,
			{type: 'answer', change: {region: 'other', litmosUrl: 'http://litmos.example'}},
			{type: 'submit'},
		);
		expect(state).toMatchObject({step: 'litmos', litmos: {status: 'idle'}, problem: {code: 'input/invalid'}});
	});

	it('checks again after a change, and only then', () => {
		const back = reduce(atCourses, {type: 'back'});
		expect(reduce(back, {type: 'submit'})).toMatchObject({step: 'courses', litmos: atCourses.litmos});
		expect(play(back, {type: 'answer', change: {source: 'acme'}}).litmos.status).toBe('done');
		expect(play(back, {type: 'answer', change: {source: 'other'}}, {type: 'submit'}).litmos.status).toBe('running');
	});

	it('does not read again what is already read, but reads anew for other courses', () => {
		const same = play(synced(atPreview), {type: 'back'}, {type: 'submit'});
		expect(same).toMatchObject({step: 'preview', sync: {work: {status: 'done'}}});
		const other = play(same, {type: 'back'}, {type: 'courses/choose', ids: new Set([rows[0]!.id])}, {type: 'submit'});
		expect(other).toMatchObject({step: 'preview', sync: {work: {status: 'running'}, counts: null}});
	});

	it('returns to the review after changing one line, reading anew if need be', () => {
		const changed = play(
			atReview,
			{type: 'go', step: 'courses'},
			{type: 'courses/choose', ids: new Set([rows[1]!.id])},
			{type: 'submit'},
		);
		expect(changed).toMatchObject({step: 'review', returnToReview: false, sync: {work: {status: 'running'}}});
		expect(reduce(changed, {type: 'submit'})).toMatchObject({step: 'review', problem: {code: 'sync/incomplete'}});
		expect(reduce(synced(changed), {type: 'submit'}).push.work.status).toBe('running');
	});

	it('leads Esc on a line opened from the review back to the review', () => {
		const opened = reduce(atReview, {type: 'go', step: 'courses'});
		expect(reduce(opened, {type: 'back'})).toMatchObject({
			step: 'review',
			returnToReview: false,
			sync: {work: {status: 'done'}},
		});
		const emptied = play(opened, {type: 'courses/choose', ids: new Set<string>()}, {type: 'back'});
		expect(emptied).toMatchObject({step: 'litmos', returnToReview: false});
	});

	it('takes the person to the preview when a sync that later steps stand on fails', () => {
		const running = reduce(atPreview, {type: 'submit'});
		expect(running.step).toBe('conductorone');
		const failed = reduce(running, {type: 'failed', slot: 'sync', problem});
		expect(failed).toMatchObject({step: 'preview', problem});
		expect(reduce(failed, {type: 'submit'}).sync.work.status).toBe('running');
	});

	it('reads everything again on request once it is read, and goes on after a failure', () => {
		const again = reduce(synced(atPreview), {type: 'sync/restart'});
		expect(again).toMatchObject({step: 'preview', sync: {work: {status: 'running'}, again: true}});
		const failed = reduce(again, {type: 'failed', slot: 'sync', problem});
		expect(reduce(failed, {type: 'sync/restart'}).sync).toMatchObject({work: {status: 'running'}, again: false});
		expect(reduce(again, {type: 'sync/restart'})).toBe(again);
	});

	it('asks before pushing a large drop', () => {
		const drop = new Problem({code: 'push/drop-guard', what: '30 % are gone'});
		const asked = reduce(pushing, {type: 'failed', slot: 'push', problem: drop});
		expect(asked).toMatchObject({step: 'review', problem: drop, push: {confirmedDrop: false}});
		expect(reduce(asked, {type: 'push/confirm-drop'}).push).toMatchObject({
			work: {status: 'running'},
			confirmedDrop: true,
		});
		expect(reduce(atReview, {type: 'push/confirm-drop'})).toBe(atReview);
	});

	it('changes nothing that is being pushed', () => {
		for (const action of [
			{type: 'back'},
			{type: 'go', step: 'litmos'},
			{type: 'answer', change: {source: 'x'}},
			{type: 'courses/mode', mode: 'some'},
			{type: 'submit'},
		] satisfies SetupAction[]) {
			expect(reduce(pushing, action)).toBe(pushing);
		}
		expect(reduce(pushing, {type: 'push/cancel'})).toMatchObject({step: 'review', push: {work: {status: 'idle'}}});
	});
});

describe('courses', () => {
	it('keeps the ticks while all is chosen', () => {
		const ticked = play(listed(atCourses), {type: 'courses/choose', ids: new Set([rows[0]!.id])});
		const all = reduce(ticked, {type: 'courses/mode', mode: 'all'});
		expect(all.answers.courses).toEqual({mode: 'all', ids: new Set([rows[0]!.id])});
		expect(scopeOf(all)).toBe(scopeOf(listed(atCourses)));
	});

	it('finds pasted courses by id, number and code, and says what it does not know', () => {
		const wanted = ['11', rows[1]!.id, 'GDPR', 'nothing'];
		const before = play(atCourses, {type: 'courses/paste', wanted});
		expect(before.answers.courses).toEqual({mode: 'some', ids: new Set()});
		for (const state of [listed(before), play(listed(atCourses), {type: 'courses/paste', wanted})]) {
			expect(state.answers.courses.ids).toEqual(new Set([rows[0]!.id, rows[1]!.id]));
			expect(state.courses).toMatchObject({unknown: ['nothing'], ambiguous: ['GDPR'], wanted: []});
		}
	});

	it('drops and names ticks of another tenant', () => {
		const ticked = play(listed(atCourses), {type: 'courses/choose', ids: new Set([rows[0]!.id])});
		const other = play(ticked, {type: 'back'}, {type: 'answer', change: {source: 'other'}}, {type: 'submit'});
		const entered = reduce(other, {type: 'litmos/checked'});
		const state = play(entered, {type: 'courses/page', rows: rows.slice(1)}, {type: 'courses/listed'});
		expect(state.courses.unknown).toEqual([rows[0]!.id]);
		expect(state.answers.courses).toEqual({mode: 'some', ids: new Set()});
	});
});

describe('taking up saved progress', () => {
	const saved = (step: SetupState['step'], wanted: string[] = []) =>
		beginningState({
			answers: {source: 'acme', region: 'eu', clientId: 'a@b/c'},
			wanted,
			resume: {step, savedAt: '2026-01-01T00:00:00Z', lines: []},
		});
	const found = {apiKey: {characters: 36, from: 'keychain'}} as const;

	it('walks on to the preview by itself', () => {
		const loaded = play(saved('review'), {type: 'resume/accept'}, {type: 'secrets/loaded', found});
		expect(loaded).toMatchObject({step: 'litmos', litmos: {status: 'running'}});
		const state = reduce(loaded, {type: 'litmos/checked'});
		expect(state).toMatchObject({step: 'preview', resuming: null, sync: {work: {status: 'running'}}});
	});

	it('waits for the list when courses were chosen, and stops there when one is unknown', () => {
		for (const [wanted, step] of [
			[[rows[0]!.id], 'preview'],
			[[rows[0]!.id, 'gone'], 'courses'],
		] as const) {
			const loaded = play(saved('preview', [...wanted]), {type: 'resume/accept'}, {type: 'secrets/loaded', found});
			const checked = reduce(loaded, {type: 'litmos/checked'});
			expect(checked.step).toBe('courses');
			expect(listed(checked)).toMatchObject({step, resuming: null, answers: {courses: {mode: 'some'}}});
		}
	});

	it('stops where the key has to be asked', () => {
		const state = play(saved('review'), {type: 'resume/accept'}, {type: 'secrets/loaded', found: {}});
		expect(state).toMatchObject({step: 'litmos', litmos: {status: 'idle'}, resuming: null, answers: {source: 'acme'}});
	});

	it('starts empty when declined', () => {
		expect(reduce(saved('review'), {type: 'resume/decline'})).toMatchObject({resume: null, answers: {source: ''}});
	});
});

/* ---------- whatever happens ---------- */

const ids = fc.subarray(rows.map(({id}) => id));
const source = fc.constantFrom('', 'acme', 'other');
const anyAction: fc.Arbitrary<SetupAction> = fc.oneof(
	{weight: 6, arbitrary: fc.constant<SetupAction>({type: 'submit'})},
	fc.constantFrom<SetupAction>(
		{type: 'start/begin'},
		{type: 'start/demo'},
		{type: 'resume/accept'},
		{type: 'resume/decline'},
		{type: 'secrets/allow-file'},
		{type: 'courses/retry'},
		{type: 'sync/restart'},
		{type: 'push/confirm-drop'},
		{type: 'push/cancel'},
		{type: 'back'},
		{type: 'problem/dismiss'},
		{type: 'secrets/loaded', found: {apiKey: {characters: 1, from: 'keychain'}}},
		{type: 'saved/failed', problem},
	),
	fc.constantFrom(...steps).map((step): SetupAction => ({type: 'go', step})),
	fc
		.constantFrom('apiKey' as const, 'clientSecret' as const)
		.chain((id) =>
			fc.constantFrom<SetupAction>({type: 'secret/given', id, info: entered}, {type: 'secret/cleared', id}),
		),
	fc
		.record(
			{
				source,
				region: fc.constantFrom('us' as const, 'other' as const),
				litmosUrl: fc.constantFrom('', 'https://litmos.example'),
				clientId: source,
			},
			{requiredKeys: []},
		)
		.map((change): SetupAction => ({type: 'answer', change})),
	fc
		.constantFrom('all' as const, 'some' as const, 'rule' as const)
		.map((mode): SetupAction => ({type: 'courses/mode', mode})),
	fc
		.constantFrom('active', 'active and', 'code is "none"', 'name contains "a", number 1-9', '')
		.map((text): SetupAction => ({type: 'courses/rule', text})),
	ids.map((ids): SetupAction => ({type: 'courses/choose', ids: new Set(ids)})),
	ids.map((ids): SetupAction => ({type: 'courses/paste', wanted: [...ids, '12', 'none']})),
);

/** Answers of the services to the work that is under way; nobody hears those to other work. */
const anyAnswer = fc.nat(7 + slots.length).map((kind) => (state: SetupState): SetupAction => {
	const answers = {litmosUrl: 'http://127.0.0.1:1', source: 'demo', clientId: 'a@b/c', c1ApiHost: '127.0.0.1:2'};
	const all: [Slot, SetupAction][] = [
		['demo', {type: 'demo/started', answers}],
		['litmos', {type: 'litmos/checked'}],
		['courses', {type: 'courses/page', rows}],
		['courses', {type: 'courses/listed'}],
		['sync', {type: 'sync/event', event: {type: 'finished', report}}],
		['sync', {type: 'sync/event', event: {type: 'throttled', waitMs: 1, reason: 'busy'}}],
		['credential', {type: 'credential/checked', host: 'b'}],
		['push', {type: 'push/finished', result: pushResult}],
		...slots.map((slot): [Slot, SetupAction] => [slot, {type: 'failed', slot, problem}]),
	];
	const [slot, answer] = all[kind] ?? [];
	return slot !== undefined && answer !== undefined && workIn[slot](state).status === 'running'
		? answer
		: {type: 'submit'};
});

type Move = SetupAction | ((state: SetupState) => SetupAction);
const moves = fc.array(fc.oneof(anyAction as fc.Arbitrary<Move>, anyAnswer as fc.Arbitrary<Move>), {maxLength: 60});
const beginnings = fc.constantFrom(
	start,
	atCourses,
	atReview,
	pushing,
	beginningState({answers: {source: 'acme'}, resume: {step: 'review', savedAt: '', lines: []}}),
);

function checkPossible(state: SetupState): void {
	expect(canEnter(state, state.step), state.step).toBe(true);
	if (state.push.work.status === 'running') {
		expect(state.step).toBe('review');
		expect(isSynced(state, ['done'])).toBe(true);
		expect(state.credential.status).toBe('done');
	}
	if (state.step === 'done') expect(state.push.work.status).toBe('done');
	if (state.returnToReview) expect(['start', 'done', 'review']).not.toContain(state.step);
	if (state.litmos.status === 'done') expect(state.secrets.apiKey).not.toBeNull();
	if (state.step === 'preview') expect(state.sync.scope).not.toBe('');
}

describe('whatever happens', () => {
	it('no state is reached that could not be shown', () => {
		fc.assert(
			fc.property(beginnings, moves, (state, sequence) => {
				for (const move of sequence) {
					state = reduce(state, typeof move === 'function' ? move(state) : move);
					checkPossible(state);
				}
			}),
			{numRuns: 400},
		);
	});

	it('Back never loses an answer, and leads one step back, nowhere, or to the review one came from', () => {
		fc.assert(
			fc.property(beginnings, moves, (state, sequence) => {
				for (const move of sequence) state = reduce(state, typeof move === 'function' ? move(state) : move);
				const after = reduce(state, {type: 'back'});
				expect(after.answers).toEqual(state.answers);
				expect(after.secrets).toEqual(state.secrets);
				if (after.step === 'review' && state.returnToReview) return;
				expect([state.step, backFrom(state.step)]).toContain(after.step);
				expect(after.sync).toBe(state.sync);
			}),
			{numRuns: 300},
		);
	});

	it('counts of a report are those shown', () => {
		expect(synced(atPreview).sync.counts).toEqual(counts);
	});
});
