import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import {
	launchdAgent,
	type ScheduleJob,
	systemdUserUnits,
	timeIn,
	windowsTask,
} from '../../../source/deploy/schedule.ts';
import {commandIn} from './systemd-command.ts';

/** Words that each of the three would take apart or replace, were they not quoted. */
const odd = ['/opt/a b/node', '100% $HOME "q" \\', 'R&D <x>', '-3', 'C:\\Program Files\\', '', '\\"'];
const job: ScheduleJob = {
	name: 'litmos-connector-push',
	at: {hour: 2, minute: 30},
	command: ['/bin/sh', ...odd],
	environment: {HTTPS_PROXY: 'http://proxy:80/%20"$x'},
};

const python = spawnSync('python3', ['--version']).status === 0;
if (!python) console.log('Skipped: python3 is not installed, so plist and XML are not parsed by it.');
const analyzes = spawnSync('systemd-analyze', ['--version']).status === 0;
if (!analyzes) console.log('Skipped: systemd-analyze is not installed, so the units are not checked with it.');

const parse = (script: string, input: string | Buffer) => {
	const {stdout, stderr, status} = spawnSync('python3', ['-c', script], {input, encoding: 'utf8'});
	expect(status, stderr).toBe(0);
	return JSON.parse(stdout);
};

function scratch(): string {
	const folder = mkdtempSync(join(tmpdir(), 'schedule-'));
	onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
	return folder;
}

describe('the units of systemd', () => {
	const {service, timer} = systemdUserUnits(job);

	test('start the command word by word, in the night, and make up for what was missed', () => {
		expect(commandIn(service)).toEqual(job.command);
		expect(service).toContain('Environment="HTTPS_PROXY=http://proxy:80/%%20\\"$x"\n');
		expect(timer).toContain('OnCalendar=*-*-* 02:30:00\nRandomizedDelaySec=30m\nPersistent=true\n');
		expect(timeIn(timer)).toEqual(job.at);
	});

	test.skipIf(!analyzes)('are known to systemd, every line', () => {
		const folder = scratch();
		writeFileSync(join(folder, `${job.name}.service`), service);
		writeFileSync(join(folder, `${job.name}.timer`), timer);
		const verify = () =>
			spawnSync('systemd-analyze', ['verify', '--user', join(folder, `${job.name}.timer`)], {
				encoding: 'utf8',
				env: {...process.env, XDG_RUNTIME_DIR: folder},
			});
		expect(verify()).toMatchObject({status: 0, stderr: ''});
		writeFileSync(join(folder, `${job.name}.timer`), timer.replace('Persistent', 'Persist'));
		expect(verify().stderr).toContain('Persist');
	});
});

describe('the agent of launchd', () => {
	test.skipIf(!python)('is a property list with the command word by word', () => {
		const list = parse(
			'import sys, json, plistlib; print(json.dumps(plistlib.loads(sys.stdin.buffer.read())))',
			launchdAgent(job),
		);
		expect(list).toMatchObject({
			Label: job.name,
			ProgramArguments: job.command,
			EnvironmentVariables: job.environment,
			// 077, for its owner only.
			Umask: 0o077,
		});
		const {Hour, Minute} = list.StartCalendarInterval;
		const after = Hour * 60 + Minute - (2 * 60 + 30);
		expect(after).toBeGreaterThanOrEqual(0);
		expect(after).toBeLessThan(30);
		expect(timeIn(launchdAgent(job))).toEqual({hour: Hour, minute: Minute});
	});

	test('passes midnight', () => {
		const {hour} = timeIn(launchdAgent({...job, at: {hour: 23, minute: 59}, name: 'litmos-connector-push-1'})) ?? {};
		expect([23, 0]).toContain(hour);
	});
});

/** As Windows takes an argument line apart (CommandLineToArgvW). */
function windowsMessages(line: string): string[] {
	const words: string[] = [];
	let [word, isQuoted, isOpen] = ['', false, false];
	for (let at = 0; at < line.length; at++) {
		const slashes = /^\\*/.exec(line.slice(at))?.[0].length ?? 0;
		const isBeforeQuote = line[at + slashes] === '"';
		if (slashes > 0) {
			word += '\\'.repeat(isBeforeQuote ? Math.floor(slashes / 2) : slashes);
			isOpen = true;
			at += slashes - 1;
			if (isBeforeQuote && slashes % 2 === 1) {
				word += '"';
				at++;
			}
		} else if (line[at] === '"') {
			isQuoted = !isQuoted;
			isOpen = true;
		} else if (line[at] === ' ' && !isQuoted) {
			if (isOpen) words.push(word);
			[word, isOpen] = ['', false];
		} else {
			word += line[at];
			isOpen = true;
		}
	}
	return isOpen ? [...words, word] : words;
}

describe('the task of Windows', () => {
	test.skipIf(!python)('is XML with the command word by word, a random delay, and no password', () => {
		const script = `
import sys, json, xml.etree.ElementTree as tree
root = tree.fromstring(sys.stdin.buffer.read())
print(json.dumps({one.tag.split('}')[1]: one.text for one in root.iter()}))`;
		const found = parse(script, Buffer.from(`\ufeff${windowsTask(job)}`, 'utf16le'));
		expect(found).toMatchObject({
			StartBoundary: '2024-01-01T02:30:00',
			RandomDelay: 'PT30M',
			DaysInterval: '1',
			LogonType: 'InteractiveToken',
			StartWhenAvailable: 'true',
			Command: '/bin/sh',
		});
		expect(windowsMessages(found.Arguments)).toEqual(odd);
		expect(timeIn(windowsTask(job))).toEqual(job.at);
	});
});
