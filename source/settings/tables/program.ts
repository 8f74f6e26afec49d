import {define, table} from '../define.ts';
import {integer, invalid, oneOf, type Parse, text, truth} from '../parse.ts';

const sizeNames = ['S', 'M', 'L', 'XL'] as const;
export type DemoSize =
	| (typeof sizeNames)[number]
	| {accounts: number; courses: number; teams: number; enrolments: number};

/** `S`, `M`, `L`, `XL`, or four numbers: accounts/courses/teams/enrolments. */
const demoSize: Parse<DemoSize> = (raw) => {
	const value = raw.trim();
	const name = sizeNames.find((candidate) => candidate === value.toUpperCase());
	if (name !== undefined) return name;
	const match = /^(\d+)\/(\d+)\/(\d+)\/(\d+)$/.exec(value);
	const [accounts = 0, courses = 0, teams = 0, enrolments = 0] = match?.slice(1).map(Number) ?? [];
	if (match === null || accounts > 150_000 || courses > 20_000 || teams > 20_000 || enrolments > 3_000_000) {
		throw invalid(
			`“${value}” is not a size.`,
			'Write S, M, L, XL, or accounts/courses/teams/enrolments such as 250/50/10/2000 (at most 150,000 accounts and 3,000,000 enrolments).',
		);
	}
	return {accounts, courses, teams, enrolments};
};

const date: Parse<Date> = (raw) => {
	const value = new Date(raw.trim());
	if (Number.isNaN(value.getTime()))
		throw invalid(`“${raw.trim()}” is not a time.`, 'Write it like 2026-12-31T12:00:00Z.');
	return value;
};

export const programSettings = table({
	file: define({
		group: 'Output',
		label: 'File',
		help: 'Where to write the file for ConductorOne.',
		flag: '--file',
		short: '-f',
		placeholder: '<path>',
		parse: text,
		default: 'sync.c1z',
		baton: true,
	}),
	output: define({
		group: 'Output',
		label: 'Output form',
		help: 'table for people, json for programs (errors too).',
		flag: '--output',
		short: '-o',
		placeholder: '<table|json>',
		parse: oneOf('table', 'json'),
		default: 'table',
	}),
	logLevel: define({
		group: 'Output',
		label: 'Log level',
		help: 'What goes into the log: debug, info, warn or error.',
		flag: '--log-level',
		placeholder: '<level>',
		parse: oneOf('debug', 'info', 'warn', 'error'),
		default: 'info',
		baton: true,
	}),
	logLevelDebugExpiresAt: define({
		group: 'Output',
		label: 'Debug until',
		help: 'After this time the log level debug counts as info.',
		flag: '--log-level-debug-expires-at',
		placeholder: '<time>',
		parse: date,
		format: (value: Date) => value.toISOString(),
		baton: true,
	}),
	logFormat: define({
		group: 'Output',
		label: 'Log form',
		help: 'json or console.',
		flag: '--log-format',
		placeholder: '<json|console>',
		parse: oneOf('json', 'console'),
		default: 'json',
		baton: true,
	}),
	logPath: define({
		group: 'Output',
		label: 'Log file',
		help: 'Write the log into this file as well.',
		flag: '--log-path',
		placeholder: '<path>',
		parse: text,
		baton: true,
	}),
	demo: define({
		group: 'Sandbox',
		label: 'Make-believe data',
		help: 'Use a make-believe Litmos and ConductorOne on this machine; no account is needed and nothing leaves it.',
		flag: '--demo',
		parse: truth,
		default: false,
	}),
	demoSize: define({
		group: 'Sandbox',
		label: 'Size of the make-believe data',
		help: 'S, M, L, XL, or accounts/courses/teams/enrolments.',
		flag: '--demo-size',
		placeholder: '<size>',
		parse: demoSize,
		format: (size: DemoSize) =>
			typeof size === 'string' ? size : [size.accounts, size.courses, size.teams, size.enrolments].join('/'),
		default: 'S' as DemoSize,
	}),
	demoSeed: define({
		group: 'Sandbox',
		label: 'Seed of the make-believe data',
		help: 'The same number makes the same data.',
		flag: '--demo-seed',
		placeholder: '<number>',
		parse: integer(0, 4_294_967_295),
		default: 1,
	}),
	stateFolder: define({
		group: 'This program',
		label: 'State folder',
		help: 'Where answers, half-done syncs and the last pushed file are kept.',
		flag: '--state-folder',
		placeholder: '<folder>',
		parse: text,
	}),
	configFile: define({
		group: 'This program',
		label: 'Configuration file',
		help: 'YAML file with settings by flag name. Default: .baton.yaml in the current folder, if there is one.',
		flag: '--config-file',
		placeholder: '<path>',
		environment: ['BATON_CONFIG_PATH'],
		parse: text,
		baton: true,
	}),
	temporaryFolder: define({
		group: 'This program',
		label: 'Folder for files on their way',
		help: 'Where files are put together before they are pushed. Default: the state folder.',
		flag: '--c1z-temp-dir',
		placeholder: '<folder>',
		parse: text,
		baton: true,
	}),
	secretStore: define({
		group: 'This program',
		label: 'Where secrets are kept',
		help: 'keychain, file (plain text, readable by you only) or none.',
		flag: '--secret-store',
		placeholder: '<keychain|file|none>',
		parse: oneOf('keychain', 'file', 'none'),
		default: 'keychain',
	}),
	yes: define({
		group: 'This program',
		label: 'Yes',
		help: 'Answer yes to questions of confirmation.',
		flag: '--yes',
		short: '-y',
		parse: truth,
		default: false,
	}),
	theme: define({
		group: 'This program',
		label: 'Colours',
		help: 'auto, dark, light or none; NO_COLOR works too.',
		flag: '--theme',
		placeholder: '<name>',
		parse: oneOf('auto', 'dark', 'light', 'none'),
		default: 'auto',
		saved: true,
	}),
	motion: define({
		group: 'This program',
		label: 'Motion',
		help: 'auto, or none for screens without spinners.',
		flag: '--motion',
		placeholder: '<auto|none>',
		parse: oneOf('auto', 'none'),
		default: 'auto',
		saved: true,
	}),
	symbols: define({
		group: 'This program',
		label: 'Symbols',
		help: 'auto, unicode or ascii.',
		flag: '--symbols',
		placeholder: '<set>',
		parse: oneOf('auto', 'unicode', 'ascii'),
		default: 'auto',
		saved: true,
	}),
	screenReader: define({
		group: 'This program',
		label: 'Screen reader',
		help: 'Plain lines that a screen reader can follow.',
		flag: '--screen-reader',
		environment: ['BATON_SCREEN_READER', 'INK_SCREEN_READER'],
		parse: truth,
		default: false,
		saved: true,
	}),
});
