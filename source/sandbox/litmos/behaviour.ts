import type {ChangeRecord, RecordKind} from './journal.ts';

export type Fault = 'status-503' | 'status-504' | 'reset' | 'truncated' | 'html-200' | 'stall' | 'not-found';

/** How the sandbox’s Litmos behaves; all changeable while it runs. Defaults as in section 10 of the fact sheet. */
export interface LitmosBehaviour {
	/** `fixed`: N per started minute per key → 503. `none` switches the limiter off. */
	limiter: 'fixed' | 'sliding' | 'none';
	requestsPerMinute: number;
	/** Length of the limiter's "minute" in ms, so that tests need not wait a real one. */
	minuteMs: number;
	limiterStatus: 503 | 429;
	retryAfter: boolean;
	badKeyStatus: 401 | 403;
	sourceRequired: boolean;
	latencyMs: number;
	/** Chance 0 … 1 of each fault per request, seeded. */
	faults: Partial<Record<Fault, number>>;
	/** Faults for exactly the next requests whose path matches. */
	nextFaults: {fault: Fault; path?: string; times: number}[];
	overfullPages: boolean;
	/** A new row is put in front between pages of one listing. */
	movingData: boolean;
	ignoreStart: boolean;
	inactiveInCourseUsers: boolean;
	nilForm: 'nil' | 'empty' | 'missing';
	controlCharacters: boolean;
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
	keyRole: 'Account_Owner' | 'Administrator';
	/** The longest window that the `/org` calls answer, ms; a longer one gets 406. */
	longestWindow: number;
	/** Puts other records in the place of those that an `/org` call would tell; null = none. */
	changeRecords: ((kind: RecordKind, records: ChangeRecord[], now: number) => ChangeRecord[]) | null;
	/** By how much the `Date` header is ahead of the clock, ms; null = no such header. */
	dateAhead: number | null;
	/** Stops answering (refuses connections) while true. */
	down: boolean;
}

/** Section 10 of the fact sheet. */
export const defaultBehaviour: LitmosBehaviour = {
	limiter: 'fixed',
	requestsPerMinute: 100,
	minuteMs: 60_000,
	limiterStatus: 503,
	retryAfter: false,
	badKeyStatus: 401,
	sourceRequired: true,
	latencyMs: 0,
	faults: {},
	nextFaults: [],
	overfullPages: false,
	movingData: false,
	ignoreStart: false,
	inactiveInCourseUsers: true,
	nilForm: 'nil',
	controlCharacters: false,
	pageCap: null,
	entities: false,
	nilEverywhere: false,
	forbiddenCourses: 0,
	vanishedCourses: 0,
	vanishingRows: false,
	keyRole: 'Account_Owner',
	longestWindow: 7 * 24 * 60 * 60 * 1000,
	changeRecords: null,
	dateAhead: 0,
	down: false,
};
