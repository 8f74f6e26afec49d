import {join} from 'node:path';
import {readOwn} from '../files/own-file.ts';

/** The files that records of runs are in, and what the first page needs of them, which cannot wait for zod to load. */

/** What started a run that sends data: the schedule of this computer, the command, the guided set-up, ConductorOne's task. */
export const runWays = ['schedule', 'push', 'setup', 'service'] as const;
export type RunWay = (typeof runWays)[number];

export const pathOf = (folder: string, way: RunWay) => join(folder, `last-run-${way}.json`);

/** What stands in the file of a way; null where there is none, or it is no JSON. */
export function readRunFile(folder: string, way: RunWay): unknown {
	const text = readOwn(pathOf(folder, way));
	if (text === null) return null;
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

/** When each way succeeded last, ISO, of those that ever did. */
export function lastSuccesses(folder: string): string[] {
	return runWays.flatMap((way) => {
		const runs = readRunFile(folder, way);
		if (typeof runs !== 'object' || runs === null || !('lastSuccessAt' in runs)) return [];
		const {lastSuccessAt: at} = runs;
		return typeof at === 'string' && !Number.isNaN(Date.parse(at)) ? [at] : [];
	});
}
