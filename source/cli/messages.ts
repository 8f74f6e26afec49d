import type {ProblemTexts} from '../problem/problem.ts';
import {age} from '../text/amounts.ts';

/** The help of the program as a whole, and what stands around that of each command and setting. */
export const helpMessages = {
	program: 'Syncs Litmos accounts, teams and courses to ConductorOne. Run it without a command for the guided setup.',
	versionLine: (version: string) => `litmos-connector ${version}`,
	version: 'Print the version.',
	help: 'Show this help.',
	usual: (value: string) => `default ${value}`,
	examples: 'Examples:',
	precedence:
		'Each setting has a flag and an environment variable. Flags win over variables, variables over the YAML file, and the YAML file over saved answers.',
	exitCodes:
		'Exit codes: 0 done, 1 failed, 2 invalid or missing input, 3 credentials rejected, 4 unreachable, 5 needs confirmation (--yes), 6 findings (--fail-on), 130 interrupted (143 by SIGTERM, 129 by SIGHUP).',
	all: 'With --help: show all settings, too.',
	usage: (usage: string) => `Usage: ${usage}`,
	headings: {arguments: 'Arguments:', commands: 'Commands:', options: 'Options:'},
	/** Examples of the program as a whole, for who has not run it yet. */
	first: {
		'litmos-connector': 'Start the guided setup, or pick up where you left off',
		'litmos-connector --demo': 'Try it with demo data',
		'BATON_API_KEY=… litmos-connector courses --source acme': 'List your courses',
		'BATON_API_KEY=… litmos-connector preview --source acme': 'See what a push would send',
		'litmos-connector push': 'Push with the answers of the guided setup',
	},
} as const;

/** Profiles: Litmos accounts with answers, syncs and secrets of their own. */
export const profileMessages = {
	unknown: (name: string, others: readonly string[]): ProblemTexts => ({
		what: `There is no profile “${name}”`,
		why: `Profiles here: ${others.join(', ')}.`,
		next: ['Check the name in --profile or BATON_PROFILE.', `To create it: litmos-connector setup --profile ${name}`],
	}),
	isNew: (name: string, others: readonly string[]) => `“${name}” is a new profile. Others here: ${others.join(', ')}.`,
} as const;

/** What “forget” can’t remove. */
export const forgetLeaves = {
	personalKey: (host: string) =>
		`your personal API key in ${host}, which stays valid. To revoke it, run “litmos-connector logout” first`,
	madeThere: 'apps and connectors in ConductorOne. To delete them, run “litmos-connector connect --undo” first',
} as const;

/** What is said when somebody stops the program, unless the command knows better. */
export const interruptionMessages = {
	stopped: 'Stopped',
	unchanged: 'Nothing was changed.',
} as const;

/** A question before something is done. */
export const agreeMessages = {
	choice: '[y/N]',
	/** Answers that mean yes. */
	yes: /^y(es)?$/i,
} as const;

/** Reading Litmos and sending what was read. */
export const sessionMessages = {
	stoppedReading:
		'Nothing was sent to ConductorOne and nothing was changed in Litmos. What was read so far is saved. Run the same command again to continue from there.',
	stoppedSending:
		'ConductorOne accepts a sync as a whole, so it has all of it or nothing. What was read is saved. Run the same command again to continue from there.',
	otherKey: 'The last sync hasn’t been used yet, but it was read with another API key. Reading from Litmos again.',
	tooOld: (milliseconds: number) =>
		`The last sync hasn’t been used yet, but it was read ${age(milliseconds)} ago. Reading from Litmos again.`,
	warnings: (kinds: readonly (readonly [kind: string, count: number])[]) =>
		`Warnings: ${kinds.map(([kind, count]) => `${kind} ${count}`).join(', ')}.`,
	/** After findings that are too severe. */
	notDone: {
		push: 'Nothing was sent. Correct them in Litmos and push again, or leave out --fail-on.',
		sync: 'The file wasn’t written. Correct them in Litmos and sync again, or leave out --fail-on.',
	},
	/** How a push that wants to be confirmed goes on. */
	confirm: {
		push: ['To read from Litmos again, add --fresh.', 'To push this data anyway, add --yes.'],
		sync: ['To read from Litmos again, add --fresh.', 'To write the file anyway, add --yes.'],
	},
	wouldAsk: (what: string) => `${what}. A push will ask you to confirm (--yes).`,
	kept: 'What was read is saved. Run the same command within an hour to continue without reading from Litmos again.',
} as const;
