import type {ExitCode, Problem} from '../problem/problem.ts';
import type {Sandbox} from '../sandbox/sandbox.ts';
import type {ResolvedSettings} from '../settings/resolve.ts';
import type {RunWay} from '../settings/run-files.ts';
import type {RunRecord} from '../settings/run-record.ts';
import type {SavedStateStore} from '../settings/saved-state.ts';
import type {SettingId, SettingValues} from '../settings/settings.ts';
import type {SyncReport} from '../sync/events.ts';
import type {Log} from '../sync/log.ts';
import type {Interruption} from './interruption.ts';
import type {Progress} from './progress.ts';
import type {Column, Fact} from './table.ts';

/** Options of one command only, from their flags to their help; everything else is a setting. */
export type OwnOptions = Readonly<Record<string, string>>;

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
	ownOptions?: OwnOptions;
	/** From what is typed to what it is for. */
	examples: Readonly<Record<string, string>>;
	/** It prints lists as CSV, too. */
	printsCsv?: boolean;
	/** Whether its log goes to stderr, as services do, or only to the log file. */
	logsToStderr?: boolean;
	/** It only tells about settings: no folder is made and no log kept for it, so that it works where nothing can be written. */
	onlyTells?: boolean;
	/** It looks for what is wrong: what stands in the way of others is told to it as `found`, and nothing is made for it. */
	examines?: boolean;
	/** It is of no use for a profile that is not there: naming one is a mistake. Other commands begin a new one. */
	needsProfile?: boolean;
	/** How its end is kept for `status`, whatever it was; absent = it is not. */
	recordedAs?(own: OwnValues): RunWay;
	/** Heavy modules are imported in here. */
	run(context: CommandContext, own: OwnValues): Promise<ExitCode | undefined>;
}

/** Values of the argument (as `argument`) and of own options, by camelCase name. */
export type OwnValues = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** What is wrong with the state folder. */
export interface Found {
	/** It cannot be used. */
	problem?: Problem | undefined;
	/** It can, but something is odd: one sentence. */
	notice?: string | undefined;
}

/** What a command gets to work with. Data goes to stdout, talk to stderr. */
export interface CommandContext {
	readonly command: Command;
	readonly resolved: ResolvedSettings;
	readonly values: SettingValues;
	/** The folder of the profile. */
	readonly stateFolder: string;
	/** The folder that holds all profiles; that of the default one. */
	readonly rootFolder: string;
	readonly logPath: string;
	readonly log: Log;
	readonly signal: AbortSignal;
	readonly interruption: Interruption;
	readonly progress: Progress;
	readonly sandbox: Sandbox | undefined;
	readonly saved: SavedStateStore | undefined;
	/** What was wrong with the state folder, for a command that examines. */
	readonly found: Found;
	/** Nothing may be changed, here or elsewhere; `saved` then keeps what it is told to itself. */
	readonly isDry: boolean;
	/** Where working files go: the state folder, for a dry run one that goes with it. */
	readonly workFolder: string;
	/** What the command did, for the record of its end. */
	readonly outcome: {
		counts: RunRecord['counts'];
		/** What was read from Litmos for it, whatever became of that; the drop guard's share. */
		read?: {report: SyncReport; threshold: number};
		/** The command is to be run again with this profile, which a person chose. */
		profile?: string;
	};
	/** The result: an object for `--output json`, else whatever `table` prints. */
	print(data: object, table: () => string): void;
	table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string;
	/** Names and values, one pair a line; those without a value are left out. */
	facts(pairs: readonly Fact[]): string;
	/** The result as facts. */
	printFacts(data: object, pairs: readonly Fact[]): void;
	/** Run on every way out, last one first. */
	onClose(clean: () => Promise<void> | void): void;
	close(): Promise<void>;
}
