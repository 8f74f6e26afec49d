// Bundles source/ into dist/: one file for the program, one per worker thread or process, parts that are loaded later as chunks.
import {readFileSync, rmSync, writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {bundle, threads} from './bundle.mjs';
import {gather} from './gather.mjs';
import {thirdPartyNotices} from './third-party.mjs';

const {version} = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

rmSync(new URL('../dist', import.meta.url), {recursive: true, force: true});
const options = {
	outdir: 'dist',
	splitting: true,
	metafile: true,
	define: {__VERSION__: JSON.stringify(version), __BUNDLED__: 'true'},
};
const program = await bundle({...options, entryPoints: {main: 'source/cli/main.ts'}});
await gather(fileURLToPath(new URL('../dist', import.meta.url)), program.metafile);
// Apart from the program: they share no memory with it, and would cut it into more chunks.
const beside = await bundle({
	...options,
	chunkNames: 'thread-[hash]',
	entryPoints: threads,
});

const text = (path) => readFileSync(new URL(path, import.meta.url), 'utf8').trim();
// Of packages that name their license and leave the text out.
const known = {MIT: text('licenses/MIT.txt'), 'Apache-2.0': text('../LICENSE')};
known['(Apache-2.0 AND BSD-3-Clause)'] = `${known['Apache-2.0']}\n\n${text('licenses/BSD-3-Clause.txt')}`;
const outputs = [program, beside].flatMap(({metafile}) => Object.values(metafile.outputs));
const inputs = outputs.flatMap((output) =>
	Object.keys(output.inputs).filter((input) => output.inputs[input].bytesInOutput > 0),
);
const root = fileURLToPath(new URL('..', import.meta.url));
writeFileSync(new URL('../THIRD-PARTY-NOTICES', import.meta.url), thirdPartyNotices(root, inputs, known));
