import {describe, expect, test} from 'vitest';
import {isLong} from '../long.ts';
import type {Sandbox, SandboxOptions} from '../sandbox/sandbox.ts';
import {choose, expectNoSecret, setUpOf, signInByKey, toHosting, toSignIn} from './connect-driver.ts';
import type {Terminal, TerminalOptions} from './terminal.ts';
import {colour, isWhole} from './wizard-driver.ts';

/** Every way the set-up can end, in every size, with and without colour, and with everything slow and unreliable. */
interface Way {
	name: string;
	/** From the ConductorOne page to the last page. */
	walk: (terminal: Terminal, sandbox: Sandbox) => Promise<void>;
	/** Connectors there are at the end, beside those the tenant had. */
	connectors: number;
	pushes: boolean;
	/** It runs ConductorOne's own connector, which does not know every setting. */
	leavesOut?: boolean;
}

/** By signing in; `answers` are the pages between the choice and the plan. */
const signedIn = (label: string, down: number, answers: string[] = []): Way['walk'] => {
	return async (terminal, sandbox) => {
		await signInByKey(terminal, sandbox);
		await toHosting(terminal);
		await choose(terminal, label, down);
		for (const words of answers) {
			await terminal.waitFor(words);
			await terminal.press('enter');
		}
		await terminal.waitFor('Review — nothing has been created yet');
		await terminal.press('enter');
	};
};

const files = ['Where do you want to write the files?'];
const inKubernetes = [
	'Which namespace should',
	'Which image should',
	'How should the files be',
	'Do you use the External',
];
const ways: Way[] = [
	{
		name: 'the Client ID and secret pasted',
		walk: async (terminal, {conductorOne}) => {
			await terminal.paste(`${conductorOne.clientId}\n${conductorOne.clientSecret}\n`);
			await terminal.waitFor('You pasted both');
			await terminal.press('enter');
			await terminal.waitFor('Review — nothing has been sent yet');
			await terminal.press('enter');
			await terminal.waitFor('accepted the data');
		},
		connectors: 0,
		pushes: true,
	},
	{
		name: 'hosted by ConductorOne',
		walk: async (terminal, sandbox) => {
			await signedIn('Hosted by ConductorOne', 0)(terminal, sandbox);
			await terminal.waitFor('ConductorOne has received everything');
		},
		leavesOut: true,
		connectors: 1,
		pushes: false,
	},
	{
		name: 'pushed from here',
		walk: async (terminal, sandbox) => {
			await signedIn('From this computer', 2)(terminal, sandbox);
			await terminal.waitFor('Review — nothing has been sent yet');
			await terminal.press('enter');
			await terminal.waitFor('ConductorOne has received everything');
		},
		connectors: 1,
		pushes: true,
	},
	...(
		[
			['Kubernetes', 3, 1],
			['Terraform', 4, 0],
			['Docker Compose', 5, 1],
			['systemd service', 6, 1],
		] as const
	).map(([name, down, connectors]) => ({
		name,
		walk: async (terminal: Terminal, sandbox: Sandbox) => {
			const questions = name === 'Kubernetes' ? [...files, ...inKubernetes] : files;
			await signedIn(name, down, questions)(terminal, sandbox);
			await terminal.waitFor(/The connector is set up|The files are ready/);
		},
		leavesOut: name !== 'systemd service',
		connectors,
		pushes: false,
	})),
];

async function walkToTheEnd(way: Way, sandboxOptions: SandboxOptions, options: TerminalOptions) {
	const {sandbox, terminal} = await toSignIn(sandboxOptions, options);
	await way.walk(terminal, sandbox);
	const last = await terminal.settled();
	expect(isWhole(last, terminal.rows), last).toBe(true);
	await terminal.press('enter');
	expect(await terminal.ended, terminal.transcript()).toEqual({exitCode: 0, signal: undefined});
	// The pace is set for every start here, and only this program keeps it.
	expect(terminal.transcript().includes('--requests-per-minute')).toBe(way.leavesOut === true);
	expect(setUpOf(sandbox).connectors).toHaveLength(way.connectors);
	if (way.pushes) expect(sandbox.conductorOne.report().syncs).toMatchObject([{problems: []}]);
	expectNoSecret(terminal, sandbox);
	return {sandbox, terminal};
}

/** Answers that are lost on the way. */
const lost = 3;

/**
 * In `npm test` the way without signing in, whose last page no other test sees small, and one of the others: these are
 * walked to their ends in connect.test.ts too.
 */
const sampled = ways.filter(({name}) => ['the Client ID and secret pasted', 'pushed from here'].includes(name));

describe.each(isLong ? ways : sampled)('$name', (way) => {
	const sizes: [number, number, boolean][] = [
		[60, 16, true],
		[80, 24, true],
		[80, 24, false],
		[200, 50, true],
	];
	// In `npm test` each way has another of the sizes.
	const index = ways.indexOf(way);
	test.each(isLong ? sizes : [sizes[index % sizes.length]!])(
		'at %i×%i, colour: %s',
		async (columns, rows, isColoured) => {
			const environment = isColoured ? {} : {NO_COLOR: '1'};
			const {terminal} = await walkToTheEnd(way, {}, {columns, rows, environment});
			if (isColoured) expect(terminal.written()).toMatch(colour);
			else expect(terminal.written()).not.toMatch(colour);
		},
	);

	test.runIf(isLong)('over a slow network that loses answers', async () => {
		const {sandbox} = await walkToTheEnd(
			way,
			{
				litmos: {latencyMs: 100, nextFaults: [{fault: 'reset', path: '/courses/', times: lost}]},
				conductorOne: {
					unavailable: 0.1,
					restFaults: [
						{status: 429, times: 1, path: '/apps', retryAfterSeconds: 0},
						{status: 503, times: 2, path: '/users'},
					],
				},
			},
			{},
		);
		// What was lost was asked for again, and nothing else.
		const calm = await walkToTheEnd(way, {}, {});
		const asked = sandbox.litmos.report().totalRequests;
		expect(asked).toBe(calm.sandbox.litmos.report().totalRequests + lost);
	});
});
