// Bundles source/ into dist/: one file for the program, one per worker thread, shared parts as chunks.
import {readFileSync, rmSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const {version} = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

/** ink asks for react-devtools-core, which nobody needs at run time. */
const withoutDevtools = {
	name: 'without-devtools',
	setup(builder) {
		builder.onResolve({filter: /^react-devtools-core$/}, () => ({path: 'devtools', namespace: 'empty'}));
		builder.onLoad({filter: /.*/, namespace: 'empty'}, () => ({contents: 'export default {}'}));
	},
};

/** ink-table's adapter patches the require cache, which a bundle has not. */
const bundledTable = {
	name: 'bundled-table',
	setup(builder) {
		const path = fileURLToPath(new URL('../source/ui/vendor/ink-table.bundled.ts', import.meta.url));
		builder.onResolve({filter: /vendor\/ink-table\.ts$/}, () => ({path}));
	},
};

rmSync(new URL('../dist', import.meta.url), {recursive: true, force: true});
await build({
	absWorkingDir: root,
	entryPoints: {
		main: 'source/cli/main.ts',
		'sync-thread': 'source/sync/sync-thread.ts',
		'explorer-thread': 'source/c1z/explorer-thread.ts',
	},
	outdir: 'dist',
	bundle: true,
	splitting: true,
	format: 'esm',
	platform: 'node',
	target: 'node22',
	minify: true,
	legalComments: 'none',
	external: ['@napi-rs/keyring', 'keytar'],
	define: {
		'process.env.NODE_ENV': '"production"',
		'process.env.DEV': '"false"',
		__VERSION__: JSON.stringify(version),
		__BUNDLED__: 'true',
	},
	banner: {
		js: "import {createRequire as __createRequire} from 'node:module';const require=__createRequire(import.meta.url);",
	},
	plugins: [withoutDevtools, bundledTable],
	logLevel: 'warning',
});
