import {describe, expect, it, vi} from 'vitest';
import {Problem} from '../../../source/problem/problem.ts';
import {connectBeginning} from '../../../source/setup/conductorone/state.ts';
import {formatHandover, type Handover, parseHandover} from '../../../source/setup/handover/handover-file.ts';
import {defaultAnswers} from '../../../source/setup/state.ts';
import {ctrl, keys} from '../render-test.tsx';
import {renderWizard, stateAt, still} from './scripted.tsx';
import {scenes} from './states.ts';

const begunBy = (parts: Partial<Handover>) =>
	parseHandover(formatHandover({litmos: null, conductorOne: null, ...parts}, {program: '1', now: new Date()}), 'a');
const litmos: NonNullable<Handover['litmos']> = {
	account: 'acme',
	region: 'eu',
	address: null,
	courseRules: null,
	courses: [1, 2, 3, 4].map((number) => ({id: `c${number}`, name: `Course ${number}`})),
	optionalData: [],
	deltaInterval: null,
	read: {at: '2026-11-28T09:00:00.000Z', accounts: 60, teams: 3, courses: 4, grants: 200},
};
const conductorOne: NonNullable<Handover['conductorOne']> = {
	tenant: 'acme.conductor.one',
	app: {kind: 'new', name: 'Litmos'},
	owners: ['u1'],
	hosting: 'hosted',
	isDelegated: false,
};

describe.each([
	[60, 16],
	[120, 36],
])('at %i × %i', (columns, rows) => {
	it('the page after the preview writes a file and names the command for the colleague', async () => {
		const state = {...scenes['conductorone-empty']!.state, waysIn: ['credential', 'sign-in'] as const};
		const handOver = vi
			.fn<(state: unknown, path: string) => Promise<string>>()
			.mockImplementationOnce(async () => {
				throw new Problem({code: 'input/invalid', what: '/home/ada/litmos-handover.json is already there'});
			})
			.mockImplementation(async (_, path) => `/home/ada/${path}`);
		const app = await renderWizard(still(state).setup, {columns, rows}, {handOver});
		await app.waitForText('Hand over to a colleague');
		await app.press(keys.up, keys.enter);
		await app.waitForText('litmos-handover.json');
		await app.press(keys.enter);
		await app.waitForText('is already there');
		await app.press(ctrl('u'), 'to ann.json', keys.enter);
		await app.waitForText('Written: /home/ada/to ann.json');
		expect(app.frame().replaceAll(/\s+/g, ' ')).toContain("setup --from 'to ann.json'");
	});

	it('who has no API key prepares the part in ConductorOne and hands that over', async () => {
		const ways = ['credential', 'sign-in'] as const;
		const litmos = still({...stateAt('litmos', {waysIn: ways}), answers: {...defaultAnswers, source: 'acme'}});
		const handOver = vi.fn(async (_: unknown, path: string) => `/home/ada/${path}`);
		const key = await renderWizard(litmos.setup, {columns, rows}, {handOver});
		await key.waitForText('API key');
		expect(key.frame().replaceAll(/\s+/g, ' ')).toContain('Press Ctrl-Y');
		await key.press(ctrl('y'));
		expect(litmos.asked).toContainEqual({type: 'prepare/begin'});
		const app = {kind: 'new' as const, name: 'Litmos'};
		const answered = {app, owners: [], hosting: 'hosted' as const, isDelegated: false};
		const connect = {...connectBeginning('acme.conductor.one', answered), page: 'review' as const};
		const review = still(
			stateAt('conductorone', {
				waysIn: ways,
				isPreparing: true,
				connect: {...connect, signIn: {status: 'done', value: null}},
			}),
		);
		const page = await renderWizard(review.setup, {columns, rows}, {handOver});
		await page.waitForText('Hand over to a Litmos Account Owner');
		await page.press(keys.enter);
		await page.waitForText('c1-handover.json');
		expect(page.frame().replaceAll(/\s+/g, ' ')).toContain('your answers about ConductorOne');
		await page.press(keys.enter);
		await page.waitForText('Written: /home/ada/c1-handover.json');
		expect(page.frame().replaceAll(/\s+/g, ' ')).toContain('setup --from c1-handover.json');
		expect(review.asked).not.toContainEqual({type: 'connect', action: {type: 'work/start'}});
	});

	it('who has an API key, or demo data, is not asked to hand over on the Litmos page', async () => {
		const secrets = {apiKey: {characters: 36, from: 'entered' as const}, clientSecret: null};
		const {setup} = still(stateAt('litmos', {secrets, waysIn: ['credential', 'sign-in']}));
		const app = await renderWizard(setup, {columns, rows}, {handOver: async () => ''});
		await app.waitForText('API key');
		expect(app.frame()).not.toContain('Ctrl-Y');
	});

	it('a rule of a colleague is shown as the rule', async () => {
		const ruled = begunBy({litmos: {...litmos, courseRules: ['active', 'code is SEC-1']}});
		const app = await renderWizard(still(stateAt('start', {handover: ruled})).setup, {columns, rows});
		await app.waitForText(/4 courses that match now: active, code is\s+SEC-1/);
	});

	it('what a colleague began is shown, with what is needed to go on', async () => {
		const {setup, asked} = still(stateAt('start', {handover: begunBy({litmos})}));
		const app = await renderWizard(setup, {columns, rows});
		await app.waitForText('A colleague has set up the Litmos part.');
		expect(app.frame()).toContain('acme at api.litmoseu.com');
		expect(app.frame()).toContain('4 courses: Course 1');
		expect(app.frame()).toContain('a ConductorOne sign-in');
		await app.press(keys.enter);
		expect(asked).toContainEqual({type: 'start/begin'});
	});

	it('the other way round it leads to Litmos', async () => {
		const app = await renderWizard(still(stateAt('start', {handover: begunBy({conductorOne})})).setup, {columns, rows});
		await app.waitForText('A colleague has set up the ConductorOne part.');
		for (const words of ['acme.conductor.one', 'Litmos (new)', '1 person', 'the Litmos API key']) {
			expect(app.frame()).toContain(words);
		}
	});

	it('warns of a key that would go to another host, and says on the key page why it is needed', async () => {
		const other = begunBy({litmos: {...litmos, region: null, address: 'https://litmos.example.com'}});
		const app = await renderWizard(still(stateAt('start', {handover: other})).setup, {columns, rows});
		await app.waitForText('The API key would go to litmos.example.com');
		const connect = connectBeginning('acme.conductor.one', {
			app: {kind: 'new', name: 'Litmos'},
			owners: [],
			hosting: 'hosted',
			isDelegated: false,
		});
		const asking = stateAt('litmos', {handover: begunBy({litmos}), connect});
		const key = await renderWizard(still(asking).setup, {columns, rows});
		await key.waitForText(/the Litmos API key is\s+needed here/);
	});
});
