import {severities} from '../../findings/kinds.ts';
import {bare} from '../../text/bare.ts';
import {define, table} from '../define.ts';
import {valueMessages} from '../messages.ts';
import {choice, integer, invalid, list, off, oneOf, type Parse, text} from '../parse.ts';
import {defaultProfile, isProfileName} from '../profile-name.ts';

const sizeNames = ['S', 'M', 'L', 'XL'] as const;
export type DemoSize =
	| (typeof sizeNames)[number]
	| {accounts: number; courses: number; teams: number; enrolments: number};

/** `S`, `M`, `L`, `XL`, or four numbers: accounts/courses/teams/enrolments. */
const demoSize: Parse<DemoSize> = (raw) => {
	const value = bare(raw);
	const name = sizeNames.find((candidate) => candidate === value.toUpperCase());
	if (name !== undefined) return name;
	const match = /^(\d+)\/(\d+)\/(\d+)\/(\d+)$/.exec(value);
	const [accounts = 0, courses = 0, teams = 0, enrolments = 0] = match?.slice(1).map(Number) ?? [];
	if (match === null || accounts > 150_000 || courses > 20_000 || teams > 20_000 || enrolments > 3_000_000) {
		throw invalid(valueMessages.notSize(value));
	}
	return {accounts, courses, teams, enrolments};
};

const date: Parse<Date> = (raw) => {
	const value = new Date(bare(raw));
	if (Number.isNaN(value.getTime())) throw invalid(valueMessages.notTime(bare(raw)));
	return value;
};

/** The levels of other connectors and of other programs, in any spelling. */
const levels: Readonly<Record<string, 'debug' | 'info' | 'warn' | 'error'>> = {
	'': 'info',
	trace: 'debug',
	debug: 'debug',
	info: 'info',
	information: 'info',
	notice: 'info',
	warn: 'warn',
	warning: 'warn',
	err: 'error',
	error: 'error',
	dpanic: 'error',
	panic: 'error',
	fatal: 'error',
	critical: 'error',
};

const logLevel: Parse<'debug' | 'info' | 'warn' | 'error'> = (raw) => {
	const level = levels[bare(raw).toLowerCase()];
	return level ?? oneOf('debug', 'info', 'warn', 'error')(raw);
};

/** Other connectors take several, with `stderr` as one of them; the log of a service always goes there too. */
const logPath: Parse<string | undefined> = (raw) => list(raw).find((path) => path !== 'stderr' && path !== 'stdout');

/** The name as it is kept, in small letters; what is wrong with it is said, for it becomes a folder. */
const profileName: Parse<string> = (raw) => {
	const name = text(raw).toLowerCase();
	if (!isProfileName(name)) throw invalid(valueMessages.notProfile(bare(raw)));
	return name;
};

