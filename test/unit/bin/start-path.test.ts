import {expect, test} from 'vitest';
import {bundle} from '../../../bin/bundle.mjs';
import {startPath} from '../../../bin/gather.mjs';

test('of packages, the first page loads Ink and a few small ones', async () => {
	const {metafile} = await bundle({
		entryPoints: {main: 'source/cli/main.ts'},
		outdir: 'dist',
		splitting: true,
		metafile: true,
		write: false,
		define: {__VERSION__: '"0.0.0"', __BUNDLED__: 'true'},
	});
	const {inputs = {}, outputs = {}} = metafile ?? {};
	const kept = new Set(
		Object.values(outputs).flatMap((output) =>
			Object.entries(output.inputs).flatMap(([path, {bytesInOutput}]) => (bytesInOutput > 0 ? [path] : [])),
		),
	);
	const reachedFrom = (paths: readonly string[]) => {
		const found = new Set(paths);
		for (const path of found) {
			for (const {kind, external, path: imported} of inputs[path]?.imports ?? []) {
				if (kind !== 'dynamic-import' && external !== true) found.add(imported);
			}
		}
		return found;
	};
	const found = reachedFrom(startPath);
	const ofInk = reachedFrom(['node_modules/ink/build/index.js']);
	const own = [...found].filter((path) => kept.has(path) && !ofInk.has(path));
	const packages = own.flatMap((path) => packageOf(path) ?? []);
	// Before one is added here: can it wait for `import()`? zod, yaml, protobuf, conf and pino were here once.
	expect([...new Set(packages)].sort()).toEqual([
		'birpc',
		'entities',
		'env-paths',
		'is-safe-filename',
		'proxy-from-env',
		'react',
		'zustand',
	]);
	expect([...found].filter((path) => path.startsWith('source/proto/'))).toEqual([]);
});

function packageOf(path: string): string | undefined {
	return /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
}
