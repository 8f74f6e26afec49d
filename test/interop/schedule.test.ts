import {spawn, spawnSync} from 'node:child_process';
import {existsSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {standInSystemd} from '../unit/cli/stand-in-systemd.ts';
import {commandIn, variablesIn} from '../unit/deploy/systemd-command.ts';
import {ending, main, makePlace, makeSandbox, pointedAt} from '../unit/program/program.ts';

const analyzes = spawnSync('systemd-analyze', ['--version']).status === 0;
if (!analyzes)
	console.log('Skipped: systemd-analyze is not installed, so the units of a schedule are not checked with it.');

/** The nightly push of a Linux computer: what `schedule` writes, started as systemd would, with nothing else around it. */

describe.skipIf(!existsSync(main) || process.platform !== 'linux')('the unit of a nightly push', () => {
	test('pushes with an empty environment, and status tells how it ended, well or not', async () => {
		const [place, sandbox] = [makePlace(), await makeSandbox()];
		const bin = join(place.folder, 'bin');
		standInSystemd(bin);
		const env = {...pointedAt(sandbox), PATH: `${bin}:${process.env.PATH}`, BATON_SECRET_STORE: 'file'};
		const made = await place.run(['schedule', '--yes'], env);
		expect(made.code, made.stderr).toBe(0);
		const units = join(place.folder, '.config/systemd/user');
		const name = readdirSync(units).find((one) => one.endsWith('.service')) ?? '';
		const unit = readFileSync(join(units, name), 'utf8');
		if (analyzes) {
			const timer = join(units, name.replace(/service$/, 'timer'));
			const checked = spawnSync('systemd-analyze', ['--user', 'verify', '--man=no', join(units, name), timer], {
				encoding: 'utf8',
				env: {...process.env, HOME: place.folder, XDG_RUNTIME_DIR: place.folder},
			});
			expect(checked.stderr).toBe('');
			expect(checked.status).toBe(0);
		}
		const [program = '', ...args] = commandIn(unit);
		// A user manager gives a home and little else.
		const night = () =>
			ending(
				spawn(program, args, {
					cwd: '/',
					env: {HOME: place.folder, ...variablesIn(unit)},
					stdio: ['ignore', 'pipe', 'pipe'],
				}),
			);
		const pushed = await night();
		expect(pushed.code, pushed.stderr).toBe(0);
		expect(sandbox.conductorOne.report().syncs).toHaveLength(1);
		const look = async () => {
			const {stdout} = await place.run(['status', '--local', '-o', 'json'], {PATH: env.PATH});
			return JSON.parse(stdout);
		};
		expect(await look()).toMatchObject({
			runs: {schedule: {last: {exit: 0, counts: {accounts: 30}, error: null}}},
			schedule: {kind: 'systemd', next: '2026-11-29T10:31:12.000Z'},
		});

		// Ends before the command begins, as with a keychain that is locked.
		rmSync(join(place.state, 'secrets.json'));
		const failed = await night();
		expect(failed.code).toBe(2);
		const {runs} = await look();
		expect(runs.schedule.last).toMatchObject({exit: 2, counts: null, error: {code: 'input/missing'}});
		expect(runs.schedule.lastSuccessAt).toMatch(/^2/);
	}, 120_000);
});
