// The chunks that a start loads before its first page, gathered into few files: each file costs a look-up, a read and a
// compilation of its own, and there would be more than a hundred. Modules keep their one instance: where a chunk was, a line
// hands on what is in the gathered file now.
import {writeFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {build} from 'esbuild';
import {output} from './bundle.mjs';

/** What source/cli/main.ts imports for every command, and what the guided set-up imports before its first page. */
const everyCommand = ['source/cli/program.ts', 'source/cli/context.ts'];
const setup = ['source/cli/commands/setup.ts', 'source/cli/run-setup.ts'];
const main = 'main.js';

/** The modules whose static imports stand between a start and its first page. */
export const startPath = ['source/cli/main.ts', ...everyCommand, ...setup];

/** Gathers the chunks in `folder`; `metafile` is esbuild's of the bundle whose entry is main.js. */
export async function gather(folder, metafile) {
	const outputs = new Map(Object.entries(metafile.outputs).map(([path, output]) => [basename(path), output]));
	/** Chunk → the file that it is in now. */
	const gathered = new Map();
	for (const [file, names] of Object.entries(groupsOf(outputs))) {
		const own = [...names].filter((name) => name !== main && !gathered.has(name));
		const contents = own.map((name) => handOn(name, `./${name}`, (each) => each, aliasIn(name))).join('\n');
		await write(contents, file, new Set(own));
		for (const name of own) gathered.set(name, file);
	}
	await write(`import './${main}';`, main, new Set([main]));
	for (const [name, file] of gathered) writeFileSync(join(folder, name), handOn(name, `./${file}`, aliasIn(name)));

	/** `export {from as to} from 'path'` for all that a chunk exports. */
	function handOn(name, path, from, to = (each) => each) {
		const list = outputs.get(name).exports.map((each) => `${from(each)} as ${to(each)}`);
		return list.length === 0 ? `import '${path}';` : `export {${list.join(',')}} from '${path}';`;
	}

	/** What a chunk exports has a name of its own in the gathered file. */
	function aliasIn(name) {
		const at = [...outputs.keys()].indexOf(name);
		return (each) => `${each}$${at}`;
	}

	/** Bundles `own` chunks into one file; of the others, gathered ones are imported from where they are now. */
	async function write(contents, file, own) {
		const others = {
			name: 'others',
			setup(builder) {
				builder.onResolve({filter: /^\.\/[\w.-]+\.js$/}, ({path, kind, namespace}) => {
					const name = basename(path);
					if (kind === 'dynamic-import' || namespace === 'gathered') return {path, external: true};
					if (own.has(name)) return undefined;
					return gathered.has(name) ? {path: name, namespace: 'gathered'} : {path, external: true};
				});
				builder.onLoad({filter: /.*/, namespace: 'gathered'}, ({path}) => ({
					contents: handOn(path, `./${gathered.get(path)}`, aliasIn(path)),
				}));
			},
		};
		await build({
			stdin: {contents, resolveDir: folder},
			outfile: join(folder, file),
			...output,
			allowOverwrite: true,
			plugins: [others],
		});
	}
}

/** The chunks of each gathered file; one may be in several, the first counts. Those before hold all that a file imports. */
function groupsOf(outputs) {
	const closure = (names) => {
		const found = new Set(names);
		for (const name of found) {
			for (const {path, kind, external} of outputs.get(name).imports) {
				if (kind === 'import-statement' && !external) found.add(basename(path));
			}
		}
		return found;
	};
	const chunkOf = (is, what) => {
		const found = [...outputs].find(([, output]) => is(output));
		if (found === undefined) throw new Error(`${what} has no chunk of its own any more; see bin/gather.mjs`);
		return found[0];
	};
	const ofEntries = (paths) => closure(paths.map((path) => chunkOf(({entryPoint}) => entryPoint === path, path)));

	const ofSetup = ofEntries(setup);
	const screens = chunkOf(({inputs}) => 'node_modules/ink/build/index.js' in inputs, 'ink');
	// A command without screens must not load what draws them: what it shares with the set-up is in another file.
	const shared = new Set();
	for (const [name, {entryPoint}] of outputs) {
		const all = closure([name]);
		if (entryPoint === undefined || all.has(screens)) continue;
		for (const each of all) if (ofSetup.has(each)) shared.add(each);
	}
	return {
		'start-main.js': closure([main]),
		'start-every.js': ofEntries(everyCommand),
		'start-shared.js': shared,
		'start-setup.js': ofSetup,
	};
}
