import {Problem} from '../problem/problem.ts';
import {startProcess} from '../threads/process.ts';
import {type Connection, connect} from '../threads/rpc.ts';
import type {BackEnd, BackEnds} from './back-end.ts';
import type {KeychainProcess} from './keychain-process.ts';
import {keychainMessages} from './messages.ts';

/**
 * The system keychain, asked from a process of its own. Its libraries wait in native code for as long as the keychain
 * wants, which no timer, no Ctrl-C and no end of this program could stop otherwise.
 */

/** A process with nothing to do is ended after so long, milliseconds. */
const idleMs = 3000;

let connection: Connection<KeychainProcess> | undefined;
let underWay = 0;
let idle: NodeJS.Timeout | undefined;

/** Ends the process, with whatever it is waiting for. The next call starts another. */
function end(): void {
	clearTimeout(idle);
	void connection?.close();
	connection = undefined;
}

async function ask<Result>(work: (open: Connection<KeychainProcess>) => Promise<Result>): Promise<Result> {
	clearTimeout(idle);
	connection ??= connect<KeychainProcess>(startProcess('keychain'));
	const mine = connection;
	underWay++;
	try {
		return await work(mine);
	} catch (error) {
		const problem = Problem.from(error);
		if (problem.code.startsWith('keychain/')) throw problem;
		// It crashed, or was ended: the next call gets a new one.
		if (connection === mine) end();
		throw new Problem({
			code: 'keychain/unavailable',
			...keychainMessages.unavailable(keychainMessages.stopped),
			cause: error,
		});
	} finally {
		if (--underWay === 0) idle = setTimeout(end, idleMs).unref();
	}
}

/** Opens one of the two libraries in the process. Throws `keychain/unavailable` when it cannot be loaded. */
function opener(name: keyof BackEnds) {
	return async (): Promise<BackEnd> => {
		await ask((open) => open.call('open', [name]));
		return {
			getPassword: (...args) => ask((open) => open.call('getPassword', [name, ...args])),
			setPassword: (...args) => ask((open) => open.call('setPassword', [name, ...args])),
			deletePassword: (...args) => ask((open) => open.call('deletePassword', [name, ...args])),
			findCredentials: (...args) => ask((open) => open.call('findCredentials', [name, ...args])),
			giveUp: end,
		};
	};
}

export const keychains: BackEnds = {keyring: opener('keyring'), keytar: opener('keytar')};
