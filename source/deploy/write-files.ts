import {chmod, mkdir, open, readFile, rename, rm} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {Problem} from '../problem/problem.ts';
import {systemCode} from '../problem/system-code.ts';
import type {DeployFile} from './answers.ts';
import {writeMessages} from './messages.ts';

export interface WrittenFile {
	path: string;
	/** `same` files were left alone. */
	result: 'written' | 'same';
}

/**
 * Writes a deployment's files into a folder (made with mode 0700), each with mode 0600. Files that hold something else
 * already are kept: the first call names them all in a Problem, unless `overwrite` is set.
 */
export async function writeDeployment(
	folder: string,
	files: readonly DeployFile[],
	{overwrite = false} = {},
): Promise<WrittenFile[]> {
	try {
		await mkdir(folder, {recursive: true, mode: 0o700});
		const states = await Promise.all(
			files.map(async (file) => {
				const data = Buffer.from((await file.bytes?.()) ?? file.content);
				return {file, data, state: await compare(join(folder, file.name), data)};
			}),
		);
		const inTheWay = states.filter(({state}) => state === 'different').map(({file}) => file.name);
		if (inTheWay.length > 0 && !overwrite) {
			throw new Problem({code: 'input/invalid', ...writeMessages.inTheWay(folder, inTheWay)});
		}
		const written: WrittenFile[] = [];
		for (const {file, data, state} of states) {
			const path = join(folder, file.name);
			await mkdir(dirname(path), {recursive: true, mode: 0o700});
			if (state === 'same') await chmod(path, 0o600);
			else await writePrivate(path, data);
			written.push({path, result: state === 'same' ? 'same' : 'written'});
		}
		return written;
	} catch (error) {
		if (error instanceof Problem) throw error;
		const code = systemCode(error);
		if (code === 'ENOSPC') throw new Problem({code: 'disk/full', ...writeMessages.full(folder), cause: error});
		throw new Problem({code: 'disk/denied', ...writeMessages.refused(folder, code ?? String(error)), cause: error});
	}
}

async function compare(path: string, data: Buffer): Promise<'missing' | 'same' | 'different'> {
	try {
		return (await readFile(path)).equals(data) ? 'same' : 'different';
	} catch (error) {
		if (systemCode(error) === 'ENOENT') return 'missing';
		throw error;
	}
}

// Mode 0600 from the first byte on, and never a half-written file under the final name.
async function writePrivate(path: string, content: Buffer): Promise<void> {
	const temporary = `${path}.tmp`;
	await rm(temporary, {force: true});
	const handle = await open(temporary, 'wx', 0o600);
	try {
		await handle.writeFile(content);
		await handle.close();
		await rename(temporary, path);
	} catch (error) {
		await handle.close().catch(() => {});
		await rm(temporary, {force: true});
		throw error;
	}
}
