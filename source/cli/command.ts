import type {ExitCode} from '../problem/problem.ts';
import type {SettingId} from '../settings/settings.ts';
import type {CommandContext} from './context.ts';

/** An option of one command only; everything else is a setting. */
export interface OwnOption {
	flags: string;
	help: string;
}

/** One sub-command. Its file exports one of these; `commands/all.ts` lists them. */
export interface Command {
	name: string;
	/** Argument in commander's form, e.g. `<file>`. */
	argument?: {form: string; help: string};
	summary: string;
	description?: string;
	/** Settings that the command takes as flags, in the order of the help. Output and the like are added to all. */
	settings: readonly SettingId[];
	/** Settings it cannot do without; their absence is told before anything starts. */
	needs?: readonly SettingId[];
	ownOptions?: readonly OwnOption[];
	examples: readonly {words: string; line: string}[];
	/** Whether its log goes to stderr, as services do, or only to the log file. */
	logsToStderr?: boolean;
	/** It only tells about settings: no folder is made and no log kept for it, so that it works where nothing can be written. */
	onlyTells?: boolean;
	/** Heavy modules are imported in here. */
	run(context: CommandContext, own: OwnValues): Promise<ExitCode | undefined>;
}

/** Values of the argument (as `argument`) and of own options, by camelCase name. */
export type OwnValues = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
