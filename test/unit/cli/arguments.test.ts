import {describe, expect, it} from 'vitest';
import {normalizeArguments} from '../../../source/cli/arguments.ts';
import {commands} from '../../../source/cli/commands/all.ts';
import {modeOf} from '../../../source/cli/dispatch.ts';
import {makeParser} from '../../../source/cli/parser.ts';
import {wantsJson} from '../../../source/cli/report-problem.ts';
import {resolveSettings, type SettingTexts} from '../../../source/settings/resolve.ts';
import {settingIds, settingOf} from '../../../source/settings/settings.ts';

async function parse(...argv: string[]) {
	const found: {name: string | undefined; flags: SettingTexts; own: object}[] = [];
	const parser = makeParser(({command, flags, own}) => found.push({name: command?.name, flags, own}));
	await parser.parseAsync(normalizeArguments(argv, {}).argv, {from: 'user'});
	return found[0]!;
}

describe('the command line', () => {
	it('takes every setting as a flag without a sub-command, as baton-litmos does', async () => {
		for (const id of settingIds) {
			const setting = settingOf(id);
			const argv = setting.placeholder === undefined ? [setting.flag] : [setting.flag, 'x'];
			expect((await parse(...argv)).flags, setting.flag).toEqual({
				[id]: setting.placeholder === undefined ? 'true' : 'x',
			});
		}
	});

	it.each([
		[['--provisioning=false'], {provisioning: 'false'}],
		[['--provisioning=T'], {provisioning: 'true'}],
		[['-p'], {provisioning: 'true'}],
		[['-f', 'a.c1z'], {file: 'a.c1z'}],
		[['-f=a.c1z'], {file: 'a.c1z'}],
		[['-fa.c1z'], {file: 'a.c1z'}],
		[['--file=a=b'], {file: 'a=b'}],
		[['--limited-courses', 'a, b', '--limited-courses=c'], {limitedCourses: 'a, b,c'}],
		[['--source', '-x'], {source: '-x'}],
		[['--limited-courses='], {limitedCourses: ''}],
		[['--base-url', 'https://a.example'], {litmosUrl: 'https://a.example'}],
		[['--base-url=https://a.example'], {litmosUrl: 'https://a.example'}],
		[['--workers', '4', '--file', 'a.c1z', '--parallel-sync'], {file: 'a.c1z'}],
		[[], {}],
	])('reads %j', async (argv, flags) => {
		expect((await parse(...argv)).flags).toEqual(flags);
	});

	it('takes flags before and after the sub-command', async () => {
		expect(await parse('--demo', 'sync', '-f', 'x', '--demo-size', 'M')).toMatchObject({
			name: 'sync',
			flags: {demo: 'true', file: 'x', demoSize: 'M'},
		});
		expect(await parse('courses', '--search', 'fire')).toMatchObject({name: 'courses', own: {search: 'fire'}});
	});

	it('refuses flags that a sub-command does not take', async () => {
		await expect(parse('sandbox', '--provisioning')).rejects.toThrow('unknown option');
		await expect(parse('nonsense')).rejects.toThrow('There is no command “nonsense”.');
	});

	it('gives every sub-command a summary, examples that parse, and the common flags', async () => {
		const names = commands.map(({name}) => name);
		for (const command of commands) {
			expect(command.summary, command.name).toMatch(/\.$/);
			expect(Object.keys(command.examples).length, command.name).toBeGreaterThan(0);
			// Later ones may show where to go on, with another command.
			for (const [index, line] of Object.keys(command.examples).entries()) {
				const words = line
					.replace(/^(?:BATON_\w+=\S+ )+/, '')
					.split(/\s+[|<>#]/)[0]!
					.match(/'[^']*'|\S+/g)!;
				expect(words[0]).toBe('litmos-connector');
				const {name} = await parse(...words.slice(1));
				if (index === 0) expect(name, line).toBe(command.name);
				else expect(names, line).toContain(name);
			}
			expect(
				(await parse(command.name, ...(command.argument ? ['x'] : []), '-o', 'json', '--demo')).flags,
			).toMatchObject({output: 'json', demo: 'true'});
		}
	});
});

describe('what a call without a sub-command means', () => {
	const mode = (env: Record<string, string>, isTerminal: boolean, flags: SettingTexts = {}, saved: SettingTexts = {}) =>
		modeOf(resolveSettings({flags, env, saved, secrets: saved}), isTerminal);
	const tenant = {BATON_API_KEY: 'key', BATON_SOURCE: 'acme'};
	const credential = {BATON_CLIENT_ID: 'a@b/c', BATON_CLIENT_SECRET: 'secret'};

	it.each([
		['a credential: the service', {...tenant, ...credential}, true, 'run'],
		['half a credential at a terminal: the set-up', {BATON_CLIENT_ID: 'a@b/c'}, true, 'setup'],
		['half a credential elsewhere: the service, which says what is missing', {BATON_CLIENT_ID: 'a@b/c'}, false, 'run'],
		['half a credential and a tenant: the same', {...tenant, BATON_CLIENT_ID: 'a@b/c'}, true, 'run'],
		[
			'a grant by its flags, beside a credential: that grant',
			{...credential, BATON_GRANT_ENTITLEMENT: 'a'},
			false,
			'grant',
		],
		['a tenant: one sync', tenant, true, 'sync'],
		['a file: one sync', {BATON_FILE: 'x.c1z'}, true, 'sync'],
		['nothing, at a terminal: the set-up', {}, true, 'setup'],
		['nothing, without a terminal: one sync, which says what is missing', {}, false, 'sync'],
	])('%s', (_, env, isTerminal, expected) => {
		expect(mode(env, isTerminal)).toBe(expected);
	});

	it('does not take saved answers for a wish', () => {
		const saved = {source: 'acme', apiKey: 'key', clientId: 'a@b/c', clientSecret: 'secret'};
		expect(mode({}, true, {}, saved)).toBe('setup');
		expect(mode(credential, true, {demo: 'true'})).toBe('setup');
	});
});

describe('the form of errors', () => {
	it.each([
		[['-o', 'json'], {}, true],
		[['--output=json', '--nope'], {}, true],
		[['-ojson'], {}, true],
		[['-o', 'json', '-o', 'table'], {}, false],
		[['--', '-o', 'json'], {}, false],
		[[], {BATON_OUTPUT: 'json'}, true],
		[['-o', 'table'], {BATON_OUTPUT: 'json'}, false],
	])('%j with %j: JSON %s', (argv, env, expected) => {
		expect(wantsJson(argv, env)).toBe(expected);
	});
});
