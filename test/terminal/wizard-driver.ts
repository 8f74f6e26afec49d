import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {onTestFinished} from 'vitest';
import {type Sandbox, type SandboxOptions, startSandbox} from '../sandbox/sandbox.ts';
import {Terminal, type TerminalOptions} from './terminal.ts';

/** A demo tenant of this test alone, without a rate limit. */
export async function openSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const sandbox = await startSandbox({
		size: {accounts: 60, courses: 12, teams: 3, enrolments: 200},
		...options,
		litmos: {limiter: 'none', ...options.litmos},
	});
	onTestFinished(() => sandbox.close());
	return sandbox;
}

/** A home that outlives one run of the program. */
export function openHome(): string {
	const home = mkdtempSync(join(tmpdir(), 'litmos-home-'));
	onTestFinished(() => rmSync(home, {recursive: true, force: true}));
	return home;
}

/** The set-up in a terminal. Secrets go to a file, because a test machine has no keychain and must not use a real one. */
export function openWizard(args: readonly string[], options: TerminalOptions & {sandbox?: Sandbox} = {}): Terminal {
	const {sandbox, environment, ...rest} = options;
	const terminal = new Terminal(args, {
		...rest,
		environment: {
			BATON_SECRET_STORE: 'file',
			BATON_REQUESTS_PER_MINUTE: '60000',
			...(sandbox === undefined ? {} : {BATON_C1_API_HOST: sandbox.conductorOne.host, BATON_C1_INSECURE: 'true'}),
			...environment,
		},
	});
	onTestFinished(() => terminal.close());
	return terminal;
}

/** From the start screen to the API key of the sandbox's Litmos, the key itself not yet given. */
export async function toKey(terminal: Terminal, {litmos}: Sandbox): Promise<void> {
	await terminal.waitFor('Try the sandbox');
	await terminal.press('enter');
	await terminal.waitFor('such as acme.litmos.com');
	await terminal.type(litmos.source);
	await terminal.press('enter');
	await terminal.waitFor('Another address');
	await terminal.press('up', 'enter');
	await terminal.waitFor('such as https://api.litmos.com');
	await terminal.type(litmos.url);
	await terminal.press('enter');
	await terminal.waitFor('paste it here');
}

export async function toCourses(terminal: Terminal, sandbox: Sandbox): Promise<void> {
	await toKey(terminal, sandbox);
	await terminal.paste(sandbox.litmos.apiKey);
	await terminal.press('enter');
	await terminal.waitFor('Which courses do you want to sync?');
}

export async function toPreview(terminal: Terminal, sandbox: Sandbox): Promise<void> {
	await toCourses(terminal, sandbox);
	await terminal.press('enter');
	await terminal.waitFor(/Accounts|Read in/);
}

export async function toConductorOne(terminal: Terminal, sandbox: Sandbox): Promise<void> {
	await toPreview(terminal, sandbox);
	await terminal.waitFor('Read in');
	await terminal.press('enter');
	await terminal.waitFor('Connect to ConductorOne');
}

export async function toReview(terminal: Terminal, sandbox: Sandbox): Promise<void> {
	await toConductorOne(terminal, sandbox);
	await terminal.paste(`${sandbox.conductorOne.clientId}\n${sandbox.conductorOne.clientSecret}\n`);
	await terminal.waitFor('You pasted both');
	await terminal.press('enter');
	await terminal.waitFor('Review — nothing has been sent yet');
}

/** A sequence that sets a colour. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are the subject
export const colour = /\u001b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9;]*)?m/;

/** No part of a frame may be wider or taller than the window, or be left behind by an earlier one. */
export function isWhole(screen: string, rows: number): boolean {
	const lines = screen.split('\n');
	return lines.length === rows && / Litmos . .* Push/.test(lines[0] ?? '') && /help|quit/.test(lines.at(-1) ?? '');
}
