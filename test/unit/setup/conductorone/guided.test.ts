import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {Problem} from '../../../../source/problem/problem.ts';
import {createGuided, type GuidedServices, type MadePlan} from '../../../../source/setup/conductorone/guided.ts';
import type {GuidedAction} from '../../../../source/setup/conductorone/guided-actions.ts';
import {canGoBack, reduceGuided} from '../../../../source/setup/conductorone/guided-reduce.ts';
import {
	type GuidedState,
	guidedBeginning,
	type SignedInAs,
} from '../../../../source/setup/conductorone/guided-state.ts';
import {beginningOf} from '../../../../source/setup/conductorone/progress.ts';

const account: SignedInAs = {
	identity: {
		host: 'acme.example',
		userId: 'u1',
		displayName: 'Ada',
		email: 'ada@acme.example',
		roles: [],
		permissions: [],
	},
	where: 'Kept in the keychain.',
	expiresAt: null,
	unfinished: null,
};
const made: MadePlan = {progress: beginningOf('acme.example'), secret: null, deployment: null, pages: {}};
const newApp = {kind: 'new', name: 'Litmos'} as const;

function play(state: GuidedState, ...actions: GuidedAction[]): GuidedState {
	return actions.reduce((now, action) => reduceGuided(now, action)[0], state);
}

/** At the review, everything answered. */
function atReview(change: Partial<{hosting: 'hosted' | 'kubernetes'}> = {}): GuidedState {
	return play(
		guidedBeginning('acme.example'),
		{type: 'sign-in/browser', tenant: 'acme.example'},
		{type: 'sign-in/done', run: 1, account},
		{type: 'account/accept'},
		{type: 'app/choose', app: newApp},
		{type: 'owners/choose', owners: []},
		{type: 'hosting/choose', hosting: change.hosting ?? 'hosted', isDelegated: false},
		...(change.hosting === 'kubernetes' ? [{type: 'folder/choose', folder: '/k', isApplied: false} as const] : []),
	);
}

describe('the pages', () => {
	it('lead from the sign-in to the review, and back with every answer kept', () => {
		let state = atReview({hosting: 'kubernetes'});
		expect(state.page).toBe('review');
		const pages = [];
		while (canGoBack(state)) {
			state = play(state, {type: 'back'});
			pages.push(state.page);
		}
		expect(pages).toEqual(['folder', 'hosting', 'owners', 'app', 'account']);
		expect(state.answers).toMatchObject({app: newApp, hosting: 'kubernetes', folder: '/k'});
	});

	it('ignore answers to work that was given up', () => {
		const waiting = play(guidedBeginning(), {type: 'sign-in/browser', tenant: 'acme.example'});
		const [left, effects] = reduceGuided(waiting, {type: 'back'});
		expect(effects).toEqual([{type: 'cancel', run: 1}]);
		expect(reduceGuided(left, {type: 'sign-in/done', run: 1, account})[0]).toBe(left);
	});

	it('ask for the lists once only', () => {
		const [first, effects] = reduceGuided(
			play(guidedBeginning(), {type: 'sign-in/key'}, {type: 'sign-in/done', run: 1, account}),
			{
				type: 'account/accept',
			},
		);
		expect(effects).toMatchObject([{type: 'list-apps'}]);
		const [, again] = reduceGuided(play(first, {type: 'back'}), {type: 'account/accept'});
		expect(again).toEqual([]);
	});

	it('stop the work on Back, and go on from the review', () => {
		const [working, effects] = reduceGuided(atReview(), {type: 'work/start'});
		const run = effects.find(({type}) => type === 'run-plan')?.run ?? 0;
		expect(working.steps.map(({step}) => step)).toEqual(['app', 'connector']);
		const [stopped, then] = reduceGuided(
			play(working, {type: 'work/event', run, event: {type: 'started', step: 'app'}}),
			{type: 'back'},
		);
		expect(stopped).toMatchObject({page: 'review', work: {status: 'idle'}});
		expect(then).toEqual([{type: 'cancel', run}]);
	});

	it('show the step that failed, and take back what was made only when nothing runs', () => {
		const [working, effects] = reduceGuided(atReview(), {type: 'work/start'});
		const run = effects.find(({type}) => type === 'run-plan')?.run ?? 0;
		expect(reduceGuided(working, {type: 'undo/start'})[1]).toEqual([]);
		const problem = new Problem({code: 'c1/conflict', what: 'Taken'});
		const failed = play(
			working,
			{type: 'work/event', run, event: {type: 'started', step: 'app'}},
			{type: 'work/failed', run, problem},
		);
		expect(failed).toMatchObject({
			page: 'work',
			problem: {message: 'Taken'},
			steps: [{state: 'failed'}, {state: 'open'}],
		});
		expect(reduceGuided(failed, {type: 'undo/start'})[1]).toMatchObject([{type: 'undo'}]);
	});
});

