import {type ChildProcess, fork} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import type {Peer} from './rpc.ts';

/** The child processes of this program: the file in the bundle and, when the source runs directly, in source/. */
const processes = {
	keychain: ['./keychain-process.js', '../secrets/keychain-process.ts'],
	foreignFile: ['./foreign-file-process.js', '../c1z/foreign-file-process.ts'],
} as const;

export type ProcessName = keyof typeof processes;

/** Its own settings, which hold secrets, are none of a child's business. */
const isOwnVariable = (name: string) => /^(BATON|CONDUCTORONE|LITMOS)_/.test(name);

/**
 * Starts one of the child processes. It is for calls into foreign code that may block for ever: a thread in such a call
 * cannot be ended and keeps the whole program from ending, a process can be killed. Its output goes nowhere, its answers
 * come through the channel, and it goes when this program goes.
 */
export function startProcess(name: ProcessName): Peer {
	const [bundled, source] = processes[name];
	const path = typeof __BUNDLED__ === 'undefined' ? source : bundled;
	const child = fork(fileURLToPath(new URL(path, import.meta.url)), [], {
		execArgv: ['--disable-warning=ExperimentalWarning'],
		env: Object.fromEntries(Object.entries(process.env).filter(([variable]) => !isOwnVariable(variable))),
		serialization: 'advanced',
		stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
	});
	const kill = () => void child.kill('SIGKILL');
	process.once('exit', kill);
	child.once('exit', () => process.off('exit', kill));
	return peerOf(child, kill);
}

function peerOf(child: ChildProcess, kill: () => void): Peer {
	return {
		postMessage(message) {
			if (child.connected) child.send(message as object);
		},
		on: (event, listener) => child.on(event, listener),
		off: (event, listener) => child.off(event, listener),
		ref() {
			child.ref();
			child.channel?.ref();
		},
		unref() {
			child.unref();
			child.channel?.unref();
		},
		terminate: async () => kill(),
	};
}

/**
 * The child's side: what it gets from the program that started it. It ends as soon as that program is gone, and only then:
 * Ctrl-C reaches the whole group of processes, and the program may still need it to tidy up.
 */
export function programPort(): Pick<Peer, 'postMessage' | 'on'> {
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
	// Not process.exit(): that waits for threads inside of foreign code.
	process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
	return {
		postMessage: (message) => void process.send?.(message),
		on: (event, listener) => process.on(event as 'message', listener),
	};
}
