import {plural} from '../text/amounts.ts';

/** Why a sync goes on with what was read before, or begins anew. */
export const resumeWords = {
	nothingRead: 'nothing was read before',
	fresh: 'a fresh sync was asked for',
	otherMapping: 'a newer version of this program maps Litmos differently',
	otherTenant: 'the earlier sync was of another Litmos account',
	otherExtras: 'other extras are switched on than before',
	tooOld: (age: number) => `the earlier sync began ${rough(age)} ago, which is too old to go on with`,
	complete: 'the earlier sync was complete',
	unreadable: 'the earlier working file cannot be read',
	unused: 'the last sync was not used yet',
	goesOn: 'goes on where the earlier sync stopped',
} as const;

/** Why the people of the courses are read in bulk, or course by course. */
export const courseReadWords = {
	onlyResources: 'only resources were asked for',
	switchedOff: 'the bulk read is switched off',
	perCourse: (requests: number, inBulk: number) =>
		`course by course takes about ${requests} requests, the bulk read ${inBulk}`,
	bulk: (requests: number, perCourse: number) =>
		`the bulk read takes ${requests} requests, course by course at least ${perCourse}`,
	/** Put after the reason for the bulk read once it has proved equal. */
	proven: (reason: string, samples: number) =>
		`${reason}; proven equal on ${plural(samples, 'course')}; people who are not in the list of accounts are not seen this way`,
	fewAdded: 'only a few courses were added since',
	nothingToProveOn: 'no course with people was found to prove the bulk read on',
	/** `why` is one of `disproofs`. */
	notUsed: (why: string) => `the bulk read was not used: ${why}`,
	disproofs: {
		chosenAnew: 'the courses were chosen anew meanwhile',
		unlistedPeople: (course: string) => `course ${course} has people who are not in the list of accounts`,
		refused: (what: string) => `Litmos does not answer it (${what})`,
		cutOff: 'an account has a list of courses that looks cut off',
		differs: (course: string) => `it differs for course ${course}`,
	},
} as const;

/** What a running sync tells beside its numbers. */
export const syncNotices = {
	slowDown: 'Litmos asked to slow down',
	putAway: (state: 'newer' | 'older' | 'damaged', aside: string) =>
		`The file of the earlier sync ${fileStates[state]}; it was moved to ${aside}. Everything is read again.`,
	notCompared: (what: string) => `This sync could not be compared with the last push. ${what}.`,
} as const;

const fileStates = {
	newer: 'was written by a newer version of this program',
	older: 'was written by an older version of this program',
	damaged: 'is damaged',
} as const;

/** Milliseconds in minutes up to two hours, then in hours. */
function rough(ms: number): string {
	const minutes = Math.round(ms / 60_000);
	return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