it('no order of keys leads to work without answers, or to a page without its account', () => {
	const action = fc.constantFrom<GuidedAction>(
		{type: 'enter'},
		{type: 'sign-in/way', way: 'browser'},
		{type: 'sign-in/browser', tenant: 'acme.example'},
		{type: 'sign-in/key'},
		{type: 'secrets/allow-file'},
		{type: 'account/go-on'},
		{type: 'account/other'},
		{type: 'app/new'},
		{type: 'app/choose', app: newApp},
		{type: 'owners/choose', owners: []},
		{type: 'hosting/choose', hosting: 'kubernetes', isDelegated: false},
		{type: 'folder/choose', folder: '', isApplied: true},
		{type: 'work/start'},
		{type: 'watch/start'},
		{type: 'undo/start'},
		{type: 'back'},
		{type: 'sign-in/done', run: 1, account},
		{type: 'account/found', run: 1, account: null},
		{type: 'work/done', run: 2, ...made},
		{type: 'work/failed', run: 3, problem: new Problem({code: 'c1/busy', what: 'Busy'})},
	);
	fc.assert(
		fc.property(fc.array(action, {maxLength: 30}), (actions) => {
			let state = guidedBeginning();
			for (const one of actions) {
				const [next, effects] = reduceGuided(state, one);
				const started = effects.some(({type}) => type === 'run-plan');
				if (started) expect(next.answers.app !== null && next.answers.hosting !== null).toBe(true);
				// At most one piece of work in each slot, each with a number of its own.
				const runs = [next.signIn, next.work, next.watch, next.undo].flatMap((work) =>
					'run' in work ? [work.run] : [],
				);
				expect(new Set(runs).size).toBe(runs.length);
				state = next;
			}
		}),
	);
});

function roomsWith(change: Partial<GuidedServices> = {}): GuidedServices {
	return {
		findAccount: async () => null,
		signInByBrowser: async () => account,
		signInByKey: async () => account,
		listApps: async () => {},
		listPeople: async () => {},
		runPlan: async () => made,
		watch: async () => {},
		undo: async () => ({lines: [], stays: []}),
		folderOf: () => null,
		clusters: async () => [],
		useCredential: () => {},
		...change,
	};
}

const settled = (guided: ReturnType<typeof createGuided>, holds: (state: GuidedState) => boolean) =>
	new Promise<GuidedState>((resolve) => {
		const check = () => {
			if (holds(guided.getState())) resolve(guided.getState());
		};
		guided.subscribe(check);
		check();
	});

it('hands the credential over before it says that it is done, and never shows it', async () => {
	const given: string[] = [];
	const secret = {clientId: 'a@b.example/ccc', clientSecret: 'secret-token:conductorone.com:v1:abc'};
	const guided = createGuided(
		roomsWith({
			runPlan: async () => ({...made, secret}),
			useCredential: ({clientSecret}) => void given.push(clientSecret),
		}),
	);
	guided.giveKey('x@y.example/pcc secret-token:conductorone.com:v1:xyz');
	await settled(guided, ({account: found}) => found !== null);
	guided.dispatch({type: 'app/choose', app: newApp});
	guided.dispatch({type: 'hosting/choose', hosting: 'here', isDelegated: false});
	guided.dispatch({type: 'work/start'});
	const state = await settled(guided, ({work}) => work.status === 'done');
	expect(given).toEqual([secret.clientSecret]);
	expect(JSON.stringify(state)).not.toContain('secret-token');
	await guided.close();
});

it('says why a list is not complete and goes on without it', async () => {
	const forbidden = new Problem({code: 'c1/forbidden', what: 'You may not list people'});
	const guided = createGuided(roomsWith({listPeople: () => Promise.reject(forbidden)}));
	guided.dispatch({type: 'app/choose', app: newApp});
	const state = await settled(guided, ({people}) => people.work.status === 'failed');
	expect(state).toMatchObject({page: 'owners', people: {problem: {code: 'c1/forbidden'}}});
	guided.dispatch({type: 'owners/choose', owners: []});
	expect(guided.getState().page).toBe('hosting');
});

it('waits for what is under way when it is closed, and is silent afterwards', async () => {
	const aborted: boolean[] = [];
	const guided = createGuided(
		roomsWith({
			signInByBrowser: (_tenant, {signal}) =>
				new Promise((_resolve, reject) => {
					signal.addEventListener('abort', () => {
						aborted.push(true);
						reject(signal.reason);
					});
				}),
		}),
	);
	guided.dispatch({type: 'sign-in/browser', tenant: 'acme.example'});
	const before = guided.getState();
	await guided.close();
	expect(aborted).toEqual([true]);
	expect(guided.getState()).toBe(before);
});
