import {width} from '../../text.ts';

/** One thing the state of a list says, in full and, where space is scarce, in short. */
export interface StatusPart {
	full: string;
	short: string;
	/** 1 stays longest. */
	priority: number;
}

const between = ' · ';

/**
 * The state of a list in at most `cells` cells: in full, else in short, else without what matters least. What somebody
 * types must stay readable beside it.
 */
export function statusText(parts: readonly StatusPart[], cells: number): string {
	const full = parts.map((part) => part.full).join(between);
	if (width(full) <= cells) return full;
	const kept = new Set(parts);
	const short = () => [...kept].map((part) => part.short).join(between);
	for (const part of [...parts].sort((a, b) => b.priority - a.priority)) {
		if (width(short()) <= cells || kept.size === 1) break;
		kept.delete(part);
	}
	return short();
}
