import {
	type LitmosBehaviour as ShippedBehaviour,
	type Fault as ShippedFault,
	usualBehaviour,
} from '../../../source/sandbox/litmos/behaviour.ts';
import type {ChangeRecord, RecordKind} from '../../../source/sandbox/litmos/journal.ts';

export type Fault = ShippedFault | 'html-200' | 'stall' | 'not-found';

/** How the sandbox’s Litmos behaves in tests; all changeable while it runs. Defaults as in section 10 of the fact sheet. */
export interface LitmosBehaviour extends Omit<ShippedBehaviour, 'faults'> {
	/** `fixed`: N per started minute per key → 503. `none` switches the limiter off. */
	limiter: 'fixed' | 'sliding' | 'none';
	requestsPerMinute: number;
	/** Length of the limiter's "minute" in ms, so that tests need not wait a real one. */
	minuteMs: number;
	limiterStatus: 503 | 429;
	retryAfter: boolean;
	badKeyStatus: 401 | 403;
	sourceRequired: boolean;
	/** Chance 0 … 1 of each fault per request, seeded. */
	faults: Partial<Record<Fault, number>>;
	/** Faults for exactly the next requests whose path matches. */
	nextFaults: {fault: Fault; path?: string; times: number}[];
	overfullPages: boolean;
	/** A new row is put in front between pages of one listing. */
	movingData: boolean;
	/** Lists whose `start` the official description leaves out always begin with the first row. */
	ignoreStart: boolean;
	inactiveInCourseUsers: boolean;
	nilForm: 'nil' | 'empty' | 'missing';
	controlCharacters: boolean;
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
	...usualBehaviour,
	limiter: 'fixed',
	requestsPerMinute: 100,
	minuteMs: 60_000,
	limiterStatus: 503,
	retryAfter: false,
	badKeyStatus: 401,
	sourceRequired: true,
	faults: {},
	nextFaults: [],
	overfullPages: false,
	movingData: false,
	ignoreStart: false,
	inactiveInCourseUsers: true,
	nilForm: 'nil',
	controlCharacters: false,
	keyRole: 'Account_Owner',
	longestWindow: 7 * 24 * 60 * 60 * 1000,
	changeRecords: null,
	dateAhead: 0,
	down: false,
};

/** The lists and tables of a change are ours from here on: ordered faults count down. */
export function copied(change: Partial<LitmosBehaviour>): Partial<LitmosBehaviour> {
	const copy = {...change};
	if (change.nextFaults) copy.nextFaults = change.nextFaults.map((order) => ({...order}));
	if (change.faults) copy.faults = {...change.faults};
	return copy;
}
