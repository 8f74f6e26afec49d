import {describe, expect, it} from 'vitest';
import {failed, ok, warning} from '../../../source/doctor/probe.ts';
import {Problem} from '../../../source/problem/problem.ts';
import type {StartChecks} from '../../../source/setup/services/start-checks.ts';
import {renderWizard, stateAt, still} from './scripted.tsx';

const good: StartChecks = {
	keychain: Promise.resolve(ok('Saved in the macOS keychain.')),
	network: Promise.resolve(ok('api.litmos.com answers', {host: 'api.litmos.com'})),
};
const bad: StartChecks = {
	keychain: Promise.resolve(warning('There is none.', [], {code: 'keychain/unavailable'})),
	network: Promise.resolve(
		failed(
			new Problem({
				code: 'network/unreachable',
				what: 'api.litmos.com cannot be reached',
				why: 'The name is not known.',
				next: ['Check the network.', 'Behind a proxy, set HTTPS_PROXY.'],
			}),
		),
	),
};
const resume = {
	step: 'preview' as const,
	savedAt: '2026-11-24T09:00:00.000Z',
	lines: ['Litmos account acme at api.litmoseu.com', '18 courses', 'ConductorOne client acme'],
};

describe.each([
	[60, 16],
	[80, 24],
])('before the first question, at %i × %i', (columns, rows) => {
	it.each([
		['the beginning', null],
		['a return', resume],
	])('keychain and network are looked at, and nothing is pushed out: %s', async (_, saved) => {
		const app = await renderWizard(
			still(stateAt('start', {resume: saved})).setup,
			{columns, rows},
			{checks: () => bad},
		);
		await app.waitForText('▲ api.litmos.com cannot be reached. Check the network.');
		await app.waitForText('● No system keychain here. You can save secrets in a file.');
		expect(app.frame()).toContain('Try the sandbox');
		expect(app.frame().split('\n').at(-1)).toContain('? help');
	});

	it('says what works, too', async () => {
		const app = await renderWizard(still(stateAt('start')).setup, {columns, rows}, {checks: () => good});
		await app.waitForText('✓ Secrets are saved in the macOS keychain.');
		await app.waitForText('✓ api.litmos.com is reachable.');
	});
});

it('shows that it is looking, and does not keep anybody from choosing', async () => {
	const never = new Promise<never>(() => {});
	const {setup, asked} = still(stateAt('start'));
	const app = await renderWizard(setup, {}, {checks: () => ({keychain: never, network: never})});
	await app.waitForText('Checking the system keychain');
	await app.waitForText('Checking the network');
	await app.press('\r');
	expect(asked).toEqual([{type: 'start/begin'}]);
});

it('a locked keychain has its own words; read aloud, all of it is words', async () => {
	const locked = new Problem({code: 'keychain/locked', what: 'The keychain is locked.'});
	const checks = () => ({keychain: Promise.resolve(failed(locked)), network: bad.network});
	const app = await renderWizard(still(stateAt('start')).setup, {isScreenReader: true}, {checks});
	await app.waitForText('Note: Your keychain is locked. Unlock it to save secrets there.');
	await app.waitForText('Warning: api.litmos.com cannot be reached. Check the network.');
});
