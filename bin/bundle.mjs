// How the program is bundled, for bin/build.mjs and for the benchmarks, which measure what is shipped.
import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** ink asks for react-devtools-core, which nobody needs at run time. */
const withoutDevtools = {
	name: 'without-devtools',
	setup(builder) {
		builder.onResolve({filter: /^react-devtools-core$/}, () => ({path: 'devtools', namespace: 'empty'}));
		builder.onLoad({filter: /.*/, namespace: 'empty'}, () => ({contents: 'export default {}'}));
	},
};

/**
 * Yoga decodes its WebAssembly, which is in its source, by fetching a data: address. For that Node loads its whole HTTP
 * client; yoga's other way, for places without fetch, only decodes.
 */
const yogaWithoutFetch = {
	name: 'yoga-without-fetch',
	setup(builder) {
		builder.onLoad({filter: /yoga-wasm-base64-esm\.js$/}, ({path}) => {
			const source = readFileSync(path, 'utf8');
			const contents = source.replaceAll('"function"!=typeof fetch', 'true');
			return contents === source ? {errors: [{text: 'yoga loads its WebAssembly in another way now'}]} : {contents};
		});
	},
};

/**
 * string-width makes its pattern of all emoji when it is loaded, the slowest single thing before the first page, which has
 * none. It is made when the first text needs it.
 */
const emojiWhenNeeded = {
	name: 'emoji-when-needed',
	setup(builder) {
		builder.onLoad({filter: /[\\/]string-width[\\/]index\.js$/}, ({path}) => {
			const source = readFileSync(path, 'utf8');
			const contents = source.replace(
				/^const emojiPrefixRegex = \/(.+)\/v;$/m,
				(_, pattern) => `let emojiPrefix;
const emojiPattern = () => (emojiPrefix ??= new RegExp(String.raw\`${pattern}\`, 'v'));
const emojiPrefixRegex = {exec: (text) => emojiPattern().exec(text), test: (text) => emojiPattern().test(text)};`,
			);
			return contents === source ? {errors: [{text: 'string-width has another pattern of emoji now'}]} : {contents};
		});
	},
};

/** conf checks what it keeps with ajv, and moves old forms on with semver, if told to. It is not, and both load slowly. */
const plainConf = {
	name: 'plain-conf',
	setup(builder) {
		builder.onResolve({filter: /^(ajv-formats|ajv\/dist\/2020\.js|semver)$/}, ({path, importer}) =>
			/[\\/]node_modules[\\/]conf[\\/]/.test(importer) ? {path, namespace: 'not-in-conf'} : undefined,
		);
		builder.onLoad({filter: /.*/, namespace: 'not-in-conf'}, () => ({
			contents: 'export const Ajv2020 = undefined; export default undefined;',
		}));
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

/**
 * Ink takes each text apart for each frame anew, which is most of what a key costs, though nearly all of a frame stood in
 * the one before. The pieces are kept for the next frames; they are never changed, since one frame shares them already.
 */
const piecesKept = {
	name: 'pieces-kept',
	setup(builder) {
		builder.onLoad({filter: /[\\/]ink[\\/]build[\\/]output\.js$/}, ({path}) => {
			const source = readFileSync(path, 'utf8');
			const contents = source.replace(
				'caches = new OutputCaches();',
				'caches = OutputCaches.kept = OutputCaches.kept?.styledChars.size < 400 ? OutputCaches.kept : new OutputCaches();',
			);
			return contents === source
				? {errors: [{text: 'Ink keeps the pieces of a frame in another way now'}]}
				: {contents};
		});
	},
};

/** Bundles into a folder, relative to the project's; `options` are esbuild's. */
export function bundle(options) {
	return build({
		absWorkingDir: root,
		bundle: true,
		format: 'esm',
		platform: 'node',
		target: 'node22',
		minify: true,
		legalComments: 'none',
		// Ink and its helpers bring older ones; two would measure differently, and each makes its tables of emoji anew.
		alias: {'string-width': fileURLToPath(new URL('../node_modules/string-width/index.js', import.meta.url))},
		external: ['@napi-rs/keyring', 'keytar'],
		banner: {
			js: "import {createRequire as __createRequire} from 'node:module';const require=__createRequire(import.meta.url);",
		},
		plugins: [withoutDevtools, bundledTable, yogaWithoutFetch, emojiWhenNeeded, plainConf, piecesKept],
		logLevel: 'warning',
		...options,
		define: {'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"', ...options.define},
	});
}
