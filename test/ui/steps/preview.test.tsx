import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it, onTestFinished} from 'vitest';
import {type ExplorerClient, startExplorer, startExplorerOfC1z} from '../../../source/c1z/explorer-client.ts';
import {createWorkingFile} from '../../../source/c1z/working-file.ts';
import {Problem} from '../../../source/problem/problem.ts';
import {createSetup} from '../../../source/setup/setup.ts';
import type {SyncEvent} from '../../../source/sync/events.ts';
import {account, folder, golden, resourceTypes, scope} from '../../unit/c1z/tenant.ts';
import {ctrl, keys} from '../render-test.tsx';
import {renderWizard, still} from './scripted.tsx';
import {servicesWith} from './services.ts';
import {scenes} from './states.ts';

let client: ExplorerClient;
beforeAll(async () => {
	client = await startExplorerOfC1z(golden('all-courses.c1z'));
});
afterAll(() => client.close());

/** A page of the preview over real rows, and what was asked of the set-up. */
async function page(scene: string, change: Parameters<typeof renderWizard>[2] = {}) {
	const {setup, asked} = still(scenes[scene]!.state);
	const explore = async () => ({...client, close: async () => {}});
	const app = await renderWizard(setup, {columns: 100, rows: 30}, {workingFile: () => 'read', explore, ...change});
	await app.waitForText('Accounts 4');
	return {app, asked};
}

it('shows rows from the first page that arrives, and goes on while more is read', async () => {
	const path = join(folder(), 'working.db');
	const file = createWorkingFile(path, scope);
	onTestFinished(() => file.close());
	let tell: (event: SyncEvent) => void = () => {};
	const counts = () => file.counts();
	const services = servicesWith({
		startSync: (_tenant, _courses, onEvent) => {
			tell = onEvent;
			return {done: new Promise(() => {}), cancel: () => {}};
		},
	});
	const setup = createSetup({services, answers: {source: 'acme'}});
	setup.dispatch({type: 'start/begin'});
	setup.giveSecret('apiKey', 'f00dfeed-0000-4000-8000-litmosapikey1');
	const app = await renderWizard(setup, {}, {workingFile: () => path, explore: startExplorer});
	await app.waitForText('Connect your Litmos account');
	await app.press(keys.enter);
	await app.waitForText('Which courses');
	await app.press(keys.enter);
	await app.waitForText('Requesting the first pages');
	tell({type: 'started', resumed: false, requestsSaved: 0, reason: 'new', coursesAt: null, readAt: null});
	const progress = (spent: number): SyncEvent => ({
		type: 'progress',
		phases: [{phase: 'accounts', done: 0, total: 1, rows: 1}],
		budget: {spent, left: 9, timeLeft: 12_000},
		counts: counts(),
	});
	tell(progress(0));
	await app.waitForText('No accounts yet. Still reading.');
	file.commit({resourceTypes, resources: [account('u1', {person: ['Ana', 'Ruiz']})]});
	tell(progress(1));
	await app.waitForText('❯ Ana Ruiz');
	await app.waitForText(/1 of (about )?10/);
	file.commit({resources: [account('u2', {person: ['Bo', 'Li']})]});
	tell(progress(2));
	await app.waitForText('Accounts 2');
	await app.waitForText('Bo Li');
	await app.press(keys.enter);
	await app.waitForText(/Connect to ConductorOne/);
	expect(setup.getState().sync.work.status).toBe('running');
});

describe('a file that another program uses', () => {
	const inUse = new Problem({code: 'sync/locked', what: 'Another sync is using the file'});

	it('is tried again after the read until it opens', async () => {
		let tries = 0;
		const explore = async () => {
			if (++tries < 4) throw inUse;
			return {...client, close: async () => {}};
		};
		await page('preview-done', {explore});
		expect(tries).toBe(4);
	});

	it('is tried once for each page that arrives', async () => {
		let tries = 0;
		const explore = async () => {
			tries++;
			throw inUse;
		};
		const {setup} = still(scenes['preview-reading']!.state);
		const app = await renderWizard(setup, {columns: 100, rows: 30}, {workingFile: () => 'read', explore});
		await app.waitForText('Rows appear here as they arrive');
		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(tries).toBeLessThanOrEqual(2);
		expect(app.frame()).toContain('Rows appear here as they arrive');
	});
});

