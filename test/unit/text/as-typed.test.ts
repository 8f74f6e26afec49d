import {mkdirSync, mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {commands} from '../../../source/cli/commands/all.ts';
import {asTyped, commandLine, namedCommands} from '../../../source/text/as-typed.ts';

const installed = {env: {}, argv: ['node', '/usr/local/bin/litmos-connector'], cwd: '/home/ada'};
const byNpm = {...installed, env: {npm_lifecycle_event: 'start'}};

it('names a command the way it can be typed here', () => {
	expect(commandLine('push', installed)).toBe('litmos-connector push');
	expect(commandLine('push', byNpm)).toBe('npm start -- push');
	expect(commandLine('', byNpm)).toBe('npm start');
	expect(commandLine('connect --undo', {...installed, env: {npm_lifecycle_event: 'npx'}})).toBe(
		'npx litmos-connector connect --undo',
	);
	const clone = mkdtempSync(join(tmpdir(), 'clone-'));
	for (const file of ['bin/litmos-connector.cjs', 'source/cli/main.ts']) {
		mkdirSync(join(clone, file, '..'), {recursive: true});
		writeFileSync(join(clone, file), '');
	}
	const byFile = {...installed, argv: ['node', join(clone, 'bin', 'litmos-connector.cjs')], cwd: clone};
	expect(commandLine('push', byFile)).toBe('node bin/litmos-connector.cjs push');
});

it('puts it into a text, and leaves every other mention of the program alone', () => {
	const text = 'litmos-connector needs a key. Sign in: litmos-connector login';
	expect(asTyped(text, byNpm)).toBe('litmos-connector needs a key. Sign in: npm start -- login');
	expect(asTyped('Run “litmos-connector connect --undo” first', byNpm)).toBe('Run “npm start -- connect --undo” first');
	expect(asTyped(text, installed)).toBe(text);
});

it('names the profile that is in use, behind the command', () => {
	const emea = {...byNpm, profile: 'emea'};
	expect(commandLine('', emea)).toBe('npm start -- --profile emea');
	expect(commandLine('connect --undo', emea)).toBe('npm start -- connect --profile emea --undo');
	expect(asTyped('Sign in: litmos-connector login', emea)).toBe('Sign in: npm start -- login --profile emea');
});

it('knows every command', () => {
	expect(namedCommands).toEqual(expect.arrayContaining(commands.map(({name}) => name)));
});
