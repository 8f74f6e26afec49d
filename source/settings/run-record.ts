import {renameSync, rmSync, writeFileSync} from 'node:fs';
import * as z from 'zod';
import {pathOf, type RunWay, readRunFile, runWays} from './run-files.ts';

/** What was read, and how; absent where nothing was. */
const runDetails = z.object({
	/** Requests to Litmos: all of them, those tried again, and those refused for going too fast. */
	requests: z.object({spent: z.number(), retried: z.number(), throttled: z.number()}),
	/** What became of a large drop or implausible data; null where there was none. */
	dropGuard: z.enum(['sent', 'kept_back']).nullable(),
	/** How a sync by changes went; null where it is off. */
	delta: z
		.object({
			/** Kind of list → why all of them were read in full; null where they were updated from changes. */
			full: z.record(z.string(), z.string().nullable()),
			/** Lists updated from changes, and lists read in full. */
			leftOut: z.number(),
			read: z.number(),
			/** Changes that a full read found as reported, those that were not reported, and those reported late. */
			told: z.number(),
			untold: z.number(),
			late: z.number(),
		})
		.nullable(),
});
export type RunDetails = z.infer<typeof runDetails>;

const runRecord = z.object({
	startedAt: z.iso.datetime(),
	finishedAt: z.iso.datetime(),
	/** Exit code of the program; of a service 0 or 1. */
	exit: z.number(),
	counts: z.object({accounts: z.number(), teams: z.number(), courses: z.number(), grants: z.number()}).nullable(),
	/** Code and title of what went wrong. */
	error: z.object({code: z.string(), title: z.string()}).nullable(),
	details: runDetails.optional(),
});
export type RunRecord = z.infer<typeof runRecord>;

const runsOfWay = z.object({
	last: runRecord,
	lastSuccessAt: z.iso.datetime().nullable(),
	/** How many runs of this way there were. */
	total: z.object({succeeded: z.number(), failed: z.number()}).optional(),
});
export type RunsOfWay = z.infer<typeof runsOfWay>;

/** Where a record is written before it takes the place of the one before. */
const partOf = (folder: string, way: RunWay) => `${pathOf(folder, way)}.tmp`;

/** The last run of each way that ever ran, from the state folder. A file that cannot be read counts as none. */
export function readRuns(folder: string): Partial<Record<RunWay, RunsOfWay>> {
	const found = runWays.flatMap((way) => {
		const runs = readWay(folder, way);
		return runs === null ? [] : [[way, runs] as const];
	});
	return Object.fromEntries(found);
}

/**
 * Keeps how a run ended, in a file of its own for each way (0600), replaced at once. Throws nothing: a run that succeeded
 * must not fail because of this.
 */
export function recordRun(folder: string, way: RunWay, run: RunRecord): void {
	const before = readWay(folder, way);
	const {succeeded, failed} = before?.total ?? {succeeded: 0, failed: 0};
	const ok = run.exit === 0;
	const runs: RunsOfWay = {
		last: run,
		lastSuccessAt: ok ? run.finishedAt : (before?.lastSuccessAt ?? null),
		total: {succeeded: succeeded + (ok ? 1 : 0), failed: failed + (ok ? 0 : 1)},
	};
	const path = pathOf(folder, way);
	const temporary = partOf(folder, way);
	try {
		rmSync(temporary, {force: true});
		writeFileSync(temporary, `${JSON.stringify(runs)}\n`, {mode: 0o600, flag: 'wx'});
		renameSync(temporary, path);
	} catch {
		rmSync(temporary, {force: true});
	}
}

/** Removes what a process left half-written that was killed; to be called by the one process of this way. */
export function sweepRun(folder: string, way: RunWay): void {
	rmSync(partOf(folder, way), {force: true});
}

function readWay(folder: string, way: RunWay): RunsOfWay | null {
	const {success, data} = runsOfWay.safeParse(readRunFile(folder, way));
	return success ? data : null;
}
