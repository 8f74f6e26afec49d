/** How waits between tries grow, ms. */
export interface Growth {
	/** After the first failure; doubled from one to the next. */
	first: number;
	most: number;
}

/** Nobody is waited for longer than this because of a header, ms. */
const longestAsked = 600_000;

/**
 * The wait in ms after the `failures`-th failure in a row (1 = first). Its upper half is left to chance (`random` gives
 * 0 … 1), so that many programs do not come back in step after an outage; without `random` it is the full wait.
 */
export function growingWait(failures: number, {first, most}: Growth, random: () => number = () => 1): number {
	// Beyond 30 doublings every wait is the longest one.
	const full = Math.min(most, first * 2 ** Math.min(failures - 1, 30));
	return Math.round(full / 2 + (full / 2) * random());
}

/**
 * `Retry-After` in ms from now: seconds or an HTTP date (RFC 9110, section 10.2.3); undefined when absent or nonsense.
 * Never negative, never more than ten minutes.
 */
export function retryAfter(header: string | null, now: number): number | undefined {
	if (header === null) return undefined;
	const text = header.trim();
	const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1_000 : dateOf(text) - now;
	return Number.isNaN(ms) ? undefined : Math.min(longestAsked, Math.max(0, ms));
}

/** An HTTP date begins with a weekday; the oldest of its three forms has no zone, and means UTC. */
function dateOf(text: string): number {
	if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /.test(text)) return Number.NaN;
	return Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
}

/** The wait that was asked for where it is the longer one, up to `most`: no header is leave to ask again sooner. */
export function atLeastAsked(wait: number, asked: number | undefined, most: number): number {
	return Math.max(wait, Math.min(asked ?? 0, most));
}
