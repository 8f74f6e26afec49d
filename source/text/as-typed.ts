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
	'sync',
	'push',
	'run',
	'export',
	'grant',
	'revoke',
	'health-check',
	'sandbox',
	'schedule',
	'doctor',
	'capabilities',
	'config',
	'settings',
	'forget',
	'completion',
	'version',
] as const;

/** How this process was started. */
export interface Start {
	env: NodeJS.ProcessEnv;
	argv: readonly string[];
	cwd: string;
}

const thisStart = (): Start => ({env: process.env, argv: process.argv, cwd: process.cwd()});
const named = new RegExp(`\\blitmos-connector(?= (?:${namedCommands.join('|')}|--[a-z])\\b)`, 'g');

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
	const program = programAsTyped(start);
	return command === '' ? program.replace(/ --$/, '') : `${program} ${command}`;
}

/** A text that names commands as `litmos-connector push`, with each of them as it can be typed here. */
export function asTyped(text: string, start = thisStart()): string {
	return text.includes('litmos-connector ') ? text.replace(named, programAsTyped(start)) : text;
}
