import type {RunDetails} from '../settings/run-record.ts';
import {confirmationNeeded} from './confirmation.ts';
import type {SyncReport} from './events.ts';

/**
 * What the record of a run keeps of a read: figures alone. `failure`: code of what kept it from being sent. `threshold` as for
 * the drop guard.
 */
export function runDetails(
	report: SyncReport,
	{failure, threshold}: {failure: string | null; threshold: number | undefined},
): RunDetails {
	const {spent, retried, throttled} = report.requests;
	const isDoubtful = failure === null && confirmationNeeded(report, report.comparison, threshold) !== null;
	return {
		requests: {spent, retried, throttled},
		dropGuard: failure === 'push/drop-guard' ? 'kept_back' : isDoubtful ? 'sent' : null,
		delta: report.delta ? deltaDetails(report.delta) : null,
	};
}

function deltaDetails({
	full,
	leftOut,
	read,
	told,
	untold,
	late,
}: NonNullable<SyncReport['delta']>): RunDetails['delta'] {
	return {full, leftOut, read, told, untold, late};
}
