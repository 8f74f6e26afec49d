import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import type {VitestPluginContext} from 'vitest/node';
import {bundle, threads} from '../bin/bundle.mjs';

const cache = fileURLToPath(new URL('../node_modules/.cache/threads', import.meta.url));

/**
 * Bundles the source of the threads as it is now. The folder has its name from what is in it, so that runs share what was
 * compiled, and one that starts does not take away what another one still reads.
 */
async function bundleThreads(): Promise<string> {
	const {outputFiles} = await bundle({
		entryPoints: threads,
		outdir: cache,
		splitting: true,
		write: false,
		// A mistake in a thread names functions and lines that a person finds.
		minify: false,
		define: {__BUNDLED__: 'true'},
	});
	const hash = createHash('sha256');
	for (const {path, contents} of outputFiles) hash.update(path).update(contents);
	const folder = join(cache, hash.digest('hex').slice(0, 16));
	if (existsSync(folder)) return folder;
	const passing = `${folder}.${process.pid}`;
	mkdirSync(passing, {recursive: true});
	for (const {path, contents} of outputFiles) writeFileSync(join(passing, path.slice(cache.length + 1)), contents);
	// Files that end in .js are modules only where a package.json says so.
	writeFileSync(join(passing, 'package.json'), '{"type":"module"}\n');
	try {
		renameSync(passing, folder);
	} catch {
		// Another run was faster, with the same.
		rmSync(passing, {recursive: true});
	}
	return folder;
}

/**
 * Lets tests that run from source start threads and child processes as they are shipped, in one file: from source each
 * start would read and translate some hundred files, and tests start some hundred of them.
 */
export function bundledThreads() {
	let folder: Promise<string> | undefined;
	const namesThreads = (id: string) => /[\\/]source[\\/]threads[\\/](thread|process)\.ts$/.test(id);
	return {
		name: 'bundled-threads',
		enforce: 'pre' as const,
		// Kept from an earlier run, these two would start the threads as they were then.
		configureVitest({defineCacheKeyGenerator}: VitestPluginContext) {
			defineCacheKeyGenerator(({id}) => (namesThreads(id) ? false : null));
		},
		async transform(code: string, id: string) {
			if (!namesThreads(id)) return undefined;
			folder ??= bundleThreads();
			const url = pathToFileURL(await folder).href;
			const contents = code.replaceAll(/'\.\.\/[\w/-]+\/([\w-]+)\.ts'/g, `'${url}/$1.js'`);
			if (contents === code) throw new Error('Threads are named in another way now.');
			return {code: contents, map: null};
		},
	};
}
