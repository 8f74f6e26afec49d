import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {commands} from '../../../source/cli/commands/all.ts';
import {reportProblem} from '../../../source/cli/report-problem.ts';
import {amount} from '../../long.ts';
import {startSandbox} from '../../sandbox/sandbox.ts';
import {runCommand} from './in-process.ts';
import {hostileConductorOne} from './steering-conductorone.ts';
import {writeHostileFile} from './steering-file.ts';
import {hostile, hostileLitmos, obeyed} from './steering-services.ts';

/** Commands that show no text of either service. Each needs a reason, or a case below. */
const silent = {
	setup: 'screens: test/terminal/steering.test.ts',
	sandbox: 'starts the demo services',
	completion: 'prints a script',
	config: 'prints a fixed schema',
	capabilities: 'prints a fixed list',
	version: 'prints a number',
	profiles: 'lists what the user set',
	settings: 'prints what the user set',
	forget: 'names files and folders of this computer',
	export: 'writes files from settings',
	schedule: 'shows its own files, and titles of errors as status does: schedule.test.ts',
	'health-check': 'asks this program’s own service',
};

async function openFixture() {
	const sandbox = await startSandbox({
		size: {accounts: 12, courses: 4, teams: 2, enrolments: 20},
		litmos: {limiter: 'none'},
		conductorOne: {nextPollMs: 20, approveAfterPolls: 1, firstTask: 'none'},
	});
	const litmos = await hostileLitmos(new URL(sandbox.litmos.url).host);
	const c1 = await hostileConductorOne(sandbox.conductorOne.host);
	const place = mkdtempSync(join(tmpdir(), 'steering-'));
	// The connector that `connect` makes is the one to be used, not the ready one.
	const {BATON_CLIENT_ID: _id, BATON_CLIENT_SECRET: _secret, ...environment} = sandbox.environment;
	const env = {
		...environment,
		BATON_LITMOS_BASE_URL: `http://${litmos.host}`,
		BATON_REQUESTS_PER_MINUTE: '60000',
		BATON_STATE_FOLDER: join(place, 'state'),
		BATON_SECRET_STORE: 'file',
		BATON_C1_API_HOST: c1.host,
		BATON_C1_INSECURE: 'true',
	};
	const seen = {text: ''};
	interface Around {
		/** Done before each of the two runs. */
		before?: () => void;
		/** Stops a command that would go on for ever; looked at again and again. */
		until?: () => boolean;
		/** How it is printed; both ways unless said. */
		forms?: readonly string[];
	}
	/** Runs a command for programs and for people, and looks at every byte of both. */
	async function run(name: string, argv: readonly string[] = [], {before, until, forms = bothForms()}: Around = {}) {
		const command = commands.find((each) => each.name === name);
		if (command === undefined) throw new Error(`no command ${name}`);
		let ended = {stdout: '', stderr: '', code: 0};
		for (const form of forms) {
			before?.();
			const stop = new AbortController();
			const looking = setInterval(() => until?.() && stop.abort(), 20);
			ended = await runCommand(command, argv, {...env, BATON_OUTPUT: form}, stop);
			clearInterval(looking);
			const all = `${ended.stdout}${ended.stderr}`;
			expect(all.match(obeyed), `${name} as ${form}: ${JSON.stringify(all)}`).toBeNull();
			// A command that was called in a wrong way would show nothing and pass.
			expect(all).not.toContain('"defect"');
			if (form === 'json' && ended.stdout !== '') JSON.parse(ended.stdout);
			seen.text += all;
		}
		return ended;
	}
	return {
		sandbox,
		c1,
		place,
		run,
		seen,
		close: async () => {
			litmos.close();
			c1.close();
			await sandbox.close();
			rmSync(place, {recursive: true, force: true});
		},
	};
}
type Fixture = Awaited<ReturnType<typeof openFixture>>;
type Case = (fixture: Fixture) => Promise<void>;

/** In `npm test` a command is run in one form, the next one in the other. */
let runs = 0;
const bothForms = () => amount(['json', 'table'], [runs++ % 2 === 0 ? 'json' : 'table']);

