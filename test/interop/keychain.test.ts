import {existsSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {isLong} from '../long.ts';
import {locked, missing, roundTrip, roundTripSays, runIn, settingUp, startIn, unlocked} from '../real-keyring.ts';
import {ending, main, makePlace, makeSandbox, type Place} from '../unit/program/program.ts';

/** The built program with a real Secret Service. */

const program = `"${process.execPath}" --disable-warning=ExperimentalWarning "${main}"`;

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
		const {stdout, stderr} = await runIn(place, sandbox, roundTrip(program));
		expect(stdout.trim().split('\n'), stderr).toEqual(roundTripSays);
		expect(existsSync(place.state)).toBe(false);
	});

	describe.runIf(isLong)('that is locked, with its prompt nowhere', () => {
		it('is not touched when every secret is in a variable', async () => {
			const [place, sandbox] = [makePlace(), await makeSandbox()];
			await runIn(place, sandbox, `${unlocked}\n${settingUp(program)}`);
			withoutPrompter(place);
			const {code, stderr} = await runIn(place, sandbox, `${locked}\n${program} courses`);
			expect(code, stderr).toBe(0);
			expect(stderr).not.toContain('keychain');
		});

		it('is told after two seconds, and ends by itself with what to do instead', async () => {
			const [place, sandbox] = [makePlace(), await makeSandbox()];
			await runIn(place, sandbox, `${unlocked}\n${settingUp(program)}`);
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
			await runIn(place, sandbox, `${unlocked}\n${settingUp(program)}`);
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
