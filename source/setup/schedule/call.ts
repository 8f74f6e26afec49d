import {spawn} from 'node:child_process';

export interface Called {
	/** Exit code; 127 when the program is not installed. */
	code: number;
	out: string;
	error: string;
}

/** Runs a program of the system, such as `systemctl`, and gives what it said. Never rejects. */
export function call(program: string, args: readonly string[]): Promise<Called> {
	return new Promise((resolve) => {
		const child = spawn(program, args, {stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true});
		let [out, error] = ['', ''];
		child.stdout.on('data', (data: Buffer) => (out += data.toString()));
		child.stderr.on('data', (data: Buffer) => (error += data.toString()));
		child.on('error', ({message}) => resolve({code: 127, out, error: message}));
		child.on('close', (code) => resolve({code: code ?? 1, out, error}));
	});
}
