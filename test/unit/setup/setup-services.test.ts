import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it, vi} from 'vitest';
import {litmosProbes} from '../../../source/doctor/litmos-probes.ts';
import {runProbes} from '../../../source/doctor/run-probes.ts';
import {resolveSettings} from '../../../source/settings/resolve.ts';
import {openSavedState} from '../../../source/settings/saved-state.ts';
import {beginningOf} from '../../../source/setup/beginning.ts';
import {readAge} from '../../../source/setup/read-age.ts';
import {answersOf} from '../../../source/setup/services/doctor-answers.ts';
import type {SetupServices} from '../../../source/setup/services/services.ts';
import {createSetupServices} from '../../../source/setup/services/setup-services.ts';
import {createSetup, type Setup} from '../../../source/setup/setup.ts';
import type {SetupState} from '../../../source/setup/state.ts';
import {summaryLines} from '../../../source/setup/summary.ts';
import {type Sandbox, startSandbox} from '../../sandbox/sandbox.ts';

let folder: string;
let sandbox: Sandbox;
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'services-'));
	sandbox = await startSandbox({size: {accounts: 30, courses: 6, teams: 3, enrolments: 60}});
});
afterAll(async () => {
	await sandbox.close();
	rmSync(folder, {recursive: true, force: true});
});

function until(setup: Setup, condition: (state: SetupState) => boolean): Promise<SetupState> {
	return new Promise((resolve, reject) => {
		const look = () => {
			const state = setup.getState();
			if (condition(state)) resolve(state);
			else if (state.problem !== null) reject(state.problem);
			else return;
			stop();
		};
		const stop = setup.subscribe(look);
		look();
	});
}

async function open(startDemo: SetupServices['startDemo'] = () => Promise.reject(new Error('not asked for'))) {
	const saved = await openSavedState(folder);
	const resolved = resolveSettings({
		flags: {c1Insecure: 'true', c1ApiHost: sandbox.conductorOne.host, secretStore: 'file'},
		env: {},
		saved: saved.read().answers,
	});
	const services = createSetupServices({
		signal: new AbortController().signal,
		isDry: false,
		values: resolved.values,
		stateFolder: folder,
		saved,
		log: () => {},
		startDemo,
	});
	const beginning = beginningOf(resolved, saved.read());
	const setup = createSetup({services, ...beginning});
	return {setup, saved, services, vault: beginning.vault, close: () => setup.close().then(() => services.close())};
}

