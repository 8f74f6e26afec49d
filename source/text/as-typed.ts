import {existsSync} from 'node:fs';
import {dirname, join, relative} from 'node:path';

/** The sub-commands that texts name; a test says when one is missing. */
export const namedCommands = [
	'setup',
	'login',
	'whoami',
	'logout',
	'connect',
	'status',
	'force-sync',
	'pause',
	'resume',
	'courses',
	'preview',
	'explore',
	'findings',
	'sync',
	'push',
	'run',
	'export',
	'handover',
	'grant',
	'revoke',
	'health-check',
	'sandbox',
	'schedule',
	'doctor',
	'capabilities',
	'config',
	'settings',
	'profiles',
	'forget',
	'completion',
	'version',
] as const;

/** How this process was started. */
export interface Start {
	env: NodeJS.ProcessEnv;
	argv: readonly string[];
	cwd: string;
	/** The profile that commands go on with; absent for the default one. */
	profile?: string | undefined;
}

let profile: string | undefined;
const thisStart = (): Start => ({env: process.env, argv: process.argv, cwd: process.cwd(), profile});
const named = new RegExp(`\\blitmos-connector( (?:${namedCommands.join('|')})\\b| (?=--[a-z]))`, 'g');

/** From now on commands are named with this profile, so that what a person copies goes on with the same account. */
export function typedWithProfile(name: string): void {
	profile = name === 'default' ? undefined : name;
}

/**
 * How this program is typed where it was started: through npm in a clone, by its file when that was run, by its name when
 * it is installed.
 */
export function programAsTyped({env, argv, cwd} = thisStart()): string {
	if (env.npm_lifecycle_event === 'start') return 'npm start --';
	if (env.npm_lifecycle_event === 'npx') return 'npx litmos-connector';
	const root = join(dirname(argv[1] ?? ''), '..');
	const launcher = join(root, 'bin', 'litmos-connector.cjs');
	// Only a clone has the source beside it.
	const isClone = existsSync(join(root, 'source', 'cli', 'main.ts')) && existsSync(launcher);
	return isClone ? `node ${relative(cwd, launcher) || launcher}` : 'litmos-connector';
}

/** A command exactly as it can be typed here: `push` → `npm start -- push`. An empty one starts the program alone. */
export function commandLine(command: string, start = thisStart()): string {
	const flag = profileFlag(start);
	if (command === '')
		return flag === '' ? programAsTyped(start).replace(/ --$/, '') : `${programAsTyped(start)}${flag}`;
	const [name = '', ...rest] = command.split(' ');
	return [`${programAsTyped(start)} ${name}${flag}`, ...rest].join(' ');
}

/** A text that names commands as `litmos-connector push`, with each of them as it can be typed here. */
export function asTyped(text: string, start = thisStart()): string {
	if (!text.includes('litmos-connector ')) return text;
	const program = programAsTyped(start);
	return text.replace(named, (_, command: string) =>
		command === ' ' ? `${program} ` : `${program}${command}${profileFlag(start)}`,
	);
}

/** Flags stand behind the name of a command. */
const profileFlag = ({profile: name}: Start) => (name === undefined ? '' : ` --profile ${name}`);
