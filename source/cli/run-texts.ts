import type {RunRecord} from '../settings/run-record.ts';
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
