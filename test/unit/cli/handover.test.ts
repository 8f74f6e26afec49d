import {readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {beforeAll, describe, expect, it, onTestFinished} from 'vitest';
import {handover} from '../../../source/cli/commands/handover.ts';
import {preview} from '../../../source/cli/commands/preview.ts';
import {readHandover} from '../../../source/setup/handover/handover-file.ts';
import {type Sandbox, startSandbox} from '../../sandbox/sandbox.ts';
import {runCommand, temporaryFolder} from './in-process.ts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({
		size: {accounts: 10, courses: 4, teams: 2, enrolments: 20},
		litmos: {limiter: 'none'},
	});
	return () => sandbox.close();
});

function place() {
	const folder = temporaryFolder();
	const env = {
		...sandbox.environment,
		BATON_REQUESTS_PER_MINUTE: '60000',
		BATON_STATE_FOLDER: join(folder, 'state'),
		BATON_SECRET_STORE: 'none',
	};
	onTestFinished(() => {});
	return {file: join(folder, 'handover.json'), env};
}

/** Every person of the sandbox, as a file might name one. */
const people = () => sandbox.litmos.sample(5).accounts.map(({userName}) => userName);

describe('a handover', () => {
	it('has the answers about Litmos, selected courses by name, and what was read; no secret and no person', async () => {
		const {file, env} = place();
		const [course] = sandbox.litmos.sample(1).courses;
		const delta = ['--delta', 'auto', '--delta-interval', '12h'];
		const chosen = ['--limited-courses', course?.id ?? '', '--extras', 'learning-paths', ...delta];
		expect((await runCommand(preview, chosen, env)).code).toBe(0);
		const {code, data, stderr} = await runCommand(handover, [file, ...chosen], env);
		expect(code, stderr).toBe(0);
		expect(data.next).toBe('litmos-connector setup --from handover.json');
		expect(statSync(file).mode & 0o777).toBe(0o600);
		expect(readHandover(file)).toMatchObject({
			litmos: {
				account: sandbox.environment.BATON_SOURCE,
				region: null,
				courses: [{id: course?.id, name: expect.any(String)}],
				optionalData: ['learning-paths', 'delta'],
				deltaInterval: '12h',
				read: {courses: 1},
			},
			conductorOne: null,
		});
		const text = readFileSync(file, 'utf8');
		for (const secret of [sandbox.litmos.apiKey, sandbox.environment.BATON_CLIENT_SECRET ?? '', ...people()]) {
			expect(text).not.toContain(secret);
		}
	});

	it('has a rule as a rule, and the courses that it matches', async () => {
		const {file, env} = place();
		const {code, stderr} = await runCommand(handover, [file, '--course-rule', 'active'], env);
		expect(code, stderr).toBe(0);
		const {litmos} = readHandover(file);
		expect(litmos?.courseRules).toEqual(['active']);
		expect(litmos?.courses?.length).toBeGreaterThan(0);
		expect(litmos?.courses?.every(({name}) => name !== null)).toBe(true);
	});

	it('has the answers about ConductorOne, with owners by their ids', async () => {
		const {file, env} = place();
		const argv = [file, '--new-app', 'Litmos', '--hosting', 'hosted'];
		const {code, stderr} = await runCommand(handover, argv, env);
		expect(code, stderr).toBe(0);
		const {conductorOne, litmos} = readHandover(file);
		expect(litmos).toBeNull();
		expect(conductorOne).toMatchObject({app: {kind: 'new', name: 'Litmos'}, hosting: 'hosted', isDelegated: false});
		expect(readFileSync(file, 'utf8')).not.toContain('@');
		expect(readFileSync(file, 'utf8')).not.toContain(sandbox.environment.CONDUCTORONE_CLIENT_SECRET ?? 'none');
	});

	it('says what is missing, and replaces no file', async () => {
		const {file, env} = place();
		const none = await runCommand(handover, [file], {...env, BATON_SOURCE: '', BATON_API_KEY: ''});
		expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('BATON_SOURCE')]);
		const half = await runCommand(handover, [file, '--new-app', 'Litmos'], env);
		expect([half.code, half.stderr]).toEqual([2, expect.stringContaining('--hosting')]);
		expect((await runCommand(handover, [file], env)).code).toBe(0);
		const again = await runCommand(handover, [file], env);
		expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('is already there')]);
	});
});
