import {spawn, spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import type {Sandbox} from '../../source/sandbox/sandbox.ts';
import {ending, main, makePlace, makeSandbox, type Place, pointedAt, type Result} from '../unit/program/program.ts';

/** The built program with a real Secret Service: a gnome-keyring of its own, in a D-Bus session of its own. */

const needed = ['dbus-run-session', 'gnome-keyring-daemon', 'secret-tool'];
const missing = needed.filter((program) => spawnSync('which', [program]).status !== 0);
if (missing.length > 0) {
	console.log(
		`Skipped: ${missing.join(', ')} not installed (Debian: apt-get install gnome-keyring dbus libsecret-tools).`,
	);
}

const program = `"${process.execPath}" --disable-warning=ExperimentalWarning "${main}"`;
const unlocked = 'printf pass | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; sleep 1';
/** The keyring made by `unlocked` is there, and nobody opened it in this session. */
const locked = 'gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1; sleep 1';
const settingUp = `${program} connect --hosting here --new-app Litmos --owner me --yes --wait 0`;
const listed =
	'secret-tool search --all service litmos-connector 2>&1 | grep -cE "attribute.(username|account)" || true';

function startIn(place: Place, sandbox: Sandbox, script: string, more: Record<string, string | undefined> = {}) {
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

const runIn = (...args: Parameters<typeof startIn>): Promise<Result> => ending(startIn(...args));

/** The window that asks for the password is a program that does nothing, as where there is no screen. */
function withoutPrompter(place: Place): void {
	const services = join(place.folder, 'run', 'dbus-1', 'services');
	mkdirSync(services, {recursive: true});
	// Longer than the test would wait.
	const service =
		'[D-BUS Service]\nName=org.gnome.keyring.SystemPrompter\nExec=/bin/sh -c "exec sleep 100 >/dev/null 2>&1"\n';
	writeFileSync(join(services, 'org.gnome.keyring.SystemPrompter.service'), service);
}

const withoutCredential = {BATON_CLIENT_ID: undefined, BATON_CLIENT_SECRET: undefined};

describe.skipIf(missing.length > 0)('a real keyring', () => {
	it('keeps a secret, gives it to the next command, and forgets it', async () => {
		const [place, sandbox] = [makePlace(), await makeSandbox()];
		const script = [
			unlocked,
			`${settingUp} >/dev/null`,
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
		];
		const {stdout, stderr} = await runIn(place, sandbox, script.join('\n'));
		expect(stdout.trim().split('\n'), stderr).toEqual([
			'saved 0',
			'secrets 1',
			'read 1',
			'asked 5',
			'secrets 1',
			'forgotten 0',
			'secrets 0',
			'again 0',
		]);
		expect(existsSync(place.state)).toBe(false);
	});

	describe('that is locked, with its prompt nowhere', () => {
		it('is not touched when every secret is in a variable', async () => {
			const [place, sandbox] = [makePlace(), await makeSandbox()];
			await runIn(place, sandbox, `${unlocked}\n${settingUp}`);
			withoutPrompter(place);
			const {code, stderr} = await runIn(place, sandbox, `${locked}\n${program} courses`);
			expect(code, stderr).toBe(0);
			expect(stderr).not.toContain('keychain');
		});

		it('is told after two seconds, and ends by itself with what to do instead', async () => {
			const [place, sandbox] = [makePlace(), await makeSandbox()];
			await runIn(place, sandbox, `${unlocked}\n${settingUp}`);
			withoutPrompter(place);
			// By itself: `timeout` ends it, with 124, long before the one that would ask for the password ends.
			const lines = [locked, `timeout 60 ${program} push --yes --wait 0 --scheduled`, 'echo "ended $?"'];
			const script = [...lines, `${program} status --local`].join('\n');
			const {stdout, stderr} = await runIn(place, sandbox, script, withoutCredential);
			expect(stdout).toContain('ended 1');
			// A night's push that nobody watched.
			expect(stdout).toMatch(/Last nightly push .*failed \(exit code 1\): Your keychain is locked/);
			expect(stderr).toMatch(/Waiting for your keychain[\s\S]*Your keychain is locked/);
			expect(stderr).toContain('BATON_CLIENT_SECRET');
			expect(stderr).toContain('--secret-store');
		});

		it('is given up at Ctrl-C', async () => {
			const [place, sandbox] = [makePlace(), await makeSandbox()];
			await runIn(place, sandbox, `${unlocked}\n${settingUp}`);
			withoutPrompter(place);
			const script = `${locked}\n${program} push --yes --wait 0 & pid=$!\nwait $pid; echo "ended $?"`;
			const child = startIn(place, sandbox, `${script}`.replace('& pid', '& echo $!; pid'), withoutCredential);
			let stdout = '';
			child.stdout?.on('data', (data: Buffer) => (stdout += data.toString()));
			child.stderr?.on('data', (data: Buffer) => {
				if (data.toString().includes('Waiting for your keychain')) process.kill(Number(stdout.trim()), 'SIGINT');
			});
			await ending(child);
			expect(stdout).toContain('ended 130');
		});
	});
});