const lists = ['accounts', 'teams', 'courses', 'grants', 'warnings'];
const assignmentOf = ({sandbox}: Fixture) => {
	const {accounts, courses} = sandbox.litmos.sample(1);
	return ['--account', accounts[0]?.id ?? '', '--course', courses[0]?.id ?? ''];
};
const change =
	(name: string): Case =>
	async (fixture) => {
		await fixture.run(name, [...assignmentOf(fixture), '--dry-run']);
		await fixture.run(name, assignmentOf(fixture));
	};

/** Every text of Litmos that is data or a refusal. */
const litmosCases: Record<string, Case> = {
	courses: async ({run}) => {
		const listed = await run('courses');
		expect(listed.stdout, listed.stderr).toMatch(/\breadable/);
	},
	sync: async ({run, place}) => void (await run('sync', ['-f', join(place, 'out.c1z')])),
	preview: async ({run, seen}) => {
		// It prints the lists as `explore` does.
		for (const list of ['accounts', 'warnings']) await run('preview', ['--show', list], {forms: ['table']});
		await run('preview');
		expect(seen.text).toMatch(/\breadable/);
	},
	findings: async ({run}) => {
		const kind = ['--kind', 'account-outside-teams'];
		const listed = await run('findings', kind, {forms: ['json', 'table', 'csv']});
		expect(listed.stdout, listed.stderr).toMatch(/\breadable/);
	},
	explore: async ({run, place, seen}) => {
		await writeHostileFile(join(place, 'explored.c1z'));
		for (const list of lists) await run('explore', [join(place, 'explored.c1z'), '--show', list]);
		expect(seen.text).toMatch(/\breadable/);
	},
	doctor: async ({run}) => void (await run('doctor')),
	handover: async ({run, place, seen}) => {
		await run('handover', [join(place, 'handover.json'), '--course-rule', 'active'], {forms: ['json']});
		expect(seen.text).toMatch(/\breadable/);
	},
	grant: change('grant'),
	revoke: change('revoke'),
};

const rest = /\/api\/|device_authorization/;
/** All but the question who is signed in, which comes first. */
const afterSignIn = /\/api\/(?!.*introspect)/;
const made = ['--new-app', 'Litmos', '--hosting', 'here', '--yes', '--wait', '0'];
/** Once as it is, all names hostile, and once refused. */
const answeredAndRefused =
	(name: string, argv: readonly string[] = []): Case =>
	async ({run, c1}) => {
		await run(name, argv);
		c1.refuse(afterSignIn);
		await run(name, argv);
	};
const connectorOf = ({sandbox}: Fixture) =>
	sandbox.conductorOne.report().rest.connectors.find(({deleted, displayName}) => !deleted && displayName !== 'Baton')
		?.id;
const enqueueSync = (fixture: Fixture) => () =>
	void fixture.sandbox.conductorOne.enqueue({kind: 'sync'}, connectorOf(fixture));
const rpc = (name: string) => new RegExp(`BatonService/${name}$`);

