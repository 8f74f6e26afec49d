import {mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {beforeEach, describe, expect, it, onTestFinished} from 'vitest';
import {courses} from '../../../source/cli/commands/courses.ts';
import {profiles} from '../../../source/cli/commands/profiles.ts';
import {settings} from '../../../source/cli/commands/settings.ts';
import {status} from '../../../source/cli/commands/status.ts';
import type {BackEnds} from '../../../source/secrets/back-end.ts';
import {openMemory} from '../../../source/secrets/memory.ts';
import {openSecretStore} from '../../../source/secrets/open.ts';
import {secretService} from '../../../source/secrets/secret-store.ts';
import {readProfiles} from '../../../source/settings/profiles.ts';
import {settingOf} from '../../../source/settings/settings.ts';
import {runCommand} from '../cli/in-process.ts';

let root: string;
beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'profiles-'));
	onTestFinished(() => rmSync(root, {recursive: true, force: true}));
});

/** A profile with some content of its settings file. */
function make(name: string, content: object | string): void {
	const folder = name === 'default' ? root : join(root, 'profiles', name);
	mkdirSync(folder, {recursive: true});
	writeFileSync(join(folder, 'settings.json'), typeof content === 'string' ? content : JSON.stringify(content));
}

describe('the name of a profile', () => {
	const parse = (text: string) => settingOf('profile').parse(text);
	it.each(['emea', 'acme-eu', '2', 'a'.repeat(40)])('may be %s', (name) => expect(parse(` ${name} `)).toBe(name));
	it('is the same in capitals, which some disks do not tell apart', () => expect(parse('EMEA')).toBe('emea'));
	it.each(['', '-a', '../x', 'a/b', 'a b', 'a.b', 'é', 'a'.repeat(41)])('is refused in words: “%s”', (name) => {
		expect(() => parse(name)).toThrow(expect.objectContaining({code: 'input/invalid'}));
	});
});

describe('the list of profiles', () => {
	it('tells account, region and last push of each, the default one first', async () => {
		make('default', {answers: {source: 'acme'}, lastPush: {at: '2026-11-01T02:30:00.000Z', syncId: 'a', file: 'f'}});
		make('emea', {answers: {source: 'acme-eu', region: 'eu'}});
		make('lab', {answers: {source: 'lab', litmosUrl: 'https://litmos.example.com'}});
		make('torn', '{"answers":');
		mkdirSync(join(root, 'profiles', 'Not A Profile'));
		const {data} = await runCommand(profiles, [], {BATON_STATE_FOLDER: root});
		expect(data.profiles).toEqual([
			{name: 'default', account: 'acme', region: 'us', lastPushAt: '2026-11-01T02:30:00.000Z', stateFolder: root},
			{name: 'emea', account: 'acme-eu', region: 'eu', lastPushAt: null, stateFolder: join(root, 'profiles', 'emea')},
			expect.objectContaining({name: 'lab', region: 'litmos.example.com'}),
			expect.objectContaining({name: 'torn', account: null}),
		]);
	});

	it('makes nothing, and is short where nothing was set up', async () => {
		const {stdout, code} = await runCommand(profiles, ['-o', 'table'], {BATON_STATE_FOLDER: root});
		expect(code).toBe(0);
		expect(stdout).toMatch(/default +not set up +– +never/);
		expect(readdirSync(root)).toEqual([]);
	});

	it('knows a push that only the record of runs tells of', () => {
		make('default', {});
		const run = {startedAt: '2026-11-02T01:00:00.000Z', finishedAt: '2026-11-02T01:05:00.000Z', exit: 0};
		const last = {...run, counts: null, error: null};
		writeFileSync(join(root, 'last-run-schedule.json'), JSON.stringify({last, lastSuccessAt: last.finishedAt}));
		expect(readProfiles(root)[0]?.lastPushAt).toBe(last.finishedAt);
	});
});

describe('a command with a profile', () => {
	it('uses its answers, and its folder', async () => {
		make('default', {answers: {source: 'acme'}});
		make('emea', {answers: {source: 'acme-eu'}});
		const sourceIn = async (...argv: string[]) => {
			const {data} = await runCommand(settings, argv, {BATON_STATE_FOLDER: root});
			return [data.settings.find(({id}: {id: string}) => id === 'source')?.value, data.stateFolder];
		};
		expect(await sourceIn()).toEqual(['acme', root]);
		expect(await sourceIn('--profile', 'emea')).toEqual(['acme-eu', join(root, 'profiles', 'emea')]);
		expect(await sourceIn('--profile', 'default')).toEqual(['acme', root]);
	});

	it('begins a new one and says so, or refuses it where there is nothing to look at', async () => {
		make('default', {});
		const env = {BATON_STATE_FOLDER: root, BATON_SECRET_STORE: 'none'};
		const begun = await runCommand(courses, ['--profile', 'apac'], env);
		expect(begun.stderr).toContain('“apac” is a new profile. Others here: default.');
		expect(readdirSync(join(root, 'profiles'))).toEqual(['apac']);
		const refused = await runCommand(status, ['--local', '--profile', 'emae'], env);
		expect(refused.code).toBe(2);
		expect(refused.stderr).toContain('There is no profile “emae”');
		expect(readdirSync(join(root, 'profiles'))).toEqual(['apac']);
	});
});

it('the secrets of a profile are its own, and those of the default one stay where they were', async () => {
	const memory = openMemory();
	const backEnds: BackEnds = {keyring: async () => memory, keytar: async () => memory};
	const open = (profile?: string) => openSecretStore({folder: root, backEnds, profile});
	await (await open()).setPassword(secretService, 'litmos-api-key:acme@api.litmos.com', 'first');
	await (await open('emea')).setPassword(secretService, 'litmos-api-key:acme@api.litmos.com', 'second');
	expect(await memory.getPassword('litmos-connector', 'litmos-api-key:acme@api.litmos.com')).toBe('first');
	for (const [profile, secret] of [
		['default', 'first'],
		['emea', 'second'],
	] as const) {
		const store = await open(profile);
		expect(await store.getPassword(secretService, 'litmos-api-key:acme@api.litmos.com')).toBe(secret);
		expect(await store.findCredentials(secretService)).toHaveLength(1);
	}
});
