import {chmod, mkdir, readFile, rename, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {Problem} from '../problem/problem.ts';
import {systemCode} from '../problem/system-code.ts';
import type {BackEnd} from './back-end.ts';
import {secretFileMessages} from './messages.ts';

type Contents = Record<string, Record<string, string>>;

export const secretFileName = 'secrets.json';

/**
 * Secrets as plain text in `<folder>/secrets.json`, readable by this user only (mode 0600). Used only after an explicit
 * choice. Written to a temporary file first, then renamed, so that a crash loses nothing. Throws `file/damaged`,
 * `disk/denied` and `disk/full`.
 */
export function openSecretFile(folder: string): BackEnd {
	const path = join(folder, secretFileName);

	async function read(): Promise<Contents> {
		let text: string;
		try {
			text = await readFile(path, 'utf8');
		} catch (error) {
			if (systemCode(error) === 'ENOENT') return {};
			throw diskProblem(error, path);
		}
		try {
			const value: unknown = JSON.parse(text);
			if (isContents(value)) return value;
		} catch {
			// Falls through to the same words as a wrong shape; the parser's message would quote the secrets.
		}
		throw new Problem({code: 'file/damaged', ...secretFileMessages.damaged(path)});
	}

	async function write(contents: Contents): Promise<void> {
		const temporary = `${path}.${crypto.randomUUID()}.tmp`;
		try {
			await mkdir(folder, {recursive: true, mode: 0o700});
			await writeFile(temporary, JSON.stringify(contents, null, '\t'), {mode: 0o600, flag: 'wx'});
			// The umask may only have taken rights away; the file that is replaced may have been wider.
			await chmod(temporary, 0o600);
			await rename(temporary, path);
		} catch (error) {
			await rm(temporary, {force: true});
			throw diskProblem(error, path);
		}
	}

	/** Reading and writing again is one step: two changes at once must not undo each other. */
	let queue: Promise<unknown> = Promise.resolve();
	function change<T>(edit: (contents: Contents) => T): Promise<T> {
		const result = queue.then(async () => {
			const contents = await read();
			const value = edit(contents);
			await write(contents);
			return value;
		});
		queue = result.catch(() => undefined);
		return result;
	}

	return {
		getPassword: async (service, account) => (await read())[service]?.[account] ?? null,
		setPassword: (service, account, password) =>
			change((contents) => {
				contents[service] = {...contents[service], [account]: password};
			}),
		deletePassword: (service, account) =>
			change((contents) => {
				const accounts = contents[service];
				if (accounts?.[account] === undefined) return false;
				delete accounts[account];
				return true;
			}),
		findCredentials: async (service) =>
			Object.entries((await read())[service] ?? {}).map(([account, password]) => ({account, password})),
	};
}

function isContents(value: unknown): value is Contents {
	return (
		isRecord(value) &&
		Object.values(value).every(
			(accounts) => isRecord(accounts) && Object.values(accounts).every((secret) => typeof secret === 'string'),
		)
	);
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function diskProblem(error: unknown, path: string): Problem {
	if (error instanceof Problem) return error;
	if (systemCode(error) === 'ENOSPC')
		return new Problem({code: 'disk/full', ...secretFileMessages.full(path), cause: error});
	return new Problem({
		code: 'disk/denied',
		...secretFileMessages.denied(path),
		why: error instanceof Error ? error.message : undefined,
		cause: error,
	});
}
