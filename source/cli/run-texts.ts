import type {RunRecord, RunsOfWay} from '../settings/run-record.ts';
import {duration} from '../text/amounts.ts';
import {runMessages} from './run-messages.ts';

/** A time on this computer's clock: `2026-11-28 02:41`. */
export function timeText(time: Date): string {
	const two = (value: number) => String(value).padStart(2, '0');
	const day = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-');
	return `${day} ${two(time.getHours())}:${two(time.getMinutes())}`;
}

/** How a run ended, in one line: when, and what was sent or what failed. */
export function runText({finishedAt, exit, counts, error}: RunRecord): string {
	const at = timeText(new Date(finishedAt));
	if (exit !== 0) return runMessages.failed(at, exit, error?.title ?? '');
	return counts === null
		? runMessages.done(at)
		: runMessages.sent(at, counts.accounts, counts.teams, counts.courses, counts.grants);
}

/** The figures of the last run and of all runs of its way, one line each; a run from before they were kept has none. */
export function figureLines({last, lastSuccessAt, total}: RunsOfWay): (readonly [name: string, value: string])[] {
	const {lines} = runMessages;
	const {details} = last;
	const figures: [string, string][] = [];
	if (details !== undefined) {
		const {requests, dropGuard, delta} = details;
		const took = duration((Date.parse(last.finishedAt) - Date.parse(last.startedAt)) / 1000);
		figures.push([lines.took, runMessages.took(took, requests.spent, requests.retried, requests.throttled)]);
		if (delta !== null) {
			const {full, leftOut: updated, read, untold, late} = delta;
			figures.push([lines.delta, runMessages.delta(Object.entries(full), {updated, read, untold, late})]);
		}
		if (dropGuard !== null) figures.push([lines.dropGuard, runMessages.dropGuard[dropGuard]]);
	}
	if (last.exit !== 0) {
		figures.push([lines.lastSuccess, lastSuccessAt === null ? runMessages.never : timeText(new Date(lastSuccessAt))]);
	}
	if (total !== undefined) figures.push([lines.total, runMessages.total(total.succeeded, total.failed)]);
	return figures;
}
