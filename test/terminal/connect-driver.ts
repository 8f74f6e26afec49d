import {expect} from 'vitest';
import type {Sandbox, SandboxOptions} from '../sandbox/sandbox.ts';
import type {Terminal, TerminalOptions} from './terminal.ts';
import {openSandbox, openWizard, toConductorOne} from './wizard-driver.ts';

/** The set-up at the ConductorOne page, everything read from Litmos. */
export async function toSignIn(options: SandboxOptions = {}, terminalOptions: TerminalOptions = {}) {
	const sandbox = await openSandbox({
		...options,
		conductorOne: {nextPollMs: 20, approveAfterPolls: null, deviceIntervalSeconds: 1, ...options.conductorOne},
	});
	const terminal = openWizard(['setup'], {
		sandbox,
		...terminalOptions,
		environment: {BROWSER: 'none', ...terminalOptions.environment},
	});
	await toConductorOne(terminal, sandbox);
	return {sandbox, terminal};
}

export async function signInByBrowser(terminal: Terminal, sandbox: Sandbox): Promise<void> {
	await terminal.waitFor('Sign in to ConductorOne');
	await terminal.press('enter');
	await terminal.waitFor('How do you want to sign in?');
	await terminal.press('enter');
	// The host that the variables name is filled in.
	await terminal.waitFor(sandbox.conductorOne.host);
	await terminal.press('enter');
	await terminal.waitFor(`${sandbox.conductorOne.url}/device?user_code=`);
	const screen = await terminal.waitFor(/Make sure the code matches: [A-Z]{4}-[A-Z]{4}/);
	const code = /code matches: ([A-Z]{4}-[A-Z]{4})/.exec(screen)?.[1];
	expect(sandbox.conductorOne.approve(code)).toBe(1);
	const account = await terminal.waitFor('You’re signed in to ConductorOne');
	expect(account).toContain(sandbox.conductorOne.host);
	expect(account).toContain('Super Administrator');
}

export async function signInByKey(terminal: Terminal, sandbox: Sandbox): Promise<void> {
	await terminal.waitFor('Sign in to ConductorOne');
	await terminal.press('enter');
	await pasteKey(terminal, sandbox);
}

/** Signs in by a pasted key, from the page that asks how. */
export async function pasteKey(terminal: Terminal, sandbox: Sandbox): Promise<void> {
	await terminal.waitFor('How do you want to sign in?');
	await terminal.press('down', 'enter');
	await terminal.waitFor('Paste a personal API key');
	const {clientId, clientSecret} = sandbox.conductorOne.personal;
	await terminal.paste(`${clientSecret}\n${clientId}\n`);
	await terminal.waitFor('You’re signed in to ConductorOne');
}

/** From the account to the choice of hosting: a new app “Litmos”, owned by oneself. */
export async function toHosting(terminal: Terminal): Promise<void> {
	await terminal.press('enter');
	await terminal.waitFor('Which ConductorOne app should get the data?');
	await terminal.waitFor('Create the app “Litmos”');
	await terminal.press('enter');
	await terminal.waitFor('Who should own the app?');
	await terminal.press('enter');
	await terminal.waitFor('How should the connector run?');
}

export async function choose(terminal: Terminal, way: string, down: number): Promise<void> {
	for (let press = 0; press < down; press++) await terminal.press('down');
	await terminal.waitFor(way);
	await terminal.press('enter');
}

export const setUpOf = ({conductorOne}: Sandbox) => {
	const {apps, connectors} = conductorOne.report().rest;
	const [app] = apps.filter(({displayName, deleted}) => displayName === 'Litmos' && !deleted);
	return {app, connectors: connectors.filter(({appId, deleted}) => appId === app?.id && !deleted)};
};

export function expectNoSecret(terminal: Terminal, {litmos, conductorOne}: Sandbox): void {
	const written = terminal.written();
	for (const secret of [litmos.apiKey, conductorOne.personal.clientSecret, 'secret-token:conductorone.com']) {
		expect(written).not.toContain(secret);
	}
}
