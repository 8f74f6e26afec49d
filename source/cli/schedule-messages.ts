import type {ProblemTexts} from '../problem/problem.ts';
import {plural} from '../text/amounts.ts';

/** Where the secrets of a nightly push are. */
export const scheduleSecretMessages = {
	missing: (label: string, variable: string): ProblemTexts => ({
		what: `Missing: ${label}`,
		why: 'A nightly push finds only what is saved on this computer.',
		next: [`Set ${variable} and run the same command again: it saves the value in your keychain.`],
	}),
	nowhere: (label: string): ProblemTexts => ({
		what: `A nightly push would not find this secret: ${label}`,
		why: 'The variables of this terminal aren’t set at night, and --secret-store none saves nothing.',
		next: ['Leave out --secret-store none to use your keychain, or use --secret-store file.'],
	}),
} as const;

/** When a nightly push runs and when it doesn't, by the scheduler of the system. */
export const scheduleMessages = {
	kinds: {
		systemd: 'systemd user timer',
		launchd: 'launchd agent',
		'task-scheduler': 'Task Scheduler',
	},
	everyDay: (time: string, minutes: number) => `every day at ${time}, or up to ${plural(minutes, 'minute')} later`,
	everyDayAt: (time: string) => `every day at ${time}`,
	runsWhen: {
		lingering: 'Also runs while you’re logged out.',
		systemd:
			'Runs while you are logged in. A missed run is made up for at your next login. To run while you are logged out, too: loginctl enable-linger',
		launchd:
			'Runs while you are logged in. A run missed while the Mac sleeps is made up for when it wakes. One missed while it’s off isn’t.',
		'task-scheduler': 'Runs while you are logged in. A missed run is made up for at your next login.',
	},
	keychain: 'While your keychain is locked, a push fails. “litmos-connector status --local” shows that.',
	keychainLoggedOut:
		'Your keychain stays locked until you log in. A push before that fails, and “litmos-connector status --local” shows it. With --secret-store file the secrets are in a file that only you can read.',
	proxy: (variables: readonly string[]) =>
		`Not in the files, because a password is in it: ${variables.join(', ')}. If pushes need it, set it for your session in another way.`,
	webhook:
		'Not in the files, because its address may hold a key: --notify. Write it to a configuration file as “notify: …”, and name that file with --config-file.',
	untried: 'Untried: nobody has tried the schedule on this system yet.',
} as const;
