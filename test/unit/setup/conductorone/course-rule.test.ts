import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it, onTestFinished} from 'vitest';
import {resolveSettings} from '../../../../source/settings/resolve.ts';
import {openSavedState} from '../../../../source/settings/saved-state.ts';
import type {ConnectAnswers} from '../../../../source/setup/conductorone/answers.ts';
import type {PlanEvent} from '../../../../source/setup/conductorone/plan-services.ts';
import {plainReading} from '../../../../source/setup/reading.ts';
import type {LitmosPart} from '../../../../source/setup/services/conductorone.ts';
import {createConductorOneServices} from '../../../../source/setup/services/conductorone-services.ts';
import type {ConductorOneSandbox} from '../../../sandbox/conductorone/server.ts';
import {answers, apiKey, tenant} from './fixtures.ts';

const row = (id: string, change = {}) => ({id, code: id.toUpperCase(), number: '1', name: id, active: true, ...change});
const rows = [row('a1', {people: 2}), row('b1', {active: false, people: 1}), row('c1')];

/** The connectors that are not the tenant's own. */
const made = (conductorOne: ConductorOneSandbox) =>
	conductorOne.report().rest.connectors.filter(({displayName}) => displayName !== 'Baton');

/** The set-up's own services against a ConductorOne of the sandbox, with rules for courses. */
async function start(...rules: string[]) {
	return startWith({rules, rows});
}

async function startWith(byRule: LitmosPart['byRule']) {
	const conductorOne = await tenant();
	const folder = mkdtempSync(join(tmpdir(), 'rule-'));
	onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
	const {clientId, clientSecret} = conductorOne.personal;
	const {values} = resolveSettings({
		flags: {c1Insecure: 'true', c1ApiHost: conductorOne.host, secretStore: 'file'},
		env: {},
		secrets: {personalKeySecret: clientSecret},
		saved: {personalKeyId: clientId},
	});
	const saved = await openSavedState(join(folder, 'state'));
	const services = createConductorOneServices(
		{
			values: {...values, personalKeyId: clientId, personalKeySecret: clientSecret},
			signal: new AbortController().signal,
			isDry: false,
		},
		() => ({stateFolder: join(folder, 'state'), saved, demo: undefined}),
	);
	const litmos: LitmosPart = {
		tenant: {baseUrl: 'https://api.litmos.com', source: 'acme', apiKey},
		courses: null,
		...(byRule && {byRule}),
		reading: plainReading,
	};
	const events: PlanEvent[] = [];
	await services.findAccount(new AbortController().signal);
	const files = join(folder, 'files');
	return {
		conductorOne,
		files,
		notes: () => events.flatMap((event) => (event.type === 'note' ? [event.text] : [])),
		run: (change: Partial<ConnectAnswers> = {}) =>
			services.runPlan(
				{...answers, folder: null, ...change},
				litmos,
				(event) => void events.push(event),
				new AbortController().signal,
			),
	};
}

it('is resolved to IDs for the connector that ConductorOne hosts, which is said', async () => {
	const {conductorOne, notes, run} = await start('active');
	await run();
	expect(made(conductorOne)[0]?.config.litmos_course_ids).toBe('a1,c1');
	expect(notes().join(' ')).toMatch(/was resolved to 2 courses on \d{4}-\d\d-\d\d: active\. .* not included/);
});

it('of a colleague without the list of courses here is what it matched where the colleague looked', async () => {
	const matched = {ids: ['x1', 'y1'], at: new Date('2026-11-20T09:00:00Z')};
	const {conductorOne, notes, run} = await startWith({rules: ['active'], rows: [], matched});
	await run();
	expect(made(conductorOne)[0]?.config.litmos_course_ids).toBe('x1,y1');
	expect(notes().join(' ')).toContain('was resolved to 2 courses on 2026-11-20: active.');
});

it('makes nothing where it can’t be resolved', async () => {
	for (const [rule, code] of [
		['with members', 'sync/incomplete'],
		['code is "none"', 'courses/unknown'],
	] as const) {
		const {conductorOne, run} = await start(rule);
		await expect(run()).rejects.toMatchObject({code});
		expect(made(conductorOne)).toEqual([]);
	}
});

it('stays a rule in the files for this program’s image', async () => {
	const {files, notes, run} = await start('active', 'with members');
	const image = 'registry.example.com/litmos-connector:1';
	await run({hosting: 'docker', folder: files, place: {image}});
	expect(existsSync(files)).toBe(true);
	expect(readFileSync(join(files, 'connector.env'), 'utf8')).toContain('BATON_COURSE_RULE="active, with members"');
	expect(notes().join(' ')).not.toContain('resolved');
});
