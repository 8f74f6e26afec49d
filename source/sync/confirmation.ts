import type {Comparison} from '../c1z/changes.ts';
import {Problem} from '../problem/problem.ts';
import {dropGuard} from './drop-guard.ts';
import type {SyncReport} from './events.ts';
import {implausibleMessages} from './messages.ts';

/** Of the grants, so many may be for accounts that are in no list: people leave while their courses are read. */
const plausibleShare = 0.05;
const plausibleGrants = 20;

type Read = Pick<SyncReport, 'counts' | 'unlistedGrants'>;

/**
 * The question before data leaves that Litmos can hardly mean: no accounts while courses and teams list people, or more
 * than 5 % (and more than 20) of the grants for accounts in no list. Null when it may go; otherwise the Problem
 * `push/drop-guard` (exit code 5) for a person to confirm. Needs no earlier push.
 */
export function implausible({counts, unlistedGrants = 0}: Read): Problem | null {
	const isTooMuch = unlistedGrants > plausibleGrants && unlistedGrants > plausibleShare * counts.grants;
	if (!isTooMuch && (counts.accounts > 0 || unlistedGrants === 0)) return null;
	const texts = implausibleMessages.unlisted(unlistedGrants, counts.grants, counts.accounts);
	return new Problem({code: 'push/drop-guard', ...texts});
}

/**
 * All that a person must confirm before data is sent, as one Problem `push/drop-guard`, so that they are asked once; null
 * when there is nothing. `threshold` as for {@link dropGuard}.
 */
export function confirmationNeeded(
	report: Read,
	comparison: Comparison | null | undefined,
	threshold?: number,
): Problem | null {
	const doubt = implausible(report);
	const drop = dropGuard(comparison, threshold);
	if (doubt === null || drop === null) return doubt ?? drop;
	const why = `${doubt.why ?? ''} ${drop.what}. ${drop.why ?? ''}`.trim();
	return new Problem({...doubt.toJSON(), why, next: [...doubt.next, ...drop.next]});
}
