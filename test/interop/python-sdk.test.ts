import {spawn} from 'node:child_process';
import {text} from 'node:stream/consumers';
import {beforeAll, describe, expect, test} from 'vitest';
import {startSandbox} from '../sandbox/sandbox.ts';
import {checkScript, pythonSdk, pythonWithSdk} from './python-sdk.ts';

const program = pythonWithSdk();
if ('missing' in program) console.log(`Skipped: ${program.missing}.`);

/**
 * Fields that the newest description of the API has and this release of the SDK does not know yet. The description says
 * what type they are: unit tests of the sandbox hold them to it.
 */
const newer = [
	/^answer\.tenantId$/,
	/\b(app|list\[\])\.annotations$/,
	/\bconnector\.(configUpdatedAt|connectorApiVersion)$/,
	/\bappResource\.(externalId|profile)$/,
	/\bappEntitlement\.externalId$/,
	/\bschema\.fields\[\]\.str\.secret$/,
	/\bformSchema\.fields\[\]\.readOnly$/,
];
const isNewer = (finding: string) =>
	finding.endsWith(': unknown field') && newer.some((one) => one.test(finding.slice(0, -': unknown field'.length)));

interface Verdict {
	call: string;
	findings: string[];
}

/** A program written against ConductorOne has to get along with the sandbox's ConductorOne unchanged. */
describe.skipIf('missing' in program)(`the sandbox’s ConductorOne, read by ${pythonSdk}`, () => {
	let verdicts: Verdict[];
	let code: number | null;
	let said: string;

	beforeAll(async () => {
		const sandbox = await startSandbox({
			size: {accounts: 60, courses: 5, teams: 4, enrolments: 80},
			litmos: {limiter: 'none'},
		});
		const {conductorOne, litmos} = sandbox;
		const child = spawn('python' in program ? program.python : '', ['-W', 'ignore', checkScript], {
			stdio: ['ignore', 'pipe', 'pipe'],
			env: {
				PATH: process.env.PATH,
				C1_URL: conductorOne.url,
				CLIENT_ID: conductorOne.personal.clientId,
				CLIENT_SECRET: conductorOne.personal.clientSecret,
				COLLEAGUE_EMAIL: 'bruno.lindqvist@example.com',
				LITMOS_SOURCE: litmos.source,
				LITMOS_API_KEY: litmos.apiKey,
				LITMOS_COURSE: litmos.sample(1).courses[0]?.id,
			},
		});
		const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
		const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
		code = await ended;
		said = err;
		verdicts = out
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line) as Verdict);
		await sandbox.close();
	});

	test('every answer is of the declared types, and what was changed is read back', () => {
		const left = verdicts
			.map(({call, findings}) => ({call, findings: findings.filter((finding) => !isNewer(finding))}))
			.filter(({findings}) => findings.length > 0);
		expect(left).toEqual([]);
	});

	test('it gets through from the first call to the last', () => {
		expect(code, said).toBe(0);
		const calls = verdicts.map(({call}) => call);
		for (const call of [
			'auth.introspect',
			'user_search.search',
			'task_search.search',
			'apps.create',
			'app_owners.list',
			'connector.create',
			'connector.create_delegated',
			'connector.rotate_credential',
			'app_user.list',
			'app_entitlements.list',
			'app_entitlement_search.grants',
			'personal_client.create',
			'connector.delete self-hosted',
			'connector.delete hosted',
			'apps.delete',
		]) {
			expect(calls).toContain(call);
		}
	});
});
