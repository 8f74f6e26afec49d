import {mkdir, readdir, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {SyncReport} from '../sync/events.ts';
import {printableJson} from '../text/printable.ts';

/** What became of a sync that ConductorOne asked for. */
export interface KeptReport extends SyncReport {
	task: {id: string; outcome: 'on-its-way' | 'taken' | 'not-taken'};
}

/** Syncs run every hour or so: these are some days. */
const kept = 100;

/** Keeps the report of a sync task (0600), beside those of the last hundred; the file name begins with the time. */
export async function keepReport(folder: string, report: KeptReport): Promise<void> {
	await mkdir(folder, {recursive: true, mode: 0o700});
	const time = report.finishedAt.replaceAll(/[-:]|\.\d+/g, '');
	const path = join(folder, `${time}-${report.task.id}.json`);
	// In one go: what a kill cuts short is a report that ages away, while a second name beside it would stay.
	await writeFile(path, `${printableJson(report, '\t')}\n`, {mode: 0o600});
	const names = (await readdir(folder)).sort();
	await Promise.all(names.slice(0, -kept).map((name) => rm(join(folder, name), {force: true})));
}
