import {describe, expect, it} from 'vitest';
import {Problem} from '../../../source/problem/problem.ts';
import {memoryStore} from '../../../source/secrets/open.ts';
import {secretService} from '../../../source/secrets/secret-store.ts';
import type {Progress, PushJob, SetupServices} from '../../../source/setup/services/services.ts';
import {createSetup, type Setup, type SetupOptions} from '../../../source/setup/setup.ts';
import type {SetupState} from '../../../source/setup/state.ts';
import type {Tenant} from '../../../source/setup/vault.ts';
import type {SyncReport} from '../../../source/sync/events.ts';
import {inConductorOne, pushResult, report, rows} from './fixtures.ts';

const key = 'f00dfeed-0000-4000-8000-litmosapikey1';
const secret = 'secret-token:conductorone.com:v1:c2VjcmV0';

/** Services that answer at once and remember what they were asked. */
function makeServices(change: Partial<SetupServices> = {}) {
	const asked = {
		tenants: [] as Tenant[],
		saved: [] as Progress[],
		pushes: [] as PushJob[],
		syncs: [] as unknown[],
		cancelled: 0,
	};
	const store = memoryStore();
	const services: SetupServices = {
		startDemo: async () => ({
			litmosUrl: 'http://127.0.0.1:1',
			source: 'demo',
			apiKey: key,
			clientId: 'a@b/c',
			clientSecret: secret,
			c1ApiHost: '127.0.0.1:2',
			personal: {clientId: 'a@b/pcc', clientSecret: secret},
		}),
		checkLitmos: async (tenant) => void asked.tenants.push(tenant),
		listCourses: async (_tenant, onPage) => onPage(rows),
		startSync(_tenant, courses, onEvent) {
			asked.syncs.push(courses);
			onEvent({type: 'started', resumed: false, requestsSaved: 0, reason: 'new', coursesAt: null, readAt: null});
			return {done: Promise.resolve(report), cancel: () => asked.cancelled++};
		},
		checkCredential: async () => ({host: 'acme.conductor.one'}),
		async push(job) {
			asked.pushes.push(job);
			job.onEvent({type: 'hello'});
			job.onSealing({phase: 'rows', done: 1, total: 2});
			return pushResult;
		},
		estimate: ({courses, selected}) => ({requests: selected ?? courses, milliseconds: 1000, items: {}}),
		openSecrets: async () => store,
		save: async (progress) => void asked.saved.push(progress),
		forgetAnswers: async () => {},
		conductorOne: inConductorOne(),
		...change,
	};
	return {services, asked, store};
}

/** Resolves when the state says so; the state is looked at after each change. */
function until(setup: Setup, condition: (state: SetupState) => boolean): Promise<SetupState> {
	return new Promise((resolve) => {
		const look = () => {
			if (!condition(setup.getState())) return;
			stop();
			resolve(setup.getState());
		};
		const stop = setup.subscribe(look);
		look();
	});
}
const step = (name: SetupState['step']) => (state: SetupState) => state.step === name;

async function answerLitmos(setup: Setup): Promise<void> {
	setup.dispatch({type: 'start/begin'});
	setup.dispatch({type: 'answer', change: {source: ' acme ', region: 'eu'}});
	setup.giveSecret('apiKey', `  ${key}\n`);
	setup.dispatch({type: 'submit'});
	await until(setup, (state) => state.courses.listing.status === 'done');
}

async function goThrough(options: SetupOptions): Promise<Setup> {
	const setup = createSetup(options);
	await answerLitmos(setup);
	setup.dispatch({type: 'submit'});
	await until(setup, (state) => state.sync.work.status === 'done');
	setup.dispatch({type: 'submit'});
	setup.dispatch({type: 'answer', change: {clientId: 'a@acme.conductor.one/x'}});
	setup.giveSecret('clientSecret', secret);
	setup.dispatch({type: 'submit'});
	await until(setup, step('review'));
	setup.dispatch({type: 'submit'});
	await until(setup, step('done'));
	return setup;
}

