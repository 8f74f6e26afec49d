/** Rounds so that the number does not dance: 5 s steps below a minute, then 15 s, then minutes. */
export function calmSeconds(seconds: number): number {
	const step = seconds < 10 ? 1 : seconds < 60 ? 5 : seconds < 300 ? 15 : 60;
	return Math.max(1, Math.ceil(seconds / step) * step);
}
