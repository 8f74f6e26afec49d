import {spawnSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {foreignSettings} from '../../../source/settings/foreign-settings.ts';
import {settingIds, settingOf} from '../../../source/settings/settings.ts';
import {openC1z} from '../c1z/rows.ts';
import {expectFailure, makePlace, makeSandbox, type Place, pointedAt} from './program.ts';

/** Whoever runs baton-litmos swaps the program and changes nothing else. Baton protocol sheet, section 5. */

/** Flags of baton-litmos at SDK 0.2.42 and 0.25.0 that do here what they do there. */
const supported = [
	'api-key',
	'source',
	'limited-courses',
	'client-id',
	'client-secret',
	'file',
	'log-level',
	'log-format',
	'log-path',
	'log-level-debug-expires-at',
	'provisioning',
	'skip-full-sync',
	'c1z-temp-dir',
	'skip-grants',
	'skip-entitlements-and-grants',
	'grant-entitlement',
	'grant-principal',
	'grant-principal-type',
	'revoke-grant',
	'sync-resource-types',
	'health-check',
	'health-check-port',
	'health-check-bind-address',
];

/** Those that ask for something this program does not do. */
const refused = [
	'create-account-login',
	'create-account-email',
	'delete-resource',
	'rotate-credentials',
	'event-feed',
	'sync-resources',
	'external-resource-c1z',
	'external-resource-entitlement-id-filter',
	'external-resource-traits',
	'create-ticket',
	'compact-syncs',
	'invoke-action',
	'list-action-schemas',
];

/** Every setting of a connector that is about how it runs, as someone may have it in a deployment. */
const operation = {
	BATON_TICKETING: 'true',
	BATON_WORKERS: '8',
	BATON_PARALLEL_SYNC: 'true',
	BATON_TASK_CONCURRENCY: '5',
	BATON_HTTP_TIMEOUT_SECONDS: '60',
	BATON_SESSION_STORE_MAXIMUM_SIZE: '1000000',
	BATON_STORAGE_ENGINE: 'pebble',
	BATON_AUTH_METHOD: 'api-key',
	BATON_OTEL_COLLECTOR_ENDPOINT: 'https://otel.example:4317',
	BATON_LOG_LEVEL: 'WARNING',
};

const variableOf = (flag: string) => `BATON_${flag.replaceAll('-', '_').toUpperCase()}`;

/** What the program makes of its inputs, by flag name. */
async function settingsOf(place: Place, argv: readonly string[], env: Record<string, string> = {}) {
	const {stdout, stderr, code} = await place.run(['settings', ...argv, '-o', 'json'], env);
	expect(code, stderr).toBe(0);
	const rows: {flag: string; value: string; origin: string}[] = JSON.parse(stdout).settings;
	return (flag: string) => rows.find((row) => row.flag === `--${flag}`);
}

describe('flags and variables', () => {
	it.each(supported)('--%s and its variable are there', (flag) => {
		const setting = settingIds.map(settingOf).find((one) => one.flag === `--${flag}`);
		expect(setting?.environment).toContain(variableOf(flag));
		expect(setting?.baton).toBe(true);
	});

	it.each(refused)('--%s has a reason why it is refused', (flag) => {
		expect(foreignSettings[`--${flag}`]).toMatchObject({isRefused: true, reason: expect.stringMatching(/\w.+\.$/)});
	});

	it('are the same with a short name', () => {
		const short = (flag: string) => settingIds.map(settingOf).find((one) => one.flag === `--${flag}`)?.short;
		expect([short('file'), short('provisioning')]).toEqual(['-f', '-p']);
	});
});

describe('the program in place of baton-litmos', {concurrent: true}, () => {
	it('refuses by flag, variable and file, each time with the reason, code 2', async () => {
		const place = makePlace();
		writeFileSync(join(place.folder, 'refused.yaml'), 'sync-resources: [a]\n');
		const results = await Promise.all([
			place.run(['--event-feed', 'x', '-o', 'json']),
			place.run(['--list-ticket-schemas', '-o', 'json']),
			place.run(['-o', 'json'], {BATON_CREATE_ACCOUNT_LOGIN: 'ana'}),
			place.run(['--config-file', 'refused.yaml', '-o', 'json']),
		]);
		const names = ['--event-feed', '--list-ticket-schemas', 'BATON_CREATE_ACCOUNT_LOGIN', '--sync-resources'];
		for (const [index, result] of results.entries()) {
			const failure = expectFailure(result, {code: 'input/unsupported', exit: 2});
			expect(failure.what).toContain(names[index]);
			expect(failure.why).toMatch(/^Reason: .+/);
		}
		// Asking for what happens anyway is no request.
		expect((await place.run(['settings', '--ticketing=false', '--storage-engine', 'sqlite'])).code).toBe(0);
	});

	it('takes a flag before a variable before the YAML file', async () => {
		const place = makePlace();
		writeFileSync(join(place.folder, '.baton.yaml'), 'source: of-file\nlog-level: warn\nlimited-courses: [a, b]\n');
		const of = await settingsOf(place, ['--source', 'of-flag'], {
			BATON_SOURCE: 'of-variable',
			BATON_LOG_LEVEL: 'error',
		});
		expect(of('source')).toMatchObject({value: 'of-flag', origin: 'flag'});
		expect(of('log-level')).toMatchObject({value: 'error', origin: 'environment'});
		expect(of('limited-courses')).toMatchObject({value: 'a,b', origin: 'config-file'});
		// BATON_CONFIG_PATH names another file, as there.
		writeFileSync(join(place.folder, 'other.yaml'), 'source: of-other\n');
		const other = await settingsOf(place, [], {BATON_CONFIG_PATH: 'other.yaml'});
		expect(other('source')).toMatchObject({value: 'of-other', origin: 'config-file'});
	});

	it('syncs once into sync.c1z of the working folder, only the courses of BATON_LIMITED_COURSES', async () => {
		const sandbox = await makeSandbox();
		const place = makePlace();
		const ids = sandbox.litmos.sample(2).courses.map(({id}) => id);
		const {BATON_CLIENT_ID: _, BATON_CLIENT_SECRET: __, ...tenant} = pointedAt(sandbox);
		const {code, stderr} = await place.run([], {...tenant, BATON_LIMITED_COURSES: ids.join(',')});
		expect(code, stderr).toBe(0);
		// Its log goes to stderr as lines of JSON, the usual form there.
		for (const line of stderr.trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('level');
		const c1z = await openC1z(join(place.folder, 'sync.c1z'));
		expect([...c1z.resources('course')].map(({id}) => id?.resource).sort()).toEqual([...ids].sort());
		expect([...c1z.resources('user')]).toHaveLength(30);
		c1z.close();
	});

	it('runs with every setting of operation a deployment may have, and names once each that has no effect', async () => {
		const sandbox = await makeSandbox();
		const place = makePlace();
		writeFileSync(join(place.folder, '.baton.yaml'), 'resource-limits: {cpu: 1}\nlimited-courses: []\n');
		const {BATON_CLIENT_ID: _, BATON_CLIENT_SECRET: __, LITMOS_BASE_URL: url, ...tenant} = pointedAt(sandbox);
		const env = {...tenant, ...operation, BATON_BASE_URL: url ?? ''};
		const {code, stderr} = await place.run(['--workers=2', '--otel-tracing-disabled'], env);
		expect(code, stderr).toBe(0);
		for (const name of [...Object.keys(operation), '--workers', 'resource-limits']) {
			const times = name === 'BATON_LOG_LEVEL' ? 0 : 1;
			expect(stderr.split(new RegExp(`${name}(?:\\b)[^"]* has no `)).length - 1, `${name} in ${stderr}`).toBe(times);
		}
		const c1z = await openC1z(join(place.folder, 'sync.c1z'));
		expect([...c1z.resources('course')].length).toBeGreaterThan(2);
		c1z.close();
	});

	it('logs in words with --log-format console', async () => {
		const sandbox = await makeSandbox();
		const {BATON_CLIENT_ID: _, BATON_CLIENT_SECRET: __, ...tenant} = pointedAt(sandbox);
		const {code, stderr} = await makePlace().run(['--log-format', 'console', '--log-level=debug'], tenant);
		expect(code, stderr).toBe(0);
		expect(stderr).toMatch(/^\d{4}-\S+Z INFO {2}sync started/m);
		expect(stderr).toMatch(/^\d{4}-\S+Z DEBUG litmos request/m);
	});

	it('warns once about each secret on the command line', async () => {
		const sandbox = await makeSandbox();
		const {BATON_API_KEY: key, BATON_CLIENT_ID: _, BATON_CLIENT_SECRET: __, ...tenant} = pointedAt(sandbox);
		const {code, stderr} = await makePlace().run(['sync', '--api-key', key ?? ''], tenant);
		expect(code, stderr).toBe(0);
		expect(stderr.match(/process list/g)).toHaveLength(1);
		expect(stderr).not.toContain(key);
	});

	it('prints its settings in the form of ConductorOne’s connectors', async () => {
		const {code, stdout} = await makePlace().run(['config']);
		expect(code).toBe(0);
		const {fields} = JSON.parse(stdout) as {fields: {name: string}[]};
		const required = {isRequired: true, stringField: {rules: {isRequired: true}}};
		expect(fields.find(({name}) => name === 'api-key')).toMatchObject({isSecret: true, ...required});
		expect(fields.find(({name}) => name === 'source')).toMatchObject(required);
		expect(fields.find(({name}) => name === 'limited-courses')).toMatchObject({stringSliceField: {}});
		// What every connector takes for its link to ConductorOne is not part of it.
		expect(fields.map(({name}) => name)).not.toContain('client-secret');
	});

	it('prints the whole schema, with what a form shows, in the order of current connectors', async () => {
		const {stdout} = await makePlace().run(['config']);
		const schema = JSON.parse(stdout) as {fields: {name: string; isOps?: boolean; placeholder?: string}[]};
		expect(schema).toMatchObject({
			displayName: 'Litmos',
			helpUrl: '/docs/baton/litmos',
			iconUrl: '/static/app-icons/litmos.svg',
		});
		expect(schema.fields.filter(({isOps}) => isOps).map(({name}) => name)).toEqual([
			'log-level',
			'log-level-debug-expires-at',
			'session-store-maximum-size',
			'otel-collector-endpoint',
			'otel-collector-endpoint-tls-cert-path',
			'otel-collector-endpoint-tls-cert',
			'otel-collector-endpoint-tls-insecure',
			'otel-tracing-disabled',
			'otel-logging-disabled',
			'health-check',
			'health-check-port',
			'health-check-bind-address',
			'http-timeout-seconds',
		]);
		expect(schema.fields.filter(({isOps}) => !isOps).map(({name}) => name)).toEqual(
			expect.arrayContaining(['api-key', 'source', 'limited-courses', 'region']),
		);
		const of = (name: string) => schema.fields.find((field) => field.name === name);
		expect(of('api-key')?.placeholder).toBe('Your Litmos API key');
		expect(of('health-check-port')).toMatchObject({intField: {defaultValue: '8081'}});
		for (const {name} of schema.fields) {
			const isKnown = settingIds.some((id) => settingOf(id).flag === `--${name}`) || `--${name}` in foreignSettings;
			expect(isKnown, name).toBe(true);
		}
	});
});

describe('completion', {concurrent: true}, () => {
	it.each(['bash', 'zsh', 'fish'])('prints a script that %s can read', async (shell) => {
		const {code, stdout} = await makePlace().run(['completion', shell]);
		expect(code).toBe(0);
		expect(stdout).toContain('litmos-connector complete --');
		if (spawnSync(shell, ['-c', 'true']).status !== 0) return;
		expect(spawnSync(shell, ['-n'], {input: stdout}).stderr.toString()).toBe('');
	});

	it.each([
		[['pu'], 'push'],
		[['sync', '--reg'], '--region'],
		[['sync', '--region', ''], 'eu'],
		[['preview', '--sh'], '--show'],
		[['--dem'], '--demo'],
	])('%j leads to %s', async (typed, expected) => {
		const {code, stdout} = await makePlace().run(['complete', '--', ...typed]);
		expect(code).toBe(0);
		expect(stdout.split('\n').map((line) => line.split('\t')[0])).toContain(expected);
	});

	it('leaves files to the shell', async () => {
		expect((await makePlace().run(['complete', '--', 'sync', '--file', ''])).stdout).toBe(':0\n');
	});
});