describe('the guided set-up with its services', () => {
	it('leads to a push, line by line, without a screen', async () => {
		const {services, asked, store} = makeServices();
		const setup = await goThrough({services});
		expect(asked.tenants).toEqual([{baseUrl: 'https://api.litmoseu.com', source: 'acme', apiKey: key}]);
		expect(asked.syncs).toEqual([null]);
		expect(asked.pushes).toMatchObject([
			{
				confirmedDrop: false,
				report: {workingFile: report.workingFile},
				credential: {clientId: 'a@acme.conductor.one/x', clientSecret: secret},
			},
		]);
		expect(setup.getState()).toMatchObject({
			push: {sealing: {done: 1}, events: [{type: 'hello'}], work: {value: {sha256: pushResult.sha256}}},
			secretPlace: {provider: 'memory'},
		});
		expect(await store.findCredentials(secretService)).toEqual([
			{account: 'litmos-api-key:acme@api.litmoseu.com', password: key},
			{account: 'client-secret:a@acme.conductor.one/x', password: secret},
		]);
	});

	it('saves after each step, and holds no secret in state or saved progress', async () => {
		const {services, asked} = makeServices();
		const setup = await goThrough({services});
		expect(asked.saved.map((progress) => progress.step)).toEqual([
			'courses',
			'preview',
			'conductorone',
			'review',
			'done',
		]);
		const all = JSON.stringify([asked.saved, setup.getState()]);
		expect(all).not.toContain(key);
		expect(all).not.toContain(secret);
		expect(asked.saved.at(-1)).toMatchObject({answers: {source: 'acme'}, courses: {mode: 'all'}});
	});

	it('refuses a secret that cannot be one, without quoting it', async () => {
		const setup = createSetup({services: makeServices().services});
		expect(() => setup.giveSecret('apiKey', 'geheim mit Blank')).toThrow(/^(?!.*geheim)/);
		expect(setup.getState().secrets.apiKey).toBeNull();
	});

	it('cancels a sync that is no longer wanted and ignores what it still says', async () => {
		const late = Promise.withResolvers<SyncReport>();
		const {services, asked} = makeServices();
		let first = true;
		const setup = createSetup({
			services: {
				...services,
				startSync(tenant, courses, onEvent, reading, again) {
					const handle = services.startSync(tenant, courses, onEvent, reading, again);
					if (!first) return handle;
					first = false;
					return {...handle, done: late.promise};
				},
			},
		});
		await answerLitmos(setup);
		setup.dispatch({type: 'submit'});
		setup.dispatch({type: 'back'});
		setup.dispatch({type: 'courses/choose', ids: new Set([rows[0]!.id])});
		expect(setup.cost()).toEqual({requests: 1, milliseconds: 1000, items: {}});
		setup.dispatch({type: 'submit'});
		late.resolve({...report, workingFile: '/late'});
		const state = await until(setup, ({sync}) => sync.work.status === 'done');
		expect(asked).toMatchObject({cancelled: 1, syncs: [null, [rows[0]!.id]]});
		expect(state.sync.work).toMatchObject({value: {workingFile: report.workingFile}});
	});

	it('shows what a service refuses, and goes on after a second try', async () => {
		const problem = new Problem({code: 'litmos/key-refused', what: 'Litmos rejected this API key.'});
		let refusals = 1;
		const {services} = makeServices({
			checkLitmos: async () => {
				if (refusals-- > 0) throw problem;
			},
		});
		const setup = createSetup({services});
		setup.dispatch({type: 'start/begin'});
		setup.dispatch({type: 'answer', change: {source: 'acme'}});
		setup.giveSecret('apiKey', key);
		setup.dispatch({type: 'submit'});
		const failed = await until(setup, (state) => state.litmos.status === 'failed');
		expect(failed).toMatchObject({step: 'litmos', problem});
		setup.dispatch({type: 'submit'});
		await until(setup, step('courses'));
	});

	it('keeps nothing of the sandbox', async () => {
		const {services, asked, store} = makeServices();
		const setup = createSetup({services});
		setup.dispatch({type: 'start/demo'});
		await until(setup, step('litmos'));
		setup.dispatch({type: 'submit'});
		await until(setup, (state) => state.courses.listing.status === 'done');
		setup.dispatch({type: 'submit'});
		await until(setup, (state) => state.sync.work.status === 'done');
		setup.dispatch({type: 'submit'});
		setup.dispatch({type: 'submit'});
		await until(setup, step('review'));
		setup.dispatch({type: 'submit'});
		await until(setup, step('done'));
		expect(asked.saved).toEqual([]);
		expect(await store.findCredentials(secretService)).toEqual([]);
		expect(asked.pushes[0]?.credential).toMatchObject({apiHost: '127.0.0.1:2', insecure: true});
	});

	it('finds the saved key again', async () => {
		const {services, asked, store} = makeServices();
		await store.setPassword(secretService, 'litmos-api-key:acme@api.litmoseu.com', key);
		const setup = createSetup({
			services,
			answers: {source: 'acme', region: 'eu'},
			resume: {step: 'preview', savedAt: '2026-01-01T00:00:00Z', lines: ['acme']},
		});
		setup.dispatch({type: 'resume/accept'});
		const state = await until(setup, step('preview'));
		expect(state.secrets.apiKey).toEqual({characters: key.length, from: 'keychain'});
		expect(asked.tenants).toMatchObject([{apiKey: key}]);
	});

	it('goes on when no secret can be kept, and keeps it in a file once that is allowed', async () => {
		const {services, store} = makeServices();
		const locked = new Problem({code: 'keychain/locked', what: 'The system keychain is locked.'});
		const setup = createSetup({
			services: {
				...services,
				openSecrets: async (allowFile) => (allowFile ? {...store, provider: 'file'} : memoryStore(locked)),
			},
		});
		await answerLitmos(setup);
		const state = await until(setup, ({secretPlace}) => secretPlace !== null);
		expect(state.secretPlace).toMatchObject({provider: 'memory', problem: locked});
		setup.dispatch({type: 'secrets/allow-file'});
		await until(setup, ({secretPlace}) => secretPlace?.provider === 'file');
		expect(await store.findCredentials(secretService)).toHaveLength(1);
	});

	it('stops everything on close', async () => {
		const {services} = makeServices({
			listCourses: (_tenant, _onPage, signal) =>
				new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
		});
		const setup = createSetup({services});
		setup.dispatch({type: 'start/begin'});
		setup.dispatch({type: 'answer', change: {source: 'acme'}});
		setup.giveSecret('apiKey', key);
		setup.dispatch({type: 'submit'});
		await until(setup, step('courses'));
		const before = setup.getState();
		await setup.close();
		setup.dispatch({type: 'back'});
		expect(setup.getState()).toBe(before);
	});
});