describe('Enter and Ctrl-R', () => {
	it('continue with what was read just now', async () => {
		const {app, asked} = await page('preview-done');
		await app.press(keys.enter);
		expect(asked).toEqual([{type: 'submit'}]);
	});

	it('continue with an earlier read, or read again', async () => {
		const {app, asked} = await page('preview-reused');
		expect(app.frame()).toContain('Ctrl-R read again');
		await app.press(ctrl('r'), keys.enter);
		expect(asked).toEqual([{type: 'sync/restart'}, {type: 'submit'}]);
	});

	it('read again what is older than an hour, unless it is kept', async () => {
		const {app, asked} = await page('preview-old');
		expect(app.frame()).toContain('Enter read again');
		await app.press(keys.enter, ctrl('k'));
		expect(asked).toEqual([{type: 'sync/restart'}, {type: 'submit'}]);
	});

	it('try again after a failure; what was read before it is still there', async () => {
		const {app, asked} = await page('preview-failed');
		expect(app.frame()).toContain('api.litmoseu.com cannot be reached');
		await app.waitForText('Ana Ruiz');
		await app.press(keys.enter);
		expect(asked).toEqual([{type: 'submit'}]);
	});

	it('an empty list after a failure says nothing about Litmos', async () => {
		const path = join(folder(), 'working.db');
		const file = createWorkingFile(path, scope);
		onTestFinished(() => file.close());
		const {setup} = still(scenes['preview-failed']!.state);
		const app = await renderWizard(setup, {columns: 100, rows: 30}, {workingFile: () => path, explore: startExplorer});
		await app.waitForText('No accounts yet: reading stopped before its end.');
	});

	it('lead on from details and from a search too', async () => {
		const {app, asked} = await page('preview-done');
		await app.press(...'ana');
		await app.waitForText('Search ana');
		await app.press(keys.right);
		await app.waitForText('Accounts › Ana Ruiz');
		await app.press(keys.enter);
		expect(asked).toEqual([{type: 'submit'}]);
		// Esc closes what is open, clears the search, and only then goes back.
		await app.press(keys.escape);
		await app.waitForText('Search ana');
		await app.press(keys.escape);
		await app.waitForText('Search type to search');
		expect(asked).toHaveLength(1);
		await app.press(keys.escape);
		expect(asked.at(-1)).toEqual({type: 'back'});
	});
});

it('begins with what changed since the last push', async () => {
	const {app} = await page('preview-compared', {earlier: () => golden('one-course.c1z')});
	await app.waitForText(/^ Changes \+\d+/m);
	await app.waitForText(/❯ added +course +Privacy/);
	expect(app.frame()).toContain('Since the last push: +3 accounts, −37 courses, −2,108 grants');
});

it('has a place for every part that was read, learning paths and modules too', async () => {
	const overview: ExplorerClient['overview'] = async (options) => ({
		...(await client.overview(options)),
		otherTypes: [
			{type: 'learning_path', count: 3},
			{type: 'module', count: 12},
		],
	});
	const resources: ExplorerClient['resources'] = async (type) => ({
		lines: [{type, id: 'p1', name: 'First weeks', code: '', active: true, parent: '', ...study}],
		total: 1,
	});
	const study = {assigned: 10, completed: 5, inProgress: 5};
	const explore = async () => ({...client, overview, resources, close: async () => {}});
	const {app} = await page('preview-done', {explore});
	await app.waitForText('Learning paths 3  Modules 12');
	await app.press(keys.tab, keys.tab, keys.tab);
	await app.waitForText(/❯ First weeks +10 +5 +████░░░░ +50%/);
});