export const programSettings = table({
	file: define({
		label: 'File',
		help: 'Where to write the sync file. Use - for standard output.',
		group: 'output',
		flag: '--file',
		short: '-f',
		placeholder: '<path>',
		parse: text,
		default: 'sync.c1z',
		baton: true,
	}),
	output: define({
		label: 'Output format',
		help: 'table to read, json for scripts (errors too), csv for spreadsheets (findings).',
		group: 'output',
		flag: '--output',
		short: '-o',
		...choice('table', 'json', 'csv'),
		default: 'table',
	}),
	failOn: define({
		label: 'Fail on findings',
		help: 'End with exit code 6 when there is a finding of this severity or higher, and leave out the push or the file. A service (run) goes on: see its reports, metrics and log.',
		group: 'output',
		flag: '--fail-on',
		...choice(...severities),
	}),
	logLevel: define({
		label: 'Log level',
		help: 'How much to log: debug, info, warn or error.',
		group: 'output',
		flag: '--log-level',
		placeholder: '<level>',
		parse: logLevel,
		isLenient: true,
		default: 'info',
		baton: true,
	}),
	logLevelDebugExpiresAt: define({
		label: 'Debug until',
		help: 'When to go back from log level debug to info.',
		group: 'output',
		flag: '--log-level-debug-expires-at',
		placeholder: '<time>',
		parse: date,
		format: (value: Date) => value.toISOString(),
		isLenient: true,
		baton: true,
	}),
	logFormat: define({
		label: 'Log format',
		help: 'json or console.',
		group: 'output',
		flag: '--log-format',
		...choice('json', 'console'),
		isLenient: true,
		default: 'json',
		baton: true,
	}),
	logPath: define({
		label: 'Log file',
		help: 'Also write the log to this file.',
		group: 'output',
		flag: '--log-path',
		placeholder: '<path>',
		parse: logPath,
		baton: true,
	}),
	demo: define({
		label: 'Demo data',
		help: 'Use demo data from a Litmos and ConductorOne sandbox on this computer. You need no account, and nothing leaves this computer.',
		group: 'sandbox',
		flag: '--demo',
		...off,
	}),
	demoSize: define({
		label: 'Demo data size',
		help: 'S, M, L, XL, or accounts/courses/teams/enrollments.',
		group: 'sandbox',
		flag: '--demo-size',
		placeholder: '<size>',
		parse: demoSize,
		format: (size: DemoSize) =>
			typeof size === 'string' ? size : [size.accounts, size.courses, size.teams, size.enrolments].join('/'),
		default: 'S' as DemoSize,
	}),
	demoSeed: define({
		label: 'Demo data seed',
		help: 'The same number gives the same data.',
		group: 'sandbox',
		flag: '--demo-seed',
		placeholder: '<number>',
		parse: integer(0, 4_294_967_295),
		default: 1,
	}),
	demoScenario: define({
		label: 'Demo behavior',
		help: 'How the sandbox’s Litmos behaves. usual: like most accounts. odd: pages capped at 100 rows, HTML entities in names, missing values, a course whose members can’t be read, a course that disappears, rows that move between pages, slow responses. slow: half a second per response. flaky: one response in twelve fails and works on the next try.',
		group: 'sandbox',
		flag: '--demo-scenario',
		...choice('usual', 'odd', 'slow', 'flaky'),
		default: 'usual',
	}),
	profile: define({
		label: 'Profile',
		help: 'Name of a profile: a Litmos account with answers, syncs and secrets of its own.',
		group: 'program',
		flag: '--profile',
		placeholder: '<name>',
		parse: profileName,
		default: defaultProfile,
	}),
	stateFolder: define({
		label: 'State folder',
		help: 'Folder for your answers, unfinished syncs and the last pushed file.',
		group: 'program',
		flag: '--state-folder',
		placeholder: '<folder>',
		parse: text,
	}),
	configFile: define({
		label: 'Configuration file',
		help: 'YAML file with settings, named like the flags. Default: .baton.yaml in the current folder, if there is one.',
		group: 'program',
		flag: '--config-file',
		placeholder: '<path>',
		environment: ['BATON_CONFIG_PATH'],
		parse: text,
		baton: true,
	}),
	temporaryFolder: define({
		label: 'Temporary folder',
		help: 'Where to build files before they’re pushed. Default: the state folder.',
		group: 'program',
		flag: '--c1z-temp-dir',
		placeholder: '<folder>',
		parse: text,
		baton: true,
	}),
	secretStore: define({
		label: 'Where to save secrets',
		help: 'keychain, file (plain text that only you can read) or none.',
		group: 'program',
		flag: '--secret-store',
		...choice('keychain', 'file', 'none'),
		default: 'keychain',
	}),
	yes: define({
		label: 'Yes',
		help: 'Answer yes to every confirmation.',
		group: 'program',
		flag: '--yes',
		short: '-y',
		...off,
	}),
	theme: define({
		label: 'Colors',
		help: 'auto, dark, light or none. NO_COLOR works too.',
		group: 'program',
		flag: '--theme',
		placeholder: '<name>',
		parse: oneOf('auto', 'dark', 'light', 'none'),
		default: 'auto',
		saved: true,
	}),
	motion: define({
		label: 'Motion',
		help: 'auto, or none for screens without spinners.',
		group: 'program',
		flag: '--motion',
		...choice('auto', 'none'),
		default: 'auto',
		saved: true,
	}),
	symbols: define({
		label: 'Symbols',
		help: 'auto, unicode or ascii.',
		group: 'program',
		flag: '--symbols',
		placeholder: '<set>',
		parse: oneOf('auto', 'unicode', 'ascii'),
		default: 'auto',
		saved: true,
	}),
	screenReader: define({
		label: 'Screen reader',
		help: 'Use plain lines that a screen reader can follow.',
		group: 'program',
		flag: '--screen-reader',
		environment: ['BATON_SCREEN_READER', 'INK_SCREEN_READER'],
		...off,
		saved: true,
	}),
});
