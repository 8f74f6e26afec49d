import {existsSync} from 'node:fs';
import {readdir, readFile, stat} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {createTarGzip, type TarFileInput} from 'nanotar';
import {Problem} from '../problem/problem.ts';
import {archiveMessages} from './messages.ts';

/** What the npm package holds too, and a machine needs to run the program. */
const parts = ['package.json', 'bin', 'dist', 'LICENSE', 'README.md', 'THIRD-PARTY-NOTICES'];

/**
 * This program as an archive that any tar unpacks (everything is below `package/`, as in an npm package). The same program
 * makes the same bytes, so that an export can be repeated.
 */
export async function programArchive(): Promise<Uint8Array> {
	const root = programFolder();
	if (root === null || !existsSync(join(root, 'dist', 'main.js'))) {
		throw new Problem({code: 'input/invalid', ...archiveMessages.notBuilt});
	}
	const files = await Promise.all(parts.map((part) => entriesOf(root, part)));
	return createTarGzip(files.flat(), {attrs: {mtime: 0, uid: 0, gid: 0, user: 'root', group: 'root'}});
}

/** The folder that this program was installed into, or its clone; null when it can't be told. */
export function programFolder(): string | null {
	return projectFolder(dirname(fileURLToPath(import.meta.url)));
}

function projectFolder(from: string): string | null {
	if (existsSync(join(from, 'bin', 'litmos-connector.cjs'))) return from;
	return dirname(from) === from ? null : projectFolder(dirname(from));
}

async function entriesOf(root: string, name: string): Promise<TarFileInput[]> {
	const path = join(root, name);
	const facts = await stat(path);
	if (facts.isDirectory()) {
		const names = (await readdir(path)).sort();
		return (await Promise.all(names.map((inside) => entriesOf(root, `${name}/${inside}`)))).flat();
	}
	// Not as it is on disk: an executable that unpacked itself has files for its user only.
	const mode = name === 'bin/litmos-connector.cjs' ? '755' : '644';
	return [{name: `package/${name}`, data: await readFile(path), attrs: {mode}}];
}
