import {type ChildProcess, spawn, spawnSync} from 'node:child_process';
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import type {Sandbox} from './sandbox/sandbox.ts';
import {ending, type Place, pointedAt, type Result} from './unit/program/program.ts';

/** A real Secret Service for a test: a gnome-keyring of its own, in a D-Bus session of its own. */

const needed = ['dbus-run-session', 'gnome-keyring-daemon', 'secret-tool'];
export const missing = needed.filter((program) => spawnSync('which', [program]).status !== 0);
if (missing.length > 0) {
	console.log(
		`Skipped: ${missing.join(', ')} not installed (Debian: apt-get install gnome-keyring dbus libsecret-tools).`,
	);
}

export const unlocked = 'printf pass | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; sleep 1';
/** The keyring made by `unlocked` is there, and nobody opened it in this session. */
export const locked = 'gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1; sleep 1';
/** How many secrets of this program the keyring lists. */
const listed =
	'secret-tool search --all service litmos-connector 2>&1 | grep -cE "attribute.(username|account)" || true';
export const settingUp = (program: string) =>
	`${program} connect --hosting here --new-app Litmos --owner me --yes --wait 0`;

/** A secret is saved, read by the next command, and forgotten; what is printed is `roundTripSays`. */
export const roundTrip = (program: string) =>
	[
		unlocked,
		`${settingUp(program)} >/dev/null`,
		'echo "saved $?"',
		`echo "secrets $(${listed})"`,
		'unset BATON_CLIENT_ID BATON_CLIENT_SECRET',
		`${program} export --to docker --folder files >/dev/null`,
		'echo "read $(cat files/* files/.env* 2>/dev/null | grep -c secret-token)"',
		`${program} forget </dev/null >/dev/null`,
		'echo "asked $?"',
		`${program} forget --dry-run >/dev/null`,
		`echo "secrets $(${listed})"`,
		`${program} forget --yes >/dev/null`,
		'echo "forgotten $?"',
		`echo "secrets $(${listed})"`,
		`${program} forget --yes >/dev/null`,
		'echo "again $?"',
	].join('\n');
export const roundTripSays = [
	'saved 0',
	'secrets 1',
	'read 1',
	'asked 5',
	'secrets 1',
	'forgotten 0',
	'secrets 0',
	'again 0',
];

export function startIn(
	place: Place,
	sandbox: Sandbox,
	script: string,
	more: Record<string, string | undefined> = {},
): ChildProcess {
	const runtime = join(place.folder, 'run');
	mkdirSync(runtime, {recursive: true, mode: 0o700});
	const env = place.environment({
		...pointedAt(sandbox),
		BATON_SECRET_STORE: 'keychain',
		XDG_RUNTIME_DIR: runtime,
		XDG_DATA_HOME: join(place.folder, 'data'),
		XDG_CACHE_HOME: join(place.folder, 'cache'),
		...more,
	});
	return spawn('dbus-run-session', ['--', 'bash', '-c', script], {
		cwd: place.folder,
		stdio: ['ignore', 'pipe', 'pipe'],
		env,
	});
}

export const runIn = (...args: Parameters<typeof startIn>): Promise<Result> => ending(startIn(...args));
