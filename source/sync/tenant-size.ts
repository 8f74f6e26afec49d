/** Rows a page asks for: the most that Litmos gives (Litmos fact sheet, section 2). */
export const largestPage = 1000;

/**
 * Requests that a listing of so many rows takes; a full page is followed by one more. Pages after the first begin with
 * the last row of the one before: when that row is no longer where it was, rows have moved.
 */
export function pagesOf(rows: number, pageSize = largestPage): number {
	if (rows < pageSize) return 1;
	return Math.floor((rows - pageSize) / (Math.max(2, pageSize) - 1)) + 2;
}

/** What is known of a tenant before or during a sync. Null = not known yet. */
export interface TenantSize {
	accounts: number | null;
	teams: number | null;
	/** All courses of the tenant, whose listing is read. */
	catalogue: number | null;
	/** The courses whose people are read. */
	courses: number | null;
	learningPaths?: number | null;
	/** Pages of all team members / course people where known, else one per team / course. */
	memberPages?: number;
	peoplePages?: number;
}
