// Bundles source/ into dist/: one file for the program, one per worker thread or process, shared parts as chunks.
import {readFileSync, rmSync} from 'node:fs';
import {bundle} from './bundle.mjs';

const {version} = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

rmSync(new URL('../dist', import.meta.url), {recursive: true, force: true});
await bundle({
	entryPoints: {
		main: 'source/cli/main.ts',
		'sync-thread': 'source/sync/sync-thread.ts',
		'explorer-thread': 'source/c1z/explorer-thread.ts',
		'keychain-process': 'source/secrets/keychain-process.ts',
	},
	outdir: 'dist',
	splitting: true,
	define: {__VERSION__: JSON.stringify(version), __BUNDLED__: 'true'},
});
