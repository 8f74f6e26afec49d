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
 * Importing node:http reads all it exports, WebSocket too, for which Node loads the HTTP client behind fetch: half of what
 * the first request of a process or thread costs. Taken as CommonJS it is read when it is used.
 */
const httpWithoutFetch = {
	name: 'http-without-fetch',
	setup(builder) {
		builder.onResolve({filter: /^(node:)?http$/}, ({kind}) =>
			kind === 'require-call' ? undefined : {path: 'node:http', namespace: 'as-it-is-used'},
		);
		builder.onLoad({filter: /.*/, namespace: 'as-it-is-used'}, ({path}) => ({
			contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`,
		}));
	},
};

/**
 * string-width makes its pattern of all emoji when it is loaded, the slowest single thing before the first page, which has
 * none. It is made when the first text needs it. Plain texts, those with lines and dots of ours too, need no table.
 */
const emojiWhenNeeded = {
	name: 'emoji-when-needed',
	setup(builder) {
		builder.onLoad({filter: /[\\/]string-width[\\/]index\.js$/}, ({path}) => {
			const source = readFileSync(path, 'utf8');
			const keeper = fileURLToPath(new URL('../source/ui/vendor/kept-writes.ts', import.meta.url));
			const quick = source.replace(
				'return nonAsciiOrControlRegex.test(string)',
				'return !(ambiguousIsNarrow && isPlain(string)) && nonAsciiOrControlRegex.test(string)',
			);
			const contents = quick.replace(
				/^const emojiPrefixRegex = \/(.+)\/v;$/m,
				(_, pattern) => `let emojiPrefix;
const emojiPattern = () => (emojiPrefix ??= new RegExp(String.raw\`${pattern}\`, 'v'));
const emojiPrefixRegex = {exec: (text) => emojiPattern().exec(text), test: (text) => emojiPattern().test(text)};`,
			);
			if (quick === source || contents === quick) return {errors: [{text: 'string-width measures in another way now'}]};
			return {contents: `import {isPlain} from ${JSON.stringify(keeper)};\n${contents}`};
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

/** Between two keys a frame changes little, and most of it is plain: see source/ui/vendor/kept-writes.ts. */
const writesKept = {
	name: 'writes-kept',
	setup(builder) {
		const keeper = JSON.stringify(fileURLToPath(new URL('../source/ui/vendor/kept-writes.ts', import.meta.url)));
		const change = (file, before, after) =>
			builder.onLoad({filter: new RegExp(`[\\\\/]ink[\\\\/]build[\\\\/]${file}\\.js$`)}, ({path}) => {
				const source = readFileSync(path, 'utf8');
				const contents = source.replace(before, after);
				if (contents === source) return {errors: [{text: `Ink has another ${file} now`}]};
				return {contents: `import {isPlain, keepWrites, remember} from ${keeper};\n${contents}`};
			});
		change('output', /$/, '\nkeepWrites(Output, styledCharsToString);');
		change('sanitize-ansi', 'export default sanitizeAnsi', 'export default remember(sanitizeAnsi)');
		// Texts without a style of their own get a function that changes nothing; what a function makes cannot be kept.
		change(
			'components[\\\\/]Text',
			'internal_transform: isScreenReaderEnabled ?',
			'internal_transform: isScreenReaderEnabled || !(dimColor || color || effectiveBackgroundColor || bold || italic || underline || strikethrough || inverse) ?',
		);
		change(
			'line-update',
			'printableAscii.test(previousText) && printableAscii.test(nextText)',
			'isPlain(previousText) && isPlain(nextText)',
		);
	},
};

/** How all of this program is bundled. */
export const output = {
	bundle: true,
	format: 'esm',
	platform: 'node',
	target: 'node22',
	minify: true,
	legalComments: 'none',
	logLevel: 'warning',
};

/** The worker threads and child processes of the program: the file of each, and where it begins. */
export const threads = {
	'sync-thread': 'source/sync/sync-thread.ts',
	'explorer-thread': 'source/c1z/explorer-thread.ts',
	'foreign-file-process': 'source/c1z/foreign-file-process.ts',
	'keychain-process': 'source/secrets/keychain-process.ts',
};

/** Bundles into a folder, relative to the project's; `options` are esbuild's. */
export function bundle(options) {
	return build({
		...output,
		absWorkingDir: root,
		// Ink and its helpers bring older ones; two would measure differently, and each makes its tables of emoji anew.
		alias: {'string-width': fileURLToPath(new URL('../node_modules/string-width/index.js', import.meta.url))},
		external: ['@napi-rs/keyring', 'keytar'],
		banner: {
			js: "import {createRequire as __createRequire} from 'node:module';const require=__createRequire(import.meta.url);",
		},
		plugins: [
			withoutDevtools,
			bundledTable,
			yogaWithoutFetch,
			httpWithoutFetch,
			emojiWhenNeeded,
			plainConf,
			writesKept,
		],
		...options,
		define: {'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"', ...options.define},
	});
}
