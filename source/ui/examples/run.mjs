// Shows a component alone: `node source/ui/examples/run.mjs select`. Without a name: lists them.
// Bundled on the fly, because Node runs TypeScript but no JSX.
import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {build} from 'esbuild';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const components = path.join(root, 'source/ui/components');
const known = readdirSync(components, {recursive: true})
	.filter((file) => file.endsWith('example.tsx'))
	.map((file) => path.dirname(file))
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
		contents: `import example from './components/${name}/example.tsx';
import {showExample} from './examples/show.tsx';
await showExample(${JSON.stringify(name)}, example);`,
		resolveDir: path.join(root, 'source/ui'),
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
