import type {ProblemTexts} from '../problem/problem.ts';

/** A command line that cannot be understood. */
export const usageMessages = {
	/** @param near what may have been meant */
	wrong: (what: string, near?: string): ProblemTexts => ({
		what,
		next: [
			...(near === undefined ? [] : [`Did you mean ${near}?`]),
			'Run litmos-connector --help --all to see all commands and flags.',
		],
	}),
	noFlag: (flag: string) => `There is no flag “${flag}” here.`,
	noValue: (flag: string) => `The flag ${flag} needs a value.`,
	tooManyWords:
		'This command takes fewer values than you gave. Put a value with spaces in quotes, and write --flag=false to turn a flag off.',
	noCommand: (name: string) => `There is no command “${name}”.`,
	noCsv: (command: string): ProblemTexts => ({
		what: `“${command}” doesn’t print CSV`,
		next: ['Use --output json or --output table.'],
	}),
} as const;

/** Writing results to standard output. */
export const outputMessages = {
	notWritten: (why: string): ProblemTexts => ({what: `Can’t write the output (${why})`}),
} as const;

/** The log file. */
export const logMessages = {
	denied: (path: string, why: string | undefined): ProblemTexts => ({
		what: `Can’t write the log to ${path}`,
		why,
		next: ['Change the permissions, or use another place with --log-path or --state-folder.'],
	}),
} as const;
