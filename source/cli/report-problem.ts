import {type ProblemLine, problemLines} from '../problem/layout.ts';
import {type ExitCode, Problem} from '../problem/problem.ts';
import {bare} from '../text/bare.ts';
import {printableJson, printableLines} from '../text/printable.ts';
import type {Interruption} from './interruption.ts';
import {withoutSecrets} from './secret-texts.ts';

export interface ReportOptions {
	json: boolean;
	/** How the work was stopped, for a problem that is `cancelled`. */
	interruption?: Pick<Interruption, 'text' | 'exit'>;
	/** Where the log is, when there is one. */
	logPath?: string | undefined;
	/** Texts that must never appear, see `formsOf`. */
	secrets?: readonly string[];
	stderr?: Pick<NodeJS.WriteStream, 'write'>;
}

/** What is to be copied starts in the first column. */
const signs: Record<ProblemLine['role'], string> = {what: '✖ ', why: '  ', next: '  → ', log: '  ', copy: ''};

/** Prints what went wrong to stderr, for people or as one line of JSON, and gives the exit code. Never a stack. */
export function reportProblem(
	error: unknown,
	{json, interruption, logPath, secrets = [], stderr = process.stderr}: ReportOptions,
): ExitCode {
	const problem = Problem.from(error);
	const isStopped = problem.code === 'cancelled';
	const changed = isStopped ? interruption?.text : undefined;
	const exit = (isStopped ? interruption?.exit : undefined) ?? problem.exit;
	if (json) {
		stderr.write(
			withoutSecrets(
				`${printableJson({error: {...problem.toJSON(), exit, ...(changed === undefined ? {} : {why: changed})}})}\n`,
				secrets,
			),
		);
		return exit;
	}
	const more = {
		...(changed !== undefined && {also: changed}),
		...(problem.code === 'defect' && logPath && {log: logPath}),
	};
	const lines = problemLines(problem, more).map(({role, text}) => `${signs[role]}${text}`);
	stderr.write(withoutSecrets(`${printableLines(lines.join('\n'))}\n`, secrets));
	return exit;
}

/** Whether JSON was asked for, also when the arguments are too wrong to be read. */
export function wantsJson(argv: readonly string[], env: NodeJS.ProcessEnv): boolean {
	const end = argv.indexOf('--');
	const flags = end === -1 ? argv : argv.slice(0, end);
	const given = flags.map((_, index) => valueAt(flags, index)).findLast((value) => value !== undefined);
	return (given ?? bare(env.BATON_OUTPUT ?? '').toLowerCase()) === 'json';
}

function valueAt(flags: readonly string[], index: number): string | undefined {
	const flag = flags[index] ?? '';
	if (flag === '--output' || flag === '-o') return flags[index + 1]?.toLowerCase() ?? '';
	return /^(?:--output=|-o=?)(.+)$/.exec(flag)?.[1]?.toLowerCase();
}
