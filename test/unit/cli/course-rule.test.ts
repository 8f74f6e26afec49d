import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {parse as parseYaml} from 'yaml';
import type {Command} from '../../../source/cli/command.ts';
import {courses} from '../../../source/cli/commands/courses.ts';
import {exportFiles} from '../../../source/cli/commands/export.ts';
import {preview} from '../../../source/cli/commands/preview.ts';
import {settings} from '../../../source/settings/settings.ts';
import {type LitmosSandbox, startLitmosSandbox} from '../../sandbox/litmos/server.ts';
import {contentOf, runCommand, temporaryFolder} from './in-process.ts';

let litmos: LitmosSandbox;
let all: {id: string; code: string; name: string; number: string; active: boolean}[];
beforeAll(async () => {
	litmos = await startLitmosSandbox({
		size: {accounts: 10, courses: 30, teams: 2, enrolments: 60},
		behaviour: {limiter: 'none'},
	});
	all = (await place().run(courses, [])).data.courses;
});
afterAll(() => litmos.close());

function place() {
	const folder = temporaryFolder();
	const env = {
		BATON_STATE_FOLDER: join(folder, 'state'),
		BATON_SECRET_STORE: 'none',
		BATON_API_KEY: litmos.apiKey,
		BATON_SOURCE: litmos.source,
		BATON_LITMOS_BASE_URL: litmos.url,
		BATON_REQUESTS_PER_MINUTE: '60000',
	};
	return {
		folder: join(folder, 'files'),
		run: (command: Command, argv: readonly string[], more: Record<string, string> = {}) =>
			runCommand(command, argv, {...env, ...more}),
	};
}
const idsOf = (rows: {id: string}[]) => rows.map(({id}) => id);

describe('the command courses', () => {
	it('lists what a rule matches, with its count', async () => {
		const code = all[0]!.code.slice(0, 3);
		const expected = all.filter((course) => course.code.startsWith(code) && course.active);
		const {
			code: exit,
			data,
			stderr,
		} = await place().run(courses, ['--course-rule', `code starts with "${code}" and active`]);
		expect(exit).toBe(0);
		expect(idsOf(data.courses)).toEqual(idsOf(expected));
		expect(data).toMatchObject({shown: expected.length, total: 30, mayMatch: 0, unmatched: []});
		expect(stderr).toContain(`${expected.length} of 30 courses`);
	});

	it('takes several rules together, and names those that match nothing', async () => {
		const [one, two] = all;
		const rules = [`id is ${one!.id}`, `number ${two!.number}`, 'name is "No such course"'];
		const {data, stderr} = await place().run(
			courses,
			rules.flatMap((rule) => ['--course-rule', rule]),
		);
		expect(idsOf(data.courses)).toEqual([one!.id, two!.id]);
		expect(data.unmatched).toEqual(['name is "No such course"']);
		expect(stderr).toContain('No course matches: name is \\"No such course\\"');
	});

	it('tells how many may match by their members, until those are read', async () => {
		const {run} = place();
		const before = await run(courses, ['--course-rule', 'with members']);
		expect(before.data).toMatchObject({shown: 0, mayMatch: 30});
		expect(before.stderr).toContain('30 more courses may match');
		await run(preview, []);
		const after = await run(courses, ['--course-rule', 'with members']);
		expect(after.data.mayMatch).toBe(0);
		expect(after.data.shown).toBeGreaterThan(0);
		expect(after.data.courses.every(({people}: {people: number}) => people > 0)).toBe(true);
	});

	it('lists all courses although syncs go by a rule', async () => {
		const {data} = await place().run(courses, [], {BATON_COURSE_RULE: 'number 1-2'});
		expect(data.shown).toBe(30);
	});
});

describe('a preview by a rule', () => {
	it('reads what matches now, and fails when nothing does', async () => {
		const {run} = place();
		const active = all.filter((course) => course.active);
		expect((await run(preview, ['--course-rule', 'active'])).data.counts.courses).toBe(active.length);
		const failed = await run(preview, ['--course-rule', 'active, code is "none"']);
		expect(failed.code).toBe(2);
		expect(failed.stderr).toContain('No course matches the rule code is \\"none\\"');
	});
});

describe('a deployment', () => {
	const rules = ['--course-rule', 'active and not name contains "a, b"', '--course-rule', 'number 1-99'];
	const text = 'active and not name contains "a, b", number 1-99';

	it.each([
		['docker', [], 'connector.env'],
		['systemd', [], 'litmos.env'],
		['kubernetes', [], 'secret.yaml'],
		['kubernetes', ['--packaging', 'helm'], 'chart/values.yaml'],
		['terraform', ['--run-by', 'kubernetes'], 'terraform.tfvars.example'],
	])('of this program keeps the rule as a rule: %s %j', async (to, more, file) => {
		const {run, folder} = place();
		const own = to === 'systemd' ? [] : ['--image', 'registry.example.com/litmos-connector:1'];
		const argv = ['--folder', folder, '--to', to, ...own, ...more, ...rules];
		// Without a key: nothing has to be looked up.
		const {code, data, stderr} = await run(exportFiles, argv, {BATON_API_KEY: ''});
		expect(code, stderr).toBe(0);
		const content = existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : contentOf(folder);
		expect(content).toContain('BATON_COURSE_RULE');
		expect(content).toContain('number 1-99');
		expect(content).not.toContain('BATON_LIMITED_COURSES=');
		expect(data.notes.join(' ')).not.toContain('resolved');
		if (file === 'secret.yaml') expect(parseYaml(content).stringData.BATON_COURSE_RULE).toBe(text);
		if (file === 'connector.env') expect(content).toContain(`BATON_COURSE_RULE=${JSON.stringify(text)}\n`);
		expect(settings.courseRules.parse(text)).toEqual(['active and not name contains "a, b"', 'number 1-99']);
	});

	it.each([
		['kubernetes', ['--image', 'baton-litmos'], 'secret.yaml'],
		['terraform', [], 'terraform.tfvars.example'],
	])('of ConductorOne’s program gets IDs, and says that new courses are not included: %s', async (to, more, file) => {
		const {run, folder} = place();
		const active = all.filter((course) => course.active);
		const argv = ['--folder', folder, '--to', to, ...more, '--course-rule', 'active'];
		const {code, data} = await run(exportFiles, argv);
		expect(code).toBe(0);
		const content = readFileSync(join(folder, file), 'utf8');
		for (const {id} of active) expect(content).toContain(id);
		expect(content).not.toContain('BATON_COURSE_RULE');
		const note = data.notes.find((text: string) => text.includes('resolved'));
		const day = new Date().toISOString().slice(0, 10);
		expect(note).toContain(`was resolved to ${active.length} courses on `);
		expect(note).toContain(day.slice(0, 4));
		expect(note).toContain('are not included');
		if (to === 'terraform') expect(content).toContain(`# ${note}`);
	});

	it('of ConductorOne’s program is refused when the rule can’t be resolved', async () => {
		const {run, folder} = place();
		const argv = ['--folder', folder, '--to', 'kubernetes', '--image', 'baton-litmos', '--course-rule'];
		const keyless = await run(exportFiles, [...argv, 'active'], {BATON_API_KEY: ''});
		expect(keyless).toMatchObject({code: 2, stderr: expect.stringContaining('BATON_API_KEY')});
		const members = await run(exportFiles, [...argv, 'with members']);
		expect(members).toMatchObject({code: 1, stderr: expect.stringContaining('litmos-connector preview')});
		expect(await run(exportFiles, [...argv, 'number 0'])).toMatchObject({code: 2});
		expect(existsSync(folder)).toBe(false);
	});
});