describe('courses by a rule', () => {
	it('are synced and saved as a rule, and cost what they match', async () => {
		const {services, asked} = makeServices();
		const setup = createSetup({services});
		await answerLitmos(setup);
		const matching = rows.filter(({active}) => active);
		setup.dispatch({type: 'courses/rule', text: ' active , number 1-99999999 and active'});
		expect(setup.cost()).toMatchObject({requests: matching.length});
		setup.dispatch({type: 'submit'});
		await until(setup, ({sync}) => sync.work.status === 'done');
		const rules = ['active', 'number 1-99999999 and active'];
		expect(asked.syncs).toEqual([{rules}]);
		await setup.close();
		expect(asked.saved.at(-1)).toMatchObject({courses: {mode: 'rule', rules}});
	});

	it('stay on the page while the rule can’t be read or matches nothing, and are saved as nothing then', async () => {
		const {services, asked} = makeServices();
		const setup = createSetup({services});
		await answerLitmos(setup);
		for (const [text, code] of [
			['', 'input/missing'],
			['active and', 'input/invalid'],
			['code is "none of them"', 'courses/unknown'],
		] as const) {
			setup.dispatch({type: 'courses/rule', text});
			setup.dispatch({type: 'submit'});
			expect(setup.getState()).toMatchObject({step: 'courses', problem: {code}});
		}
		setup.dispatch({type: 'courses/rule', text: 'active and'});
		await setup.close();
		expect(asked.syncs).toEqual([]);
		expect(asked.saved.at(-1)?.courses ?? {mode: 'rule', rules: []}).toEqual({mode: 'rule', rules: []});
	});

	it('keep the rule while other scopes are tried, and another rule is another sync', async () => {
		const {services, asked} = makeServices();
		const setup = createSetup({services});
		await answerLitmos(setup);
		setup.dispatch({type: 'courses/rule', text: 'active'});
		setup.dispatch({type: 'courses/mode', mode: 'all'});
		setup.dispatch({type: 'courses/choose', ids: new Set([rows[0]!.id])});
		setup.dispatch({type: 'courses/mode', mode: 'rule'});
		expect(setup.getState().answers.courses.rule).toBe('active');
		setup.dispatch({type: 'submit'});
		await until(setup, ({sync}) => sync.work.status === 'done');
		setup.dispatch({type: 'back'});
		setup.dispatch({type: 'courses/rule', text: 'active or inactive'});
		setup.dispatch({type: 'submit'});
		await until(setup, ({sync}) => sync.work.status === 'done');
		expect(asked.syncs).toEqual([{rules: ['active']}, {rules: ['active', 'inactive']}]);
	});
});
