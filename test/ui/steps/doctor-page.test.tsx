import {expect, it, vi} from 'vitest';
import {type Finding, failed, ok, type Probe, skipped} from '../../../source/doctor/probe.ts';
import {Problem} from '../../../source/problem/problem.ts';
import {ctrl, keys} from '../render-test.tsx';
import {renderWizard, stateAt, still} from './scripted.tsx';

const refused = new Problem({
	code: 'litmos/key-refused',
	what: 'Litmos rejected this API key',
	why: 'It responded 401.',
	next: ['Copy the key again in Litmos.'],
});
const withError = () => still(stateAt('litmos', {problem: refused}));
const probe = (id: string, title: string, finding: Finding | Promise<Finding>): Probe => ({
	id,
	title,
	run: () => finding,
});
const probes = [
	...Array.from({length: 20}, (_, index) => probe(`good-${index}`, `Check ${index + 1}`, ok('Works'))),
	probe('litmos-key', 'Litmos: API key', failed(refused)),
	probe('litmos-paging', 'Litmos: paging', skipped('Not tried')),
];

it.each([
	[60, 16],
	[80, 24],
	[120, 36],
])('an error page offers it, and it shows the first finding that is no good, at %i × %i', async (columns, rows) => {
	const close = vi.fn();
	const app = await renderWizard(withError().setup, {columns, rows}, {examine: async () => ({probes, close})});
	await app.waitForText('Ctrl-P diagnose');
	await app.press(ctrl('p'));
	await app.waitForText('1 failure, 0 warnings, 20 OK, 1 skipped');
	const frame = app.frame();
	expect(frame).toContain('✗');
	expect(frame).toContain('Litmos rejected this API key');
	expect(frame).toContain('→ Copy the key again in Litmos.');
	expect(frame).toContain('Esc back to the page');
	expect(frame).not.toContain('Ctrl-P');
	expect(close).toHaveBeenCalledTimes(1);
	for (const line of frame.split('\n')) expect(line.length).toBeLessThanOrEqual(columns);
	await app.press(keys.escape);
	await app.waitForText('Ctrl-P diagnose');
	expect(app.frame()).toContain('API key');
});

it('has help of its own, and the keys that work everywhere', async () => {
	const onInterrupt = vi.fn(() => 'Bye');
	const app = await renderWizard(
		withError().setup,
		{columns: 80, rows: 24, onInterrupt},
		{examine: async () => ({probes, close() {}})},
	);
	await app.waitForText('Ctrl-P');
	await app.press(ctrl('p'));
	await app.waitForText('1 failure');
	expect(app.frame()).toContain('? help');
	await app.press('?');
	await app.waitForText('These are the checks of litmos-connector doctor');
	expect(app.frame()).toContain('check again');
	await app.press(keys.escape);
	await app.waitForText('1 failure');
	await app.press(ctrl('c'));
	await vi.waitFor(() => expect(onInterrupt).toHaveBeenCalled(), {timeout: 60_000});
});

it('shows each probe as it is tried, and stops when it is left', async () => {
	const signals: AbortSignal[] = [];
	const hanging: Probe = {
		id: 'litmos-dns',
		title: 'Litmos: name lookup',
		run: (signal) => {
			signals.push(signal);
			return new Promise(() => {});
		},
	};
	const app = await renderWizard(
		withError().setup,
		{},
		{examine: async () => ({probes: [probe('node', 'Node.js', ok('Version 26')), hanging], close() {}})},
	);
	await app.waitForText('Ctrl-P');
	await app.press(ctrl('p'));
	await app.waitForText('Litmos: name lookup');
	expect(app.frame()).toContain('✓  Node.js');
	expect(app.frame()).toContain('Checking this computer');
	await app.press(keys.escape);
	await app.waitForText('Ctrl-P');
	expect(signals[0]?.aborted).toBe(true);
});

it('checks again on r, and scrolls back to what is well', async () => {
	let rounds = 0;
	const examine = async () => {
		rounds++;
		return {probes, close() {}};
	};
	const app = await renderWizard(withError().setup, {columns: 80, rows: 16}, {examine});
	await app.waitForText('Ctrl-P');
	await app.press(ctrl('p'));
	await app.waitForText('1 failure');
	expect(app.frame()).not.toContain('Check 1 ');
	await app.press(keys.home);
	await app.waitForText('Check 1 ');
	await app.press('r');
	await vi.waitFor(() => expect(rounds).toBe(2), {timeout: 60_000});
});

it('tells why when it cannot even begin', async () => {
	const examine = () => Promise.reject(new Problem({code: 'file/damaged', what: 'A saved file is damaged'}));
	const app = await renderWizard(withError().setup, {}, {examine});
	await app.waitForText('Ctrl-P');
	await app.press(ctrl('p'));
	await app.waitForText('A saved file is damaged');
	await app.press(keys.escape);
	await app.waitForText('Ctrl-P');
});

it('is not offered for an answer that is missing, nor where nothing can be examined', async () => {
	const missing = new Problem({code: 'input/invalid', what: 'That is no address'});
	const examine = async () => ({probes, close() {}});
	const app = await renderWizard(still(stateAt('litmos', {problem: missing})).setup, {}, {examine});
	await app.waitForText('That is no address');
	expect(app.frame()).not.toContain('Ctrl-P');
	const other = await renderWizard(withError().setup);
	await other.waitForText('Litmos rejected');
	expect(other.frame()).not.toContain('Ctrl-P');
});

it('read aloud, each finding is words', async () => {
	const app = await renderWizard(
		withError().setup,
		{isScreenReader: true},
		{examine: async () => ({probes: probes.slice(-2), close() {}})},
	);
	await app.waitForText('Ctrl-P');
	await app.press(ctrl('p'));
	await app.waitForText('failed');
	await app.waitForText('skipped');
});
