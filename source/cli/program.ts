import {CommanderError, type Command as Parser} from 'commander';
import {type ExitCode, Problem} from '../problem/problem.ts';
import type {SettingTexts} from '../settings/resolve.ts';
import {settingIds} from '../settings/settings.ts';
import type {Log} from '../sync/sync.types.ts';
import {version} from '../threads/thread.ts';
import {addSettings, Command, normalizeArguments, textsFrom} from './arguments.ts';
import type {Command as CommandSpec, OwnValues} from './command.ts';
import {commands} from './commands/all.ts';
import {chooseCommand} from './dispatch.ts';
import {createInterruption} from './interruption.ts';
import {reportProblem, wantsJson} from './report-problem.ts';
import {formsOf, givenSecrets} from './secret-texts.ts';
import {common} from './setting-groups.ts';

/** What the scripts of `completion` call while a person types. */
const completeCommand = 'complete';

interface Chosen {
	command: CommandSpec | undefined;
	flags: SettingTexts;
	own: OwnValues;
}

/** Runs the command that the arguments name and gives its exit code. Never throws; what goes wrong is printed. */
export async function runProgram(argv: readonly string[]): Promise<ExitCode> {
	const interruption = createInterruption();
	let secrets = givenSecrets(argv, process.env);
	let logPath: string | undefined;
	let log: Log | undefined;
	const report = (error: unknown) => {
		const problem = Problem.from(error);
		if (problem.code === 'defect') log?.('error', 'defect', {stack: error instanceof Error ? error.stack : undefined});
		return reportProblem(problem, {
			json: wantsJson(argv, process.env),
			interruption,
			logPath,
			secrets: formsOf(secrets),
		});
	};
	// A promise nobody waited for, a callback that threw: a defect of ours, told like any other. No stack, no secret.
	process.on('uncaughtException', (error) => process.exit(report(error)));
	process.stdout.on('error', (error: NodeJS.ErrnoException) => {
		// The reader of a pipe has gone, e.g. `… | head`: nobody is left to tell anything.
		if (error.code === 'EPIPE') process.exit(0);
	});
	try {
		if (argv[0] === completeCommand) {
			const {suggest} = await import('./completion.ts');
			suggest(argv.slice(argv[1] === '--' ? 2 : 1));
			return 0;
		}
		const chosen = await parse(normalizeArguments(argv, process.env));
		if (chosen === undefined) return 0;
		const {openContext} = await import('./context.ts');
		const context = await openContext({
			flags: chosen.flags,
			env: process.env,
			interruption,
			isImplicit: chosen.command === undefined,
			choose: (resolved) => chosen.command ?? chooseCommand(resolved, {isTerminal: isTerminal(), commands}),
		});
		const {values} = context;
		secrets = [...secrets, values.apiKey, values.clientSecret, values.personalKeySecret].filter(
			(secret) => secret !== undefined,
		);
		({log, logPath} = context);
		try {
			return (await context.command.run(context, chosen.own)) ?? 0;
		} catch (error) {
			// While the log is still open.
			return report(error);
		} finally {
			await context.close();
		}
	} catch (error) {
		if (error instanceof CommanderError && error.exitCode === 0) return 0;
		return report(error instanceof CommanderError ? usage(wordsOf(error)) : error);
	} finally {
		interruption.stop();
	}
}

/** Commander quotes what it does not know; a mistyped flag may carry a secret. */
function wordsOf({message}: CommanderError): string {
	return message.replace(/^error: /, '').replaceAll(/'(--?[\w-]+)=[^']*'/g, "'$1=…'");
}

function isTerminal(): boolean {
	return process.stdin.isTTY === true && process.stdout.isTTY === true;
}

/** Undefined when help or the version was all that was wanted. */
async function parse(argv: readonly string[]): Promise<Chosen | undefined> {
	let chosen: Chosen | undefined;
	const program = makeParser((choice) => {
		chosen = choice;
	});
	await program.parseAsync([...argv], {from: 'user'});
	return chosen;
}

/** The whole command line, described to commander. */
export function makeParser(choose: (choice: Chosen) => void): Parser {
	const program = quiet(new Command('litmos-connector'))
		.description('Brings Litmos accounts, teams and courses into ConductorOne. Without a command: the guided set-up.')
		.version(`litmos-connector ${version}`, '-v, --version', 'Print the version.')
		.enablePositionalOptions()
		.allowExcessArguments()
		.addHelpText('after', afterHelp);
	for (const spec of commands) addCommand(program, spec, choose);
	// baton-litmos has no sub-command for its work: all flags stand behind the program itself too.
	addSettings(program, settingIds);
	program.action(() => {
		const [unknown] = program.args;
		if (unknown !== undefined) throw usage(`There is no command “${unknown}”.`);
		choose({command: undefined, flags: textsFrom(program), own: {}});
	});
	return program;
}

function addCommand(program: Parser, spec: CommandSpec, choose: (choice: Chosen) => void): void {
	const command = quiet(program.command(spec.name))
		.summary(spec.summary)
		.description(spec.description ?? spec.summary);
	if (spec.argument !== undefined) command.argument(spec.argument.form, spec.argument.help);
	for (const option of spec.ownOptions ?? []) command.option(option.flags, option.help);
	addSettings(command, [...new Set([...spec.settings, ...common])]);
	command.addHelpText(
		'after',
		`\nExamples:\n${spec.examples.map(({words, line}) => `  # ${words}\n  ${line}`).join('\n')}`,
	);
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
		.helpOption('-h, --help', 'Print this help.')
		.helpCommand(false);
}

function usage(what: string): Problem {
	return new Problem({
		code: 'input/invalid',
		what,
		next: ['Use --help to see the commands and flags there are.'],
	});
}

const afterHelp = `
Each flag has an environment variable; flags win over variables, variables over the YAML file, that over saved answers.

Exit codes: 0 done, 1 failed, 2 wrong or missing input, 3 credentials refused, 4 not reachable, 5 needs confirmation, 130 interrupted.

Examples:
  # Try it with make-believe data
  litmos-connector --demo
  # Write a file for ConductorOne, without asking anything
  BATON_API_KEY=… litmos-connector sync --source acme -f sync.c1z`;
