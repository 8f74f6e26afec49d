import {renameSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {z} from 'zod';
import {readOwn} from '../files/own-file.ts';

/** What started a run that sends data: the schedule of this computer, the command, the guided set-up, ConductorOne's task. */
const runWays = ['schedule', 'push', 'setup', 'service'] as const;
export type RunWay = (typeof runWays)[number];

const runRecord = z.object({
	startedAt: z.iso.datetime(),
	finishedAt: z.iso.datetime(),
	/** Exit code of the program; of a service 0 or 1. */
	exit: z.number(),
	counts: z.object({accounts: z.number(), teams: z.number(), courses: z.number(), grants: z.number()}).nullable(),
	/** Code and title of what went wrong. */
	error: z.object({code: z.string(), title: z.string()}).nullable(),
});
export type RunRecord = z.infer<typeof runRecord>;

const runsOfWay = z.object({last: runRecord, lastSuccessAt: z.iso.datetime().nullable()});
export type RunsOfWay = z.infer<typeof runsOfWay>;

/** Where a record is written before it takes the place of the one before. */
const partOf = (folder: string, way: RunWay) => `${pathOf(folder, way)}.tmp`;
const pathOf = (folder: string, way: RunWay) => join(folder, `last-run-${way}.json`);

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
	const runs: RunsOfWay = {last: run, lastSuccessAt: run.exit === 0 ? run.finishedAt : (before?.lastSuccessAt ?? null)};
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
	const text = readOwn(pathOf(folder, way));
	if (text === null) return null;
	try {
		return runsOfWay.parse(JSON.parse(text));
	} catch {
		return null;
	}
}
