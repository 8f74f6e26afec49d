import {describe, expect, it} from 'vitest';
import {wantsJson} from '../../../source/cli/report-problem.ts';
import {formsOf, givenSecrets} from '../../../source/cli/secret-texts.ts';
import {parseClientId} from '../../../source/conductorone/credential.ts';
import {takeForeign} from '../../../source/settings/foreign-settings.ts';
import {resolveSettings} from '../../../source/settings/resolve.ts';
import {type SettingId, settingIds, settingOf} from '../../../source/settings/settings.ts';
import {readCredential} from '../../../source/setup/services/credential-text.ts';
import {bare} from '../../../source/text/bare.ts';

/** A value of each setting that has no default to take. */
const samples: Partial<Record<SettingId, string>> = {
	litmosUrl: 'https://api.litmoseu.com',
	source: 'acme',
	apiKey: '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0',
	clientId: 'calm-otter-123@acme.conductor.one/ccc',
	clientSecret: 'secret-token:conductorone.com:v1:abcdefgh',
	c1ApiHost: 'acme.conductor.one',
	tenant: 'acme.conductor.one',
	personalKeyId: 'calm-otter-123@acme.conductor.one/pcc',
	personalKeySecret: 'secret-token:conductorone.com:v1:abcdefgh',
	hostId: 'host-1',
	notify: 'https://hooks.example.com/services/a',
	failOn: 'high',
	grantEntitlement: 'course:1:assigned',
	grantPrincipal: '1',
	revokeGrant: 'course:1:assigned:user:1',
	logLevelDebugExpiresAt: '2030-01-02T03:04:05Z',
	logPath: '/tmp/log',
	stateFolder: '/tmp/state',
	configFile: '/tmp/config.yaml',
	temporaryFolder: '/tmp/parts',
};
const single = settingIds.filter((id) => !settingOf(id).repeatable);
const sampleOf = (id: SettingId) => {
	const setting = settingOf(id);
	return samples[id] ?? (setting.default === undefined ? '' : setting.format(setting.default));
};

/** As they come with `docker --env-file`, from web pages, chats and word processors. */
const around: [string, (value: string) => string][] = [
	['double quotes', (value) => `"${value}"`],
	['single quotes', (value) => `'${value}'`],
	['typographic quotes', (value) => `“${value}”`],
	['quotes with blanks inside and outside', (value) => ` "${value} " `],
	['a zero-width space', (value) => `\u200b${value}\u200b`],
	['a byte order mark', (value) => `\ufeff${value}`],
	['blanks that do not break', (value) => `\u00a0${value}\u202f`],
	['a mark of writing direction in quotes', (value) => `"\u200e${value}"\r`],
];

describe.each(single)('%s', (id) => {
	const value = sampleOf(id);
	const expected = settingOf(id).parse(value);

	it.each(around)('is what it is with %s around it', (_, dress) => {
		expect(value).not.toBe('');
		expect(settingOf(id).parse(dress(value))).toEqual(expected);
		const [name = ''] = settingOf(id).environment;
		// c1Insecure needs a host beside it.
		const host = id === 'c1ApiHost' ? {} : {BATON_C1_API_HOST: '"127.0.0.1:1"'};
		expect(resolveSettings({flags: {}, env: {...host, [name]: dress(value)}}).values[id]).toEqual(expected);
	});
});

it.each(['"abc', 'abc"', "ab'c", '"', `"abc'`])('leaves a single mark, or one inside, alone: %s', (value) => {
	expect(bare(value)).toBe(value);
});

it('says that a value is empty when nothing is between the quotes', () => {
	expect(() => resolveSettings({flags: {}, env: {BATON_API_KEY: '""'}})).toThrow(/BATON_API_KEY/);
});

it.each(['apiKey', 'clientId', 'clientSecret', 'personalKeySecret'] as const)(
	'%s: drops invisible characters inside, which no key holds',
	(id) => {
		const value = sampleOf(id);
		expect(settingOf(id).parse(`${value.slice(0, 4)}\u200b${value.slice(4)}`)).toBe(value);
	},
);

it.each([
	(key: string) => `apikey: ${key}`,
	(key: string) => `apikey:${key}`,
	(key: string) => `Litmos API key = ${key}\n`,
	(key: string) => `BATON_API_KEY='${key}'`,
	(key: string) => `{"apikey": "${key}"`.slice(1),
	(key: string) => `"apikey: ${key}"`,
])('takes the label off that was copied with an API key (%#), and blanks the key itself', (dress) => {
	const key = sampleOf('apiKey');
	expect(settingOf('apiKey').parse(dress(key))).toBe(key);
	expect(formsOf(givenSecrets([], {BATON_API_KEY: dress(key)}))).toContain(key);
});

it('says that a label without a key is empty', () => {
	expect(() => resolveSettings({flags: {}, env: {BATON_API_KEY: 'apikey:'}})).toThrow(/BATON_API_KEY/);
});

it('takes a list in single quotes; double quotes there are for entries with commas', () => {
	const {parse} = settingOf('limitedCourses');
	expect(parse("'SAFE-1,SAFE-2'")).toEqual(['SAFE-1', 'SAFE-2']);
	expect(parse('"Safety, basics"')).toEqual(['Safety, basics']);
});

it('finds a credential pasted with quotes and invisible characters', () => {
	const [clientId, clientSecret] = [sampleOf('clientId'), sampleOf('clientSecret')];
	const pasted = `\ufeffBATON_CLIENT_ID="${clientId}"\u200b\nBATON_CLIENT_SECRET='${clientSecret.slice(0, 40)}\u200b${clientSecret.slice(40)}'`;
	expect(readCredential(pasted)).toEqual({clientId, clientSecret});
	expect(parseClientId(`"${clientId}"`).host).toBe('acme.conductor.one');
});

it('reads variables that are no settings the same way', () => {
	expect(wantsJson([], {BATON_OUTPUT: '"json"'})).toBe(true);
	expect(takeForeign([], {BATON_TICKETING: '"false"'}).warnings).toEqual([]);
});

it('blanks a secret that came in quotes also without them', () => {
	expect(formsOf(givenSecrets([], {BATON_API_KEY: '"hush-hush-hush"'}))).toContain('hush-hush-hush');
});
