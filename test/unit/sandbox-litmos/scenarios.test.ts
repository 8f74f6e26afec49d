import {afterEach, describe, expect, test} from 'vitest';
import {scenarios} from '../../../source/sandbox/scenarios.ts';
import {settings} from '../../../source/settings/settings.ts';
import {type Client, openSandbox, record} from './reader.ts';

const scenarioNames = Object.keys(scenarios);
let client: Client;
afterEach(() => client?.sandbox.close());

const size = {accounts: 260, courses: 6, teams: 3, enrolments: 300};
const open = async (behaviour: Parameters<Client['sandbox']['behave']>[0] = {}) => {
	client = await openSandbox({size, behaviour});
	return client;
};
const odd = {...scenarios.odd, latencyMs: 0};

describe('scenarios', () => {
	test('can all be chosen by name, and a name that is none says which there are', () => {
		for (const name of scenarioNames) expect(settings.demoScenario.parse(name)).toBe(name);
		expect(() => settings.demoScenario.parse('normal')).toThrow(/usual.*odd.*slow.*flaky/);
		const named = settings.demoScenario.placeholder?.replace(/[<>]/g, '').split('|');
		expect(named).toEqual(scenarioNames);
		for (const name of scenarioNames) expect(settings.demoScenario.help).toContain(`${name}:`);
	});

	test('odd: caps pages, refuses one course, loses another', async () => {
		const {sandbox, json, get} = await open(odd);
		expect(await json('/users?limit=1000')).toHaveLength(100);
		const {courses} = sandbox.sample(size.courses);
		const statuses = await Promise.all(courses.map(async ({id}) => (await get(`/courses/${id}/users`)).status));
		expect(statuses).toEqual([403, 200, 200, 200, 200, 404]);
	});

	test('odd: a row in front is gone by the second page', async () => {
		const usual = (await (await open()).json('/users?limit=1000')) as {Id: string}[];
		await client.sandbox.close();
		const {json} = await open(odd);
		const second = (await json('/users?limit=100&start=100')) as {Id: string}[];
		expect(second[0]?.Id).toBe(usual[101]?.Id);
	});

	test('odd: texts for people carry entities, ids and addresses never do', async () => {
		const usual = (await (await open()).json('/users?limit=1000')) as Record<string, string>[];
		await client.sandbox.close();
		const {json} = await open({entities: true});
		const rows = (await json('/users?limit=1000')) as Record<string, string>[];
		expect(rows.map(({Id, UserName, Email}) => [Id, UserName, Email])).toEqual(
			usual.map(({Id, UserName, Email}) => [Id, UserName, Email]),
		);
		const decoded = (text = '') =>
			text
				.replace(/&#(\d+);/g, (_all, code: string) => String.fromCodePoint(Number(code)))
				.replace(/&(lt|gt|quot|amp);/g, (_all, name: string) => ({lt: '<', gt: '>', quot: '"', amp: '&'})[name] ?? '');
		expect(rows.map(({FirstName}) => FirstName)).not.toEqual(usual.map(({FirstName}) => FirstName));
		expect(rows.map(({LastName}) => decoded(LastName).replaceAll('&#39;', "'"))).toEqual(
			usual.map(({LastName = ''}) => LastName.replaceAll('&#39;', "'")),
		);
	});

	test('odd: every second row lacks what it may lack, in XML as in JSON', async () => {
		const {xml, json} = await open({nilEverywhere: true});
		const rows = (await json('/users')) as Record<string, unknown>[];
		expect(rows[0]?.FirstName).toBeTypeOf('string');
		expect(rows[1]).toMatchObject({FirstName: null, Email: null, Brand: null});
		expect(rows[1]?.UserName).toBeTypeOf('string');
		const [, second] = (await xml('/courses')).children;
		expect(second?.children.find(({name}) => name === 'Code')?.attributes).toEqual({'i:nil': 'true'});
		expect(record(second!).Name).not.toBe('');
	});
});
