import {mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it, onTestFinished} from 'vitest';
import type {Outcome} from '../../../source/doctor/probe.ts';
import {probesOf} from '../../../source/doctor/probes.ts';
import {anonymous, reportText} from '../../../source/doctor/report.ts';
import {runProbes} from '../../../source/doctor/run-probes.ts';
import {openReport} from '../../../source/doctor/write-report.ts';
import {createDoctorLines} from '../../../source/ui/doctor-lines.ts';
import {createTheme} from '../../../source/ui/theme.ts';
import {healthyServices} from './healthy-services.ts';

const about = {version: '1.2.3', at: '2026-11-29T03:00:00Z', platform: 'linux', release: '6.1', node: '26.10.0'};
const outcome = (change: Partial<Outcome>): Outcome => ({
	id: 'litmos-key',
	title: 'Litmos: API key',
	result: 'failed',
	said: 'Litmos rejected this API key',
	took: 340,
	...change,
});

it('replaces what names a person, a company or a computer, whatever its case', () => {
	const personal = {
		account: ['acme'],
		tenant: ['acme.conductor.one'],
		home: ['/home/ada'],
		user: ['ada', undefined, ''],
	};
	const text = 'ACME at acme.conductor.one, /home/ada/.litmos of ada, bo@example.com, 203.0.113.7, 127.0.0.1:80';
	expect(anonymous(text, personal)).toBe(
		'<account> at <tenant>, <home>/.litmos of <user>, <email>, <address>, 127.0.0.1:80',
	);
	expect(anonymous('0f8fad5b-d9cb-469f-a165-70867728950e', {})).toBe('<id>');
	expect(anonymous('a(b)c', {account: ['a(b)c']})).toBe('<account>');
});

it('the report leaves out what a service said itself', () => {
	const text = reportText([outcome({more: 'Ana Lopez is no owner', facts: {code: 'litmos/key-refused'}})], {
		...about,
		personal: {},
	});
	expect(text).not.toContain('Ana');
	expect(text).toContain('failed  litmos-key');
	expect(text).toContain('code=litmos/key-refused');
	expect(text).toContain('(340 ms)');
});

it('a report of all probes names no host, folder or account of the person', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'report-'));
	onTestFinished(() => rmSync(folder, {recursive: true}));
	const outcomes = await runProbes(probesOf(healthyServices()), {signal: new AbortController().signal});
	const path = join(folder, 'doctor.txt');
	const report = openReport(path);
	expect(report.write(outcomes, {account: ['acme']})).toContain(path);
	report.close();
	const text = readFileSync(path, 'utf8');
	expect(statSync(path).mode & 0o777).toBe(0o600);
	for (const name of ['acme', 'conductor.one', '/home/ada', 'lab', 'baton:1']) expect(text).not.toContain(name);
	// Litmos' own hosts say which region it is, and nothing about the person.
	expect(text).toContain('api.litmos.com');
	for (const {id} of outcomes) expect(text).toContain(id);
});

it('never takes the place of a file that is there, and leaves none behind when it was not written', () => {
	const folder = mkdtempSync(join(tmpdir(), 'report-'));
	onTestFinished(() => rmSync(folder, {recursive: true}));
	const path = join(folder, 'mine.txt');
	writeFileSync(path, 'mine');
	expect(() => openReport(path)).toThrow(expect.objectContaining({code: 'disk/denied'}));
	expect(readFileSync(path, 'utf8')).toBe('mine');
	const other = join(folder, 'other.txt');
	openReport(other).close();
	expect(() => statSync(other)).toThrow();
	expect(() => openReport(join(folder, 'nowhere', 'x'))).toThrow(expect.objectContaining({code: 'disk/denied'}));
});

const probes = [
	{id: 'node', title: 'Node.js', run: () => ({result: 'ok', said: ''}) as const},
	{id: 'litmos-key', title: 'Litmos: API key', run: () => ({result: 'ok', said: ''}) as const},
];
const bad = outcome({more: 'It responded 401.', toDo: ['Copy the key again in Litmos.', 'Check the region.']});

it('a pipe gets whole lines with words, and advice below', () => {
	const lines = createDoctorLines(probes, undefined);
	expect(lines.isInPlace).toBe(false);
	expect(lines.outcome(outcome({id: 'node', title: 'Node.js', result: 'ok', said: 'Version 26', took: 3}))).toBe(
		'ok       Node.js          Version 26\n',
	);
	expect(lines.outcome(bad)).toBe(
		[
			'failed   Litmos: API key  Litmos rejected this API key (340 ms)',
			'                          It responded 401.',
			'                          -> Copy the key again in Litmos.',
			'                          -> Check the region.',
			'',
		].join('\n'),
	);
	expect(lines.end([bad])).toBe('\n1 failure, 0 warnings, 0 OK, 0 skipped\nStart with “Litmos: API key”.\n');
});

it('a terminal gets signs in columns that fit its width', () => {
	const theme = createTheme({level: 0, hasAttributes: false});
	const lines = createDoctorLines(probes, {width: 60, theme, isScreenReader: false});
	expect(lines.isInPlace).toBe(true);
	const text = lines.outcome({
		...bad,
		more: 'A long sentence that goes on and on beyond the end of a line of sixty cells.',
	});
	expect(text).toMatch(/^✗ {2}Litmos: API key {2}Litmos rejected this API key/);
	expect(text).toContain('→ Copy the key again in Litmos.');
	for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(60);
	expect(lines.outcome(outcome({result: 'warning'}))).toMatch(/^▲/);
	expect(lines.outcome(outcome({result: 'skipped', said: 'Not set up'}))).toMatch(/^○/);
	// Read aloud, a line that is taken away again would be said twice, and a sign says little.
	const spoken = createDoctorLines(probes, {width: 60, theme, isScreenReader: true});
	expect(spoken.isInPlace).toBe(false);
	expect(spoken.outcome(bad)).toMatch(/^failed/);
});