/** Names in ConductorOne, and what it says when it refuses a call of REST or of the connector service. */
const conductorOneCases: Record<string, Case> = {
	login: async (fixture) => {
		const argv = ['--no-browser', '--tenant', fixture.c1.host];
		await fixture.run('login', argv);
		fixture.c1.refuse(rest);
		await fixture.run('login', argv);
	},
	whoami: async ({run, c1}) => {
		await run('whoami');
		c1.refuse(rest);
		await run('whoami');
	},
	connect: answeredAndRefused('connect', [...made, '--dry-run']),
	status: answeredAndRefused('status'),
	'force-sync': answeredAndRefused('force-sync'),
	pause: answeredAndRefused('pause'),
	resume: answeredAndRefused('resume'),
	push: async (fixture) => {
		const {run, c1, seen} = fixture;
		const pushed = (forms: readonly string[]) =>
			run('push', ['--yes', '--wait', '3s'], {before: enqueueSync(fixture), forms});
		expect((await pushed(bothForms())).code).toBe(0);
		const calls = amount(['Hello', 'GetTask', 'UploadAsset', 'FinishTask'], ['Hello', 'UploadAsset']);
		for (const refused of calls.map(rpc)) {
			c1.refuse(refused);
			seen.text = '';
			expect((await pushed(['table'])).code, String(refused)).not.toBe(0);
			expect(seen.text, String(refused)).toMatch(/\breadable/);
		}
	},
	run: async (fixture) => {
		const {run, c1, sandbox, seen} = fixture;
		const service = ['--provisioning', '--log-level', 'debug'];
		const [, account = '', , course = ''] = assignmentOf(fixture);
		const entitlement = {
			id: `course:${course}:assigned`,
			resource: {id: {resourceType: 'course', resource: course}},
		};
		const principal = {id: {resourceType: 'user', resource: account}};
		let refusals = 0;
		let finished = 0;
		const before = () => {
			sandbox.conductorOne.enqueue({kind: 'grant', body: {entitlement, principal}}, connectorOf(fixture));
			sandbox.conductorOne.enqueue({kind: 'sync'}, connectorOf(fixture));
			refusals = c1.refusals();
			finished = sandbox.conductorOne.report().finished.length;
		};
		// Litmos refuses the assignment, ConductorOne the file: both tasks end with the other side's words.
		c1.refuse(rpc('UploadAsset'));
		const until = () => c1.refusals() > refusals && sandbox.conductorOne.report().finished.length >= finished + 2;
		await run('run', service, {before, until});
		for (const refused of amount(['FinishTask', 'GetTask', 'Hello'], ['FinishTask']).map(rpc)) {
			c1.refuse(refused);
			seen.text = '';
			await run('run', service, {before, until: () => c1.refusals() > refusals + 1, forms: ['table']});
			// What refuses the result is told at once; a call that is tried again is told of without its words.
			if (refused.test('BatonService/FinishTask')) expect(seen.text).toMatch(/\breadable/);
		}
	},
	logout: answeredAndRefused('logout'),
};

function logsOf({place}: Fixture): string {
	const files = readdirSync(place, {recursive: true, withFileTypes: true}).filter(({name}) => name.endsWith('.log'));
	expect(files).not.toEqual([]);
	return files.map(({parentPath, name}) => readFileSync(join(parentPath, name), 'utf8')).join('');
}

describe.each([
	['Litmos', litmosCases, null],
	['ConductorOne', conductorOneCases, made],
] as const)('no text of %s reaches the terminal raw', (_, cases, prepare) => {
	let fixture: Fixture;
	beforeAll(async () => {
		fixture = await openFixture();
		// A connector that was really made, so that names of app, connector and owners are shown.
		if (prepare === null) return;
		fixture.sandbox.conductorOne.behave({firstTask: 'sync'});
		await fixture.run('connect', prepare);
		expect(connectorOf(fixture)).toBeDefined();
	});
	afterAll(() => fixture.close());

	it.each(Object.entries(cases))('by %s', {timeout: 300_000}, async (_name, check) => {
		fixture.c1.refuse(null);
		fixture.seen.text = '';
		await check(fixture);
	});

	it('nor a log, and what is readable of a refusal is still shown', async () => {
		fixture.c1.refuse(rest);
		fixture.seen.text = '';
		if (prepare === null) await fixture.run('grant', assignmentOf(fixture));
		else await fixture.run('whoami');
		expect(logsOf(fixture)).not.toMatch(obeyed);
		expect(fixture.seen.text).toMatch(/\breadable/);
	});
});

it('covers every command', () => {
	const covered = [litmosCases, conductorOneCases, silent].flatMap((each) => Object.keys(each));
	expect(covered.sort()).toEqual(commands.map(({name}) => name).sort());
});

it('a problem is printed without it, for people and for programs', () => {
	const told: string[] = [];
	const stderr = {write: (text: string) => told.push(text) > 0} as NodeJS.WriteStream;
	const details = {code: 'litmos/not-acceptable', what: hostile, why: hostile, next: [hostile], copy: [hostile]};
	for (const json of [true, false]) reportProblem(details, {json, stderr, interruption: {text: hostile, exit: 130}});
	const printed = told.join('');
	expect(printed).not.toMatch(obeyed);
	expect(printed.match(/readable/g)?.length).toBe(8);
});
