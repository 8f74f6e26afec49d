import {type ExitCode, Problem} from '../problem/problem.ts';
import {takeForeign} from '../settings/foreign-settings.ts';
import type {SettingTexts} from '../settings/resolve.ts';
import type {SettingValues} from '../settings/settings.ts';
import type {Log} from '../sync/log.ts';
import type {CommandContext} from './command.ts';
import {chooseCommand} from './dispatch.ts';
import {createInterruption} from './interruption.ts';
import type {Chosen} from './parser.ts';
import type {Recording} from './recording.ts';
import {reportProblem, wantsJson} from './report-problem.ts';
import {formsOf, givenSecrets, withoutSecrets} from './secret-texts.ts';

/** What the scripts of `completion` call while a person types. */
const completeCommand = 'complete';

/** Runs the command that the arguments name and gives its exit code. Never throws; what goes wrong is printed. */
export async function runProgram(argv: readonly string[]): Promise<ExitCode> {
	const interruption = createInterruption();
	let secrets = givenSecrets(argv, process.env);
	let logPath: string | undefined;
	let log: Log | undefined;
	let recording: Recording | undefined;
	let early: SettingValues | undefined;
	let outcome: CommandContext['outcome'] = {counts: null};
	const report = (error: unknown) => {
		const problem = Problem.from(error);
		if (problem.code === 'defect') log?.('error', 'defect', {stack: stackOf(problem.cause ?? error)});
		const forms = formsOf(secrets);
		const exit = reportProblem(problem, {json: wantsJson(argv, process.env), interruption, logPath, secrets: forms});
		recording?.end(exit, outcome, {code: problem.code, title: withoutSecrets(problem.what, forms)});
		return exit;
	};
	// A promise nobody waited for, a callback that threw: a defect of ours, told like any other. No stack, no secret.
	process.on('uncaughtException', (error) => process.exit(report(error)));
	try {
		if (argv[0] === completeCommand) {
			const {suggest} = await import('./completion.ts');
			suggest(argv.slice(argv[1] === '--' ? 2 : 1));
			return 0;
		}
		const chosen = await choose(argv);
		if (chosen === undefined) return 0;
		let {flags} = chosen;
		for (;;) {
			const {exit, profile} = await runWith(flags, chosen);
			if (profile === undefined) return exit;
			// The guided set-up goes on with another profile: other answers, another folder, other secrets.
			flags = {...flags, profile};
		}
	} catch (error) {
		return report(error);
	} finally {
		if (early !== undefined) await recording?.tell(early, undefined);
		interruption.stop();
	}

	async function runWith(flags: SettingTexts, chosen: Chosen): Promise<{exit: ExitCode; profile?: string | undefined}> {
		const {openContext} = await import('./context.ts');
		const context = await openContext({
			flags,
			warnings: chosen.warnings,
			env: process.env,
			interruption,
			isImplicit: chosen.command === undefined,
			isDry: chosen.own.dryRun === true,
			async onStateFolder(folder, command, values) {
				early = values;
				if (command.recordedAs === undefined) return;
				const {beginRecording} = await import('./recording.ts');
				recording = beginRecording(folder, command.recordedAs(chosen.own));
			},
			choose: (resolved) => chosen.command ?? chooseCommand(resolved, isTerminal()),
		});
		const {values} = context;
		secrets = [...secrets, values.apiKey, values.clientSecret, values.personalKeySecret, values.notify].filter(
			(secret) => secret !== undefined,
		);
		({log, logPath, outcome} = context);
		try {
			const exit = (await context.command.run(context, chosen.own)) ?? 0;
			// A service ends well when it is stopped; what it did is recorded sync by sync.
			if (outcome.counts !== null) recording?.end(exit, outcome, null);
			return {exit, profile: outcome.profile};
		} catch (error) {
			// While the log is still open.
			return {exit: report(error)};
		} finally {
			await recording?.tell(values, log);
			await context.close();
		}
	}
}

const stackOf = (error: unknown) => (error instanceof Error ? error.stack : String(error));

function isTerminal(): boolean {
	return process.stdin.isTTY === true && process.stdout.isTTY === true;
}

/** Undefined when help or the version was all that was wanted. */
async function choose(argv: readonly string[]): Promise<Chosen | undefined> {
	if (argv.length > 0) {
		const {parse} = await import('./parser.ts');
		return parse(argv, process.env);
	}
	// The usual start: with nothing to read, the whole command line need not be described first.
	const {warnings} = takeForeign(argv, process.env);
	return {command: undefined, flags: {}, own: {}, warnings};
}
