import {text as readAll} from 'node:stream/consumers';
import {Problem} from '../../problem/problem.ts';
import type {SignedIn} from '../../setup/conductorone/account.ts';
import {type ConductorOneSession, openConductorOne} from '../../setup/services/conductorone-session.ts';
import type {Command, CommandContext, OwnValues} from '../command.ts';
import {person} from '../setting-groups.ts';
import {whoText} from './who.ts';

export const login: Command = {
	name: 'login',
	summary: 'Sign in to ConductorOne.',
	description:
		'Signs in to ConductorOne in your browser, creates a personal API key and saves it in your keychain. You can also paste a key of your own. “logout” revokes the key.',
	settings: person,
	ownOptions: {
		'--with-key': 'Use a personal API key from standard input or environment variables instead of the browser.',
		'--lifetime <time>': 'How long the new key is valid, such as 30d, or never. Default: 90d.',
		'--name <name>': 'Name of the new key in ConductorOne.',
		'--no-browser': 'Print the address instead of opening a browser, for example for another computer.',
	},
	examples: {
		'litmos-connector login --tenant acme.conductor.one': 'In your browser',
		'litmos-connector login --with-key < key.txt': 'With a key from a file',
	},
	async run(context, own) {
		const session = await openConductorOne(context);
		context.interruption.text = 'You weren’t signed in. No key was saved.';
		const former = session.store.account();
		const signedIn = own.withKey === true ? await withKey(context, session) : await withBrowser(context, own, session);
		const {identity, where, expiresAt} = signedIn;
		const {clientId} = session.store.account() ?? {};
		if (former !== undefined && former.clientId !== clientId) {
			context.progress.say(
				former.keyId !== undefined
					? `Deleted your earlier API key for ${former.host}.`
					: `Removed your earlier API key for ${former.host} from this computer. You can delete it in ConductorOne.`,
			);
		}
		context.progress.say(where ?? '');
		context.printFacts({...identity, clientId, expiresAt: expiresAt ?? null, where}, [
			['Signed in to', whoText(signedIn)],
			['Key', clientId ?? ''],
			['Valid until', expiresAt ?? 'it is revoked'],
		]);
		return 0;
	},
};

async function withKey({values}: CommandContext, session: ConductorOneSession): Promise<SignedIn> {
	const {keepPastedKey} = await import('../../setup/conductorone/account.ts');
	let {personalKeyId: clientId, personalKeySecret: clientSecret} = values;
	if (clientId === undefined || clientSecret === undefined) {
		const {readCredential} = await import('../../setup/services/credential-text.ts');
		const given = readCredential(process.stdin.isTTY === true ? await askHidden() : await readAll(process.stdin));
		clientId ??= given.clientId;
		clientSecret ??= given.clientSecret;
	}
	if (clientId === undefined || clientSecret === undefined) {
		throw new Problem({
			code: 'input/missing',
			what: `The client ${clientId === undefined ? 'ID' : 'secret'} of the personal API key is missing`,
			next: [
				'Pass both on standard input, in any order, or set CONDUCTORONE_CLIENT_ID and CONDUCTORONE_CLIENT_SECRET.',
				'Don’t have a key? Create one in ConductorOne: profile menu, API keys, Create credential.',
			],
		});
	}
	return keepPastedKey({clientId, clientSecret}, session);
}

async function withBrowser(context: CommandContext, own: OwnValues, session: ConductorOneSession): Promise<SignedIn> {
	const {values, signal, progress} = context;
	const isTerminal = process.stderr.isTTY === true && process.stdin.isTTY === true;
	if (!isTerminal && own.browser !== false) {
		throw new Problem({
			code: 'input/missing',
			what: 'Signing in with a browser needs a terminal',
			next: [
				'Use --with-key and pass a personal API key on standard input.',
				'Or add --no-browser to print the address and wait for you to open it.',
			],
		});
	}
	const {deviceLogin} = await import('../../conductorone/rest/device-login.ts');
	const {tenantHost} = await import('../../conductorone/rest/tenant-host.ts');
	const {keepNewKey, noPlace} = await import('../../setup/conductorone/account.ts');
	const {durationOption} = await import('../duration-option.ts');
	const tenant = values.tenant ?? values.c1ApiHost ?? session.store.account()?.host;
	if (tenant === undefined) {
		throw new Problem({
			code: 'input/missing',
			what: 'The ConductorOne tenant is missing',
			next: ['Enter the address where you sign in: --tenant acme.conductor.one, or acme.c1eu.ai in the EU.'],
		});
	}
	const lifetimeMs =
		own.lifetime === 'never' ? undefined : (durationOption('--lifetime', own.lifetime) ?? 90 * 24 * 3_600_000);
	const lifetimeSeconds = lifetimeMs === undefined ? undefined : Math.max(60, lifetimeMs / 1000);
	// A key that cannot be kept is not worth a walk to the browser.
	const place = await session.secrets();
	if (place.provider === 'memory') throw noPlace(place);
	const host = tenantHost(tenant);
	const token = await deviceLogin({
		host,
		insecure: values.c1Insecure,
		signal,
		onCode({url, userCode, expiresAt}) {
			progress.say(`Open this address and check that it shows the code ${userCode}:\n${url}`, {
				event: 'sign-in',
				url,
				userCode,
				expiresAt: new Date(expiresAt).toISOString(),
			});
			if (own.browser !== false && isTerminal) void openBrowser(url);
		},
	});
	return keepNewKey(
		token,
		{host, displayName: typeof own.name === 'string' ? own.name : undefined, lifetimeSeconds},
		session,
	);
}

/** The address is on the screen already, so a browser that does not open is no failure. */
async function openBrowser(url: string): Promise<void> {
	try {
		const {default: open} = await import('open');
		const child = await open(url);
		child.on('error', () => {});
	} catch {}
}

/** One line or a few from the terminal, not shown; an empty line or a whole credential ends it. */
async function askHidden(): Promise<string> {
	const {createInterface} = await import('node:readline');
	const {Writable} = await import('node:stream');
	const {readCredential} = await import('../../setup/services/credential-text.ts');
	process.stderr.write('Paste the client ID and client secret (they stay hidden), then press Enter:\n');
	const silent = new Writable({write: (_chunk, _encoding, done) => done()});
	const lines = createInterface({input: process.stdin, output: silent, terminal: true});
	let given = '';
	for await (const line of lines) {
		given += `${line}\n`;
		const {clientId, clientSecret} = readCredential(given);
		if (line.trim() === '' || (clientId !== undefined && clientSecret !== undefined)) break;
	}
	lines.close();
	return given;
}
