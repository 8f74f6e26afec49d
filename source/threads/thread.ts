import {Worker, type WorkerOptions} from 'node:worker_threads';

/** The worker threads of this program: the file in the bundle and, when the source runs directly, in source/. */
const threads = {
	sync: ['./sync-thread.js', '../sync/sync-thread.ts'],
	explorer: ['./explorer-thread.js', '../c1z/explorer-thread.ts'],
} as const;

/**
 * Limits of each thread's JavaScript memory, megabytes. What lives stays far below; without a limit V8 lets rubbish pile
 * up to gigabytes where a machine has them. Up to 256 it collects as soon as the memory has grown by a third.
 */
const resourceLimits = {
	sync: {maxYoungGenerationSizeMb: 6, maxOldGenerationSizeMb: 256},
	explorer: {maxYoungGenerationSizeMb: 12, maxOldGenerationSizeMb: 256},
} as const;

/** Starts one of the worker threads. Its warnings about experimental parts of Node stay off the screen. */
export function startThread(name: keyof typeof threads, options: WorkerOptions = {}): Worker {
	const [bundled, source] = threads[name];
	const path = typeof __BUNDLED__ === 'undefined' ? source : bundled;
	return new Worker(new URL(path, import.meta.url), {
		execArgv: ['--disable-warning=ExperimentalWarning'],
		resourceLimits: resourceLimits[name],
		...options,
	});
}

/** The program's version; from package.json when the source runs directly. */
export const version = typeof __VERSION__ === 'undefined' ? '0.0.0-source' : __VERSION__;
