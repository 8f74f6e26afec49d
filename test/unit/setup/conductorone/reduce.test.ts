import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {Problem} from '../../../../source/problem/problem.ts';
import type {ConnectAction, ConnectPersonAction} from '../../../../source/setup/conductorone/actions.ts';
import {canGoBack, reduceConnect} from '../../../../source/setup/conductorone/reduce.ts';
import {connectFailed} from '../../../../source/setup/conductorone/results.ts';
import {type ConnectState, connectBeginning} from '../../../../source/setup/conductorone/state.ts';
import {plainReading} from '../../../../source/setup/reading.ts';
import type {ConnectServices} from '../../../../source/setup/services/conductorone.ts';
import {createSetup, type Setup} from '../../../../source/setup/setup.ts';
import {servicesWith} from '../../../ui/steps/services.ts';
import {account, inConductorOne, made} from '../fixtures.ts';

const newApp = {kind: 'new', name: 'Litmos'} as const;

function play(state: ConnectState, ...actions: ConnectAction[]): ConnectState {
	return actions.reduce(reduceConnect, state);
}

/** At the review, everything answered. */
function atReview(change: Partial<{hosting: 'hosted' | 'kubernetes'}> = {}): ConnectState {
	return play(
		connectBeginning('acme.example'),
		{type: 'sign-in/browser', tenant: 'acme.example'},
		{type: 'sign-in/done', account},
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

	it('give up the sign-in on Back', () => {
		const waiting = play(connectBeginning(), {type: 'sign-in/browser', tenant: 'acme.example'});
		expect(waiting).toMatchObject({page: 'code', signIn: {status: 'running'}, signInBy: 'browser'});
		expect(play(waiting, {type: 'back'})).toMatchObject({page: 'tenant', signIn: {status: 'done'}, code: null});
	});

	it('ask for the lists once only', () => {
		const first = play(
			connectBeginning(),
			{type: 'sign-in/key'},
			{type: 'sign-in/done', account},
			{type: 'account/accept'},
		);
		expect(first.apps.work.status).toBe('running');
		const again = play(first, {type: 'back'}, {type: 'account/accept'});
		expect(again.apps.work).toBe(first.apps.work);
	});

	it('stop the work on Back, and go on from the review', () => {
		const working = play(atReview(), {type: 'work/start'});
		expect(working.work.status).toBe('running');
		expect(working.steps.map(({step}) => step)).toEqual(['app', 'connector']);
		const stopped = play(working, {type: 'work/event', event: {type: 'started', step: 'app'}}, {type: 'back'});
		expect(stopped).toMatchObject({page: 'review', work: {status: 'idle'}, steps: [{state: 'open'}, {state: 'open'}]});
	});

	it('show the step that failed, and take back what was made only when nothing runs', () => {
		const working = play(atReview(), {type: 'work/start'});
		expect(play(working, {type: 'undo/start'})).toBe(working);
		const problem = new Problem({code: 'c1/conflict', what: 'Taken'});
		const begun = play(working, {type: 'work/event', event: {type: 'started', step: 'app'}});
		const failed = connectFailed(begun, 'plan', problem);
		expect(failed).toMatchObject({
			page: 'work',
			problem: {message: 'Taken'},
			steps: [{state: 'failed'}, {state: 'open'}],
		});
		expect(play(failed, {type: 'undo/start'}).undo.status).toBe('running');
	});
});

it('no order of keys leads to work without answers, or to a page without its account', () => {
	const action = fc.constantFrom<ConnectAction>(
		{type: 'enter'},
		{type: 'page/open', page: 'tenant'},
		{type: 'sign-in/browser', tenant: 'acme.example'},
		{type: 'sign-in/key'},
		{type: 'secrets/allow-file'},
		{type: 'account/go-on'},
		{type: 'account/other'},
		{type: 'page/open', page: 'new-app'},
		{type: 'app/choose', app: newApp},
		{type: 'owners/choose', owners: []},
		{type: 'hosting/choose', hosting: 'kubernetes', isDelegated: false},
		{type: 'folder/choose', folder: '', isApplied: true},
		{type: 'work/start'},
		{type: 'watch/start'},
		{type: 'undo/start'},
		{type: 'back'},
		{type: 'sign-in/done', account},
		{type: 'account/found', account: null},
		{type: 'work/done', progress: made.progress, deployment: null, pages: {}, credential: null},
	);
	fc.assert(
		fc.property(fc.array(action, {maxLength: 30}), (actions) => {
			let state = connectBeginning();
			for (const one of actions) {
				state = reduceConnect(state, one);
				if (state.work.status === 'running')
					expect(state.answers.app !== null && state.answers.hosting !== null).toBe(true);
				// What is being made is never undone at the same time.
				expect([state.work.status, state.undo.status]).not.toEqual(['running', 'running']);
			}
		}),
	);
});

