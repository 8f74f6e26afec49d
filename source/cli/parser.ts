import {CommanderError, type Command as Parser} from 'commander';
import {Problem} from '../problem/problem.ts';
import type {SettingTexts} from '../settings/resolve.ts';
import {settingIds} from '../settings/settings.ts';
import {version} from '../threads/thread.ts';
import {addSettings, Command, normalizeArguments, textsFrom} from './arguments.ts';
import type {Command as CommandSpec, OwnValues} from './command.ts';
import {commands} from './commands/all.ts';
import {helpForm, nearestCommand, suggestionIn} from './help.ts';
import {helpMessages} from './messages.ts';
import {usageMessages} from './problem-messages.ts';
import {common} from './setting-groups.ts';

/** What a command line asks for. */
export interface Chosen {
	command: CommandSpec | undefined;
	flags: SettingTexts;
	own: OwnValues;
	/** One sentence for each flag or variable that has no effect. */
	warnings: readonly string[];
}

type Parsed = Omit<Chosen, 'warnings'>;

/**
 * Reads a command line; undefined when help or the version was all that was wanted. Throws `input/invalid` for what it
 * does not know, `input/unsupported` for what is not offered.
 */
export async function parse(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<Chosen | undefined> {
	let chosen: Parsed | undefined;
	const {argv: own, warnings} = normalizeArguments(argv, env);
	const program = makeParser(
		(choice) => {
			chosen = choice;
		},
		{allInHelp: own.includes('--all')},
	);
	try {
		await program.parseAsync(own, {from: 'user'});
	} catch (error) {
		if (!(error instanceof CommanderError)) throw error;
		if (error.exitCode === 0) return undefined;
		throw usage(wordsOf(error), suggestionIn(error.message));
	}
	return chosen === undefined ? undefined : {...(chosen as Parsed), warnings};
}

/** The whole command line, described to commander. With `allInHelp` the help of the program lists every setting. */
export function makeParser(choose: (choice: Parsed) => void, {allInHelp = false} = {}): Parser {
	const program = quiet(new Command('litmos-connector'))
		.description(helpMessages.program)
		.version(helpMessages.versionLine(version), '-v, --version', helpMessages.version)
		.enablePositionalOptions()
		.allowExcessArguments()
		.configureHelp(helpForm(allInHelp))
		.option('--all', helpMessages.all);
	for (const spec of commands) addCommand(program, spec, choose);
	// baton-litmos has no sub-command for its work: all flags stand behind the program itself too.
	addSettings(program, settingIds);
	program.action(() => {
		if (program.opts().all === true) program.help();
		const [unknown] = program.args;
		if (unknown !== undefined) throw usage(usageMessages.noCommand(unknown), nearestCommand(namesOnly(), unknown));
		choose({command: undefined, flags: textsFrom(program), own: {}});
	});
	return program;
}

function addCommand(program: Parser, spec: CommandSpec, choose: (choice: Parsed) => void): void {
	const command = quiet(program.command(spec.name))
		.summary(spec.summary)
		.description(spec.description ?? spec.summary)
		.allowExcessArguments(false);
	if (spec.argument !== undefined) command.argument(spec.argument.form, spec.argument.help);
	for (const [flags, help] of Object.entries(spec.ownOptions ?? {})) command.option(flags, help);
	addSettings(command, [...new Set([...spec.settings, ...common])]);
	command.action((argument: unknown) => {
		const named = spec.argument !== undefined && typeof argument === 'string' ? {argument} : {};
		choose({command: spec, flags: textsFrom(command), own: {...command.opts(), ...named}});
	});
}

/** Mistakes are thrown and printed by us, in the same form as all others. */
function quiet(command: Parser): Parser {
	return command
		.exitOverride()
		.configureOutput({outputError: () => {}})
		.helpOption('-h, --help', helpMessages.help)
		.helpCommand(false);
}

/** Commander quotes what it does not know; a mistyped flag may carry a secret. */
function wordsOf({code, message}: CommanderError): string {
	// Its message would quote the words.
	if (code === 'commander.excessArguments') return usageMessages.tooManyWords;
	const [, flag = ''] = /'(?:-\w, )?(--?[\w-]+)/.exec(message) ?? [];
	if (code === 'commander.unknownOption') return usageMessages.noFlag(flag);
	if (code === 'commander.optionMissingArgument') return usageMessages.noValue(flag);
	return message.replace(/^error: /, '').replaceAll(/'(--?[\w-]+)=[^']*'/g, "'$1=…'");
}

function usage(what: string, near?: string): Problem {
	return new Problem({code: 'input/invalid', ...usageMessages.wrong(what, near)});
}

/** The commands alone: without an action of its own commander looks for the nearest name by itself. */
function namesOnly(): Parser {
	const names = quiet(new Command('litmos-connector'));
	for (const {name} of commands) names.command(name);
	return names;
}
