import {globSync, readFileSync} from 'node:fs';
import {availableParallelism, tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {defineConfig} from 'vitest/config';
import {bundledThreads} from './test/bundled-threads.ts';

/**
 * `unit` and `ui` run from source; `terminal` and `interop` drive the built program. `npm run test:long` runs only the
 * files that have a long form: those that import `test/long.ts`, those named `.long.test.ts`, which only it runs, and all
 * of `interop`.
 */
const include = (folder: string) => {
	const files = globSync(`test/${folder}/**/*.test.{ts,tsx}`);
	if (process.env.LITMOS_TEST_LONG !== '1') return files.filter((file) => !isOnlyLong(file));
	return files.filter(
		(file) => folder === 'interop' || isOnlyLong(file) || readFileSync(file, 'utf8').includes("/long.ts'"),
	);
};
/** Tests that replace modules, globals, timers or variables of their process have one of their own; the others share two. */
const isAlone = (file: string) =>
	/\bvi\.(mock|spyOn|stub|useFake)|\bprocess\.env\.\w+ = /.test(readFileSync(file, 'utf8'));
const isOnlyLong = (file: string) => file.includes('.long.test.');
/**
 * Tests start the program and its threads some hundred times, and compiling it is most of what a start costs. All of them
 * share what the first one compiled; tests that give the program an environment of their own pass it on.
 */
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('node_modules/.cache/compiled', import.meta.url));
const unit = include('unit');
const slow = (milliseconds: number) => ({testTimeout: milliseconds, hookTimeout: milliseconds});

export default defineConfig({
	plugins: [bundledThreads()],
	test: {
		// Texts name commands as they can be typed; tests say the same under npm, npx and alone.
		env: {NODE_NO_WARNINGS: '1', npm_lifecycle_event: '', XDG_CACHE_HOME: join(tmpdir(), 'litmos-connector-tests')},
		...slow(120_000),
		expect: {poll: {timeout: 60_000}},
		// Most tests wait for a program, a terminal or a server: one more than there are cores keeps these busy.
		maxWorkers: availableParallelism() + 1,
		projects: [
			// Loading the source anew for each file is a third of what most of them cost.
			{extends: true, test: {name: 'unit', include: unit.filter((file) => !isAlone(file)), isolate: false}},
			{extends: true, test: {name: 'unit-alone', include: unit.filter(isAlone)}},
			// A screen's tests leave nothing behind, and loading Ink and the screens anew for each file is half of what they cost.
			{extends: true, test: {name: 'ui', include: include('ui'), isolate: false, env: {FORCE_COLOR: '0'}}},
			{extends: true, test: {name: 'terminal', include: include('terminal'), ...slow(300_000)}},
			{extends: true, test: {name: 'interop', include: include('interop'), ...slow(900_000)}},
		],
	},
});
