import {describe, expect, it} from 'vitest';
import {commands} from '../../../source/cli/commands/all.ts';
import {makeParser, parse} from '../../../source/cli/parser.ts';
import {settingIds, settingOf} from '../../../source/settings/settings.ts';

/** The help as a terminal of that width gets it. */
function helpOf({name, width = 80, all = false}: {name?: string; width?: number; all?: boolean} = {}): string {
	const program = makeParser(() => {}, {allInHelp: all});
	const command = name === undefined ? program : program.commands.find((one) => one.name() === name);
	command?.configureOutput({getOutHelpWidth: () => width});
	return command?.helpInformation() ?? '';
}

const flagsIn = (text: string) => [...text.matchAll(/^ +(?:-\w, )?(--[\w-]+)/gm)].map(([, flag]) => flag);
const allFlags = settingIds.map((id) => settingOf(id).flag);

describe('the help', () => {
	it('of the program begins with the commands and five examples, and leaves the settings to --all', () => {
		const help = helpOf();
		const [before = '', after = ''] = help.split('Examples:');
		for (const {name} of commands) expect(before).toMatch(new RegExp(`^ +${name}\\b`, 'm'));
		expect(after.match(/^ +# /gm)).toHaveLength(5);
		expect(flagsIn(help).sort()).toEqual(['--all', '--help', '--version']);
	});

	it('with --all lists every setting, in groups', () => {
		const help = helpOf({all: true});
		for (const flag of allFlags) expect(flagsIn(help)).toContain(flag);
		expect(help.indexOf('Litmos:')).toBeGreaterThan(help.indexOf('Examples:'));
		expect(help.indexOf('\nConductorOne:')).toBeGreaterThan(help.indexOf('\nLitmos:'));
	});

	it.each(commands)('of $name shows its examples first, and the flags it takes only', async ({name}) => {
		const help = helpOf({name});
		expect(help.indexOf('Examples:')).toBeLessThan(help.indexOf('--output'));
		const taken = makeParser(() => {}).commands.find((one) => one.name() === name)?.options ?? [];
		for (const flag of flagsIn(help.slice(help.indexOf('Options:'))).filter((one) => one !== '--help')) {
			expect(taken.map(({long}) => long)).toContain(flag);
		}
	});

	it.each([50, 80, 120])('is wrapped at %i columns, but for what people copy', (width) => {
		for (const help of [helpOf({width, all: true}), helpOf({width, name: 'push'})]) {
			const wide = help.split('\n').filter((line) => line.length > width);
			// An example, or one long word such as a path.
			expect(wide.filter((line) => !/^ {2}(#|BATON|litmos-connector)|^ +-/.test(line))).toEqual([]);
		}
	});
});

describe('what is mistyped', () => {
	it.each([
		[['psuh'], 'push'],
		[['previw', '--demo'], 'preview'],
		[['push', '--sorce', 'acme'], '--source'],
		[['--sorce', 'acme'], '--source'],
	])('%j is answered with what was meant', async (argv, near) => {
		await expect(parse(argv, {})).rejects.toMatchObject({
			code: 'input/invalid',
			next: expect.arrayContaining([`Did you mean ${near}?`]),
		});
	});

	it('and like nothing gets no guess', async () => {
		await expect(parse(['zzzzzzz'], {})).rejects.toMatchObject({next: [expect.stringContaining('--help --all')]});
	});
});
