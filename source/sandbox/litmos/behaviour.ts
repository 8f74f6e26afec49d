/** Errors by chance. `truncated`: half of the answer, then the connection ends. */
export type Fault = 'status-503' | 'status-504' | 'reset' | 'truncated';

/** What the scenarios of the demo change about Litmos. Read again for each request. */
export interface LitmosBehaviour {
	latencyMs: number;
	/** Chance 0 … 1 of each fault per request, seeded. */
	faults: Partial<Record<Fault, number>>;
	/** Rows in a page at most, whatever is asked for; null = 1000, as documented. */
	pageCap: number | null;
	/** Texts for display come with HTML entities, inside the escaping of XML or JSON. */
	entities: boolean;
	/** Every second row has no value in any field that may lack one. */
	nilEverywhere: boolean;
	/** This many courses, from the first on, refuse to list their people (403). */
	forbiddenCourses: number;
	/** This many courses, from the last on, are listed and then not found (404). */
	vanishedCourses: number;
	/** Between two pages of one listing a row in front is gone, so that each page after the first begins one row late. */
	vanishingRows: boolean;
}

export const usualBehaviour: LitmosBehaviour = {
	latencyMs: 0,
	faults: {},
	pageCap: null,
	entities: false,
	nilEverywhere: false,
	forbiddenCourses: 0,
	vanishedCourses: 0,
	vanishingRows: false,
};
