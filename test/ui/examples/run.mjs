// Shows a component alone: `node test/ui/examples/run.mjs select`. Without a name: lists them.
// Bundled on the fly, because Node runs TypeScript but no JSX.
import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {build} from 'esbuild';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const examples = path.join(root, 'test/ui/examples');
const known = readdirSync(examples)
	.filter((file) => file.endsWith('.tsx') && file !== 'show.tsx')
	.map((file) => path.basename(file, '.tsx'))
	.sort();
const name = process.argv[2];
if (!name || !known.includes(name)) {
	process.stderr.write(`Which one? ${known.join(', ')}\n`);
	process.exit(2);
}
const folder = mkdtempSync(path.join(root, 'node_modules', '.example-'));
process.once('exit', () => rmSync(folder, {recursive: true, force: true}));
await build({
	stdin: {
		contents: `import example from './${name}.tsx';
import {showExample} from './show.tsx';
await showExample(${JSON.stringify(name)}, example);`,
		resolveDir: examples,
		loader: 'tsx',
	},
	outfile: path.join(folder, 'example.mjs'),
	bundle: true,
	packages: 'external',
	format: 'esm',
	platform: 'node',
	jsx: 'automatic',
	logLevel: 'error',
});
await import(pathToFileURL(path.join(folder, 'example.mjs')).href);