const setupWith = (change: Partial<ConnectServices>) => {
	const setup = createSetup({services: servicesWith({conductorOne: inConductorOne(change)})});
	return {setup, send: (action: ConnectPersonAction) => setup.dispatch({type: 'connect', action})};
};

const settled = (setup: Setup, holds: (state: ConnectState) => boolean) =>
	new Promise<ConnectState>((resolve) => {
		const check = () => {
			const {connect} = setup.getState();
			if (holds(connect)) resolve(connect);
		};
		setup.subscribe(check);
		check();
	});

it('hands the credential to the set-up, and never shows it', async () => {
	const secret = {clientId: 'a@b.example/ccc', clientSecret: 'secret-token:conductorone.com:v1:abc'};
	const {setup, send} = setupWith({runPlan: async () => ({...made, secret})});
	setup.giveKey('x@y.example/pcc secret-token:conductorone.com:v1:xyz');
	await settled(setup, ({account: found}) => found !== null);
	send({type: 'app/choose', app: newApp});
	send({type: 'hosting/choose', hosting: 'here', isDelegated: false});
	send({type: 'work/start'});
	await settled(setup, ({work}) => work.status === 'done');
	const state = setup.getState();
	expect(state).toMatchObject({
		answers: {clientId: secret.clientId},
		secrets: {clientSecret: {characters: secret.clientSecret.length, from: 'entered'}},
		credential: {status: 'idle'},
	});
	expect(JSON.stringify(state)).not.toContain('secret-token');
	await setup.close();
});

it('tells the plan what of Litmos the person chose', async () => {
	const told: unknown[] = [];
	const {setup, send} = setupWith({
		runPlan: async (_answers, litmos) => {
			told.push(litmos);
			return made;
		},
	});
	setup.dispatch({type: 'start/begin'});
	setup.dispatch({type: 'answer', change: {source: ' acme ', region: 'eu'}});
	setup.giveSecret('apiKey', 'f00dfeed-0000-4000-8000-litmosapikey1');
	send({type: 'app/choose', app: newApp});
	send({type: 'hosting/choose', hosting: 'hosted', isDelegated: false});
	send({type: 'work/start'});
	await settled(setup, ({work}) => work.status === 'done');
	const tenant = {
		baseUrl: 'https://api.litmoseu.com',
		source: 'acme',
		apiKey: 'f00dfeed-0000-4000-8000-litmosapikey1',
	};
	expect(told).toEqual([{tenant, courses: null, reading: plainReading}]);
	await setup.close();
});

it('tells the plan the rule for courses, and the list to resolve it with', async () => {
	const told: unknown[] = [];
	const {setup, send} = setupWith({
		runPlan: async (_answers, litmos) => {
			told.push(litmos);
			return made;
		},
	});
	setup.dispatch({type: 'start/begin'});
	setup.dispatch({type: 'answer', change: {source: 'acme'}});
	setup.giveSecret('apiKey', 'f00dfeed-0000-4000-8000-litmosapikey1');
	setup.dispatch({type: 'courses/rule', text: 'active and not number 7'});
	send({type: 'app/choose', app: newApp});
	send({type: 'hosting/choose', hosting: 'hosted', isDelegated: false});
	send({type: 'work/start'});
	await settled(setup, ({work}) => work.status === 'done');
	expect(told).toMatchObject([{courses: null, byRule: {rules: ['active and not number 7'], rows: []}}]);
	await setup.close();
});

it('says why a list is not complete and goes on without it', async () => {
	const forbidden = new Problem({code: 'c1/forbidden', what: 'You may not list people'});
	const {setup, send} = setupWith({listPeople: () => Promise.reject(forbidden)});
	send({type: 'app/choose', app: newApp});
	const state = await settled(setup, ({people}) => people.work.status === 'failed');
	expect(state).toMatchObject({page: 'owners', people: {work: {problem: {code: 'c1/forbidden'}}}});
	send({type: 'owners/choose', owners: []});
	expect(setup.getState().connect.page).toBe('hosting');
});

it('waits for what is under way when it is closed, and is silent afterwards', async () => {
	const aborted: boolean[] = [];
	const {setup, send} = setupWith({
		signInByBrowser: (_tenant, {signal}) =>
			new Promise((_resolve, reject) => {
				signal.addEventListener('abort', () => {
					aborted.push(true);
					reject(signal.reason);
				});
			}),
	});
	send({type: 'sign-in/browser', tenant: 'acme.example'});
	const before = setup.getState();
	await setup.close();
	expect(aborted).toEqual([true]);
	expect(setup.getState()).toBe(before);
});