describe('the set-up with the real services and a demo tenant', () => {
	it('goes from nothing to a push, and reads nothing twice when taken up in between', async () => {
		const {litmos, conductorOne} = sandbox;
		const first = await open();
		first.setup.dispatch({type: 'start/begin'});
		first.setup.dispatch({type: 'answer', change: {region: 'other', litmosUrl: litmos.url, source: litmos.source}});
		first.setup.giveSecret('apiKey', litmos.apiKey);
		first.setup.dispatch({type: 'submit'});
		await until(first.setup, (state) => state.courses.listing.status === 'done');
		expect(first.setup.cost()?.requests).toBeGreaterThan(6);
		const [course] = first.setup.getState().courses.rows;
		first.setup.dispatch({type: 'courses/choose', ids: new Set([course!.id])});
		first.setup.dispatch({type: 'submit'});
		await until(first.setup, (state) => state.sync.work.status === 'done');
		// The row of the one list that has no other is looked at again.
		expect(litmos.report().repeated).toBe(1);
		await first.close();
		expect(summaryLines(first.setup.getState(), folder).join(' ')).toMatch(/Nothing was sent.*is saved.*resume/);

		const second = await open();
		expect(second.setup.getState().resume).toMatchObject({step: 'preview'});
		expect(second.setup.getState().resume?.lines).toContain('1 course');
		second.setup.dispatch({type: 'resume/accept'});
		const resumed = await until(second.setup, (state) => state.sync.work.status === 'done');
		expect(resumed).toMatchObject({step: 'preview', secrets: {apiKey: {from: 'keychain'}}, secretPlace: null});
		expect(resumed.sync.counts).toMatchObject({courses: 1, accounts: 30});
		// The key, the list of courses and its end are asked for again, what was read is not.
		expect(resumed.sync.work).toMatchObject({value: {requests: {spent: 0}}});
		expect(litmos.report()).toMatchObject({repeated: 4});
		expect(readAge(resumed)).toMatchObject({isReused: true, isOld: false});
		second.setup.dispatch({type: 'submit'});
		second.setup.dispatch({type: 'answer', change: {clientId: conductorOne.clientId}});
		second.setup.giveSecret('clientSecret', conductorOne.clientSecret);
		second.setup.dispatch({type: 'submit'});
		await until(second.setup, ({step}) => step === 'review');
		second.setup.dispatch({type: 'submit'});
		const done = await until(second.setup, ({step}) => step === 'done');
		await second.close();

		expect(summaryLines(done, folder).join('\n')).toMatch(/accepted.*\n {2}30 accounts, 3 teams, 1 course,/);
		expect(conductorOne.report()).toMatchObject({
			syncs: [{problems: [], resources: {user: 30, team: 3, course: 1}}],
			finished: [{ok: true, times: 1}],
		});
		const {lastPush, progress} = second.saved.read();
		expect(progress).toBeUndefined();
		expect(readFileSync(lastPush!.file).subarray(0, 4).toString()).toBe('C1ZF');
		expect(readdirSync(join(folder, 'outgoing'))).toEqual([]);
		for (const name of readdirSync(folder, {recursive: true, encoding: 'utf8'})) {
			if (!name.endsWith('.json') || name === 'secrets.json') continue;
			expect(readFileSync(join(folder, name), 'utf8')).not.toMatch(new RegExp(`${litmos.apiKey}|secret-token`));
		}
	});

	it('does not send what another terminal has read instead', async () => {
		const {litmos, conductorOne} = sandbox;
		const atPreview = async () => {
			const opened = await open();
			const {setup} = opened;
			setup.dispatch({type: 'start/begin'});
			setup.dispatch({type: 'answer', change: {region: 'other', litmosUrl: litmos.url, source: litmos.source}});
			setup.giveSecret('apiKey', litmos.apiKey);
			setup.dispatch({type: 'submit'});
			const {courses} = await until(setup, (state) => state.courses.listing.status === 'done');
			const preview = async (course: number) => {
				setup.dispatch({type: 'courses/choose', ids: new Set([courses.rows[course]!.id])});
				setup.dispatch({type: 'submit'});
				await until(setup, (state) => state.sync.work.status === 'done');
			};
			return {...opened, preview};
		};
		const one = await atPreview();
		await one.preview(0);
		const {setup} = one;
		setup.dispatch({type: 'submit'});
		setup.dispatch({type: 'answer', change: {clientId: conductorOne.clientId}});
		setup.giveSecret('clientSecret', conductorOne.clientSecret);
		setup.dispatch({type: 'submit'});
		await until(setup, ({step}) => step === 'review');

		const other = await atPreview();
		await other.preview(1);
		await other.close();
		const before = conductorOne.report().syncs.length;
		setup.dispatch({type: 'submit'});
		const failed = await until(setup, (state) => state.push.work.status === 'failed');
		expect(failed.push.work).toMatchObject({problem: {code: 'sync/replaced'}});
		expect(conductorOne.report().syncs).toHaveLength(before);

		setup.dispatch({type: 'go', step: 'preview'});
		setup.dispatch({type: 'sync/restart'});
		const again = await until(setup, (state) => state.sync.work.status === 'done');
		expect(again).toMatchObject({step: 'preview', answers: {courses: {ids: failed.answers.courses.ids}}});
		expect(again.sync.counts).toMatchObject({courses: 1});
		await one.close();
	});

	it('goes on while the list of courses still arrives, and changes its mind while a sync runs', async () => {
		const {litmos, conductorOne} = sandbox;
		const {setup, close} = await open(async () => ({
			litmosUrl: litmos.url,
			source: litmos.source,
			apiKey: litmos.apiKey,
			clientId: conductorOne.clientId,
			clientSecret: conductorOne.clientSecret,
			c1ApiHost: conductorOne.host,
			personal: conductorOne.personal,
		}));
		setup.dispatch({type: 'courses/mode', mode: 'all'});
		setup.dispatch({type: 'start/demo'});
		await until(setup, ({step}) => step === 'litmos');
		setup.dispatch({type: 'submit'});
		const early = await until(setup, ({step}) => step === 'courses');
		expect(early.courses.listing.status).toBe('running');
		setup.dispatch({type: 'submit'});
		const {courses} = await until(setup, (state) => state.courses.listing.status === 'done');
		expect(setup.getState().step).toBe('preview');
		setup.dispatch({type: 'back'});
		setup.dispatch({type: 'courses/choose', ids: new Set([courses.rows[0]!.id])});
		setup.dispatch({type: 'submit'});
		const {sync} = await until(setup, (state) => state.sync.work.status === 'done');
		expect(sync.counts).toMatchObject({accounts: 30, courses: 1});
		await close();
	});

	it('starting over clears the saved answers at once, and neither secrets nor other settings', async () => {
		const first = await open();
		first.saved.update({
			answers: {source: 'acme', limitedCourses: 'SAFE-1', clientId: 'a@b/c', theme: 'dark'},
			progress: {step: 'courses', savedAt: '2026-01-01T00:00:00Z'},
		});
		await (await first.services.openSecrets(true, 'apiKey')).setPassword('litmos-connector', 'key', 'x');
		await first.close();
		const second = await open();
		expect(second.setup.getState().resume).not.toBeNull();
		second.setup.dispatch({type: 'resume/decline'});
		await vi.waitFor(() => expect(second.saved.read().answers).toEqual({theme: 'dark'}), {timeout: 60_000});
		await second.close();
		const third = await open();
		expect(third.setup.getState()).toMatchObject({resume: null, answers: {source: ''}});
		const place = await third.services.openSecrets(false, 'apiKey');
		expect(await place.getPassword('litmos-connector', 'key')).toBe('x');
		await third.close();
	});

	it('keeps demo data apart and leaves nothing of it behind', async () => {
		const before = readdirSync(folder, {recursive: true}).sort();
		const {litmos, conductorOne} = sandbox;
		const {setup, services, close} = await open(async () => ({
			litmosUrl: litmos.url,
			source: litmos.source,
			apiKey: litmos.apiKey,
			clientId: conductorOne.clientId,
			clientSecret: conductorOne.clientSecret,
			c1ApiHost: conductorOne.host,
			personal: conductorOne.personal,
		}));
		setup.dispatch({type: 'start/demo'});
		await until(setup, ({step}) => step === 'litmos');
		setup.dispatch({type: 'submit'});
		await until(setup, (state) => state.courses.listing.status === 'done');
		setup.dispatch({type: 'submit'});
		await until(setup, (state) => state.sync.work.status === 'done');
		expect(readdirSync(services.syncFolder()).length).toBeGreaterThan(0);
		await close();
		expect(existsSync(services.syncFolder())).toBe(false);
		expect(readdirSync(folder, {recursive: true}).sort()).toEqual(before);
		expect(summaryLines(setup.getState(), folder).join()).not.toContain('saved');
	});
});

