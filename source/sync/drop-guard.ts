import type {Comparison} from '../c1z/changes.ts';
import {Problem} from '../problem/problem.ts';
import {dropGuardMessages} from './messages.ts';

/** The share of accounts or grants that may be gone without a question. */
export const defaultDropThreshold = 0.1;

/**
 * The question before a push that would take much away: ConductorOne pauses a connector whose accounts or grants drop
 * sharply. Null when the push may go on; otherwise the Problem `push/drop-guard` (exit code 5) for the person to confirm.
 * `threshold` is the share that may be gone, 0 … 1.
 */
export function dropGuard(comparison: Comparison | null | undefined, threshold = defaultDropThreshold): Problem | null {
	if (!comparison?.against) return null;
	const drops = [
		{share: comparison.accountDrop, of: 'accounts' as const},
		{share: comparison.grantDrop, of: 'grants' as const},
	].filter(({share}) => share > threshold);
	if (drops.length === 0) return null;
	return new Problem({code: 'push/drop-guard', ...dropGuardMessages.gone(drops, threshold)});
}
