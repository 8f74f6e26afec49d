import {mkdtempSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {bundle} from '../../../bin/bundle.mjs';

/**
 * The pages, the emulated terminal around them and the checks, bundled as the program is: a page is drawn some thousand
 * times, and React for development with Ink as it is in its package needs twice as long for each. What is drawn is what
 * is shipped, too.
 */
export async function loadDrawn(): Promise<typeof import('./drawn.ts')> {
	// Under node_modules, where vitest leaves it as it is.
	const folder = mkdtempSync(join(fileURLToPath(new URL('../../../node_modules', import.meta.url)), '.drawn-'));
	try {
		await bundle({
			entryPoints: {drawn: 'test/ui/steps/drawn.ts'},
			outdir: folder,
			outExtension: {'.js': '.mjs'},
			// Their names stay in what a failing test prints.
			minify: false,
			external: ['vitest', '@napi-rs/keyring', 'keytar'],
		});
		return await import(pathToFileURL(join(folder, 'drawn.mjs')).href);
	} finally {
		rmSync(folder, {recursive: true, force: true});
	}
}