it('doctor looks at what was entered on the pages, not at what was set before', async () => {
	const {setup, services, vault, close} = await open();
	const {litmos} = sandbox;
	setup.dispatch({type: 'start/begin'});
	setup.dispatch({type: 'answer', change: {region: 'other', litmosUrl: litmos.url, source: litmos.source}});
	setup.giveSecret('apiKey', litmos.apiKey);
	const answers = answersOf(setup.getState(), vault);
	expect(answers).toMatchObject({litmosUrl: litmos.url, source: litmos.source, apiKey: litmos.apiKey});
	const fixture = await services.doctorServices(answers);
	const probes = litmosProbes(fixture.litmos).filter(({id}) => id === 'litmos-allowance' || id === 'litmos-key');
	const outcomes = await runProbes(
		probes.map((probe) => ({...probe, needs: []})),
		{signal: new AbortController().signal},
	);
	expect(outcomes.map(({result}) => result)).toEqual(['ok', 'ok']);
	fixture.close();
	// An address that is half typed says nothing yet.
	setup.dispatch({type: 'answer', change: {litmosUrl: 'http://'}});
	expect(answersOf(setup.getState(), vault)).not.toHaveProperty('litmosUrl');
	setup.dispatch({type: 'answer', change: {region: 'eu'}});
	expect(answersOf(setup.getState(), vault)).toMatchObject({region: 'eu', litmosUrl: undefined});
	await close();
});
