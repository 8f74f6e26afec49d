import {spawn} from 'node:child_process';
import {createInterface} from 'node:readline';

export interface Called {
	/** Exit code; 127 when the program is not installed, see {@link call}. */
	code: number;
	out: string;
	error: string;
}

interface RunOptions {
	signal?: AbortSignal | undefined;
	onLine?: ((line: string) => void) | undefined;
}

/** Runs a program and gives what it said. Rejects when it cannot be started, and when the signal ends it. */
export function run(program: string, args: readonly string[], {signal, onLine}: RunOptions = {}): Promise<Called> {
	return new Promise((resolve, reject) => {
		// Spawning with a signal that is aborted already would start the program and then end it.
		signal?.throwIfAborted();
		const child = spawn(program, args, {stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true, ...(signal && {signal})});
		let [out, error] = ['', ''];
		child.stdout.on('data', (data: Buffer) => (out += data.toString()));
		if (onLine) createInterface({input: child.stdout}).on('line', (line) => line !== '' && onLine(line));
		child.stderr.on('data', (data: Buffer) => (error += data.toString()));
		child.on('error', reject);
		child.on('close', (code) => resolve({code: code ?? 1, out, error}));
	});
}

/** Runs a program of the system, such as `systemctl`, and gives what it said. Never rejects. */
export function call(program: string, args: readonly string[]): Promise<Called> {
	return run(program, args).catch(({message}: Error) => ({code: 127, out: '', error: message}));
}
