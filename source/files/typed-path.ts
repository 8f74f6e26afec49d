import {homedir} from 'node:os';
import {join, resolve} from 'node:path';

/**
 * The file that a person means who types or pastes a path, or drops a file on the terminal: those come in quotes or with
 * spaces escaped, and `~` is known from the shell.
 */
export function typedPath(text: string, home = homedir(), isWindows = process.platform === 'win32'): string {
	const trimmed = text.trim();
	const quoted = /^(["'])(.*)\1$/s.exec(trimmed)?.[2];
	const plain = quoted ?? (isWindows ? trimmed : trimmed.replace(/\\(.)/gs, '$1'));
	if (quoted === undefined && /^~(?:[/\\]|$)/.test(plain)) return join(home, plain.slice(1));
	return resolve(plain);
}
