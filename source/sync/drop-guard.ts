import type {Comparison} from '../c1z/contract.ts';
import {Problem} from '../problem/problem.ts';

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
		{share: comparison.accountDrop, what: 'accounts'},
		{share: comparison.grantDrop, what: 'grants'},
	].filter(({share}) => share > threshold);
	if (drops.length === 0) return null;
	const words = drops.map(({share, what}) => `${percent(share)} of the ${what}`).join(' and ');
	return new Problem({
		code: 'push/drop-guard',
		what: `${words} of the last push are gone`,
		why: `More than ${percent(threshold)} is unusual, and ConductorOne may pause the connector over it. A course filter, a lost permission or a wrong Litmos account looks like this.`,
		next: ['Look at what was removed.', 'Confirm the push if that is what you want.'],
	});
}

function percent(share: number): string {
	const value = share * 100;
	return `${value < 10 ? Math.round(value * 10) / 10 : Math.round(value)} %`;
}
