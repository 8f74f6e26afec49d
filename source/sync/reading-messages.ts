/** Why a sync goes on with what was read before, or begins anew. */
export const resumeMessages = {
	nothingRead: 'nothing was read before',
	fresh: 'you asked for a fresh sync',
	otherKey: 'the last sync was read with another API key',
	otherMapping: 'a newer version of this program maps Litmos data differently',
	otherTenant: 'the last sync was of another Litmos account',
	otherExtras: 'the optional data has changed',
	tooOld: (age: number) => `the last sync started ${rough(age)} ago, which is too long ago to pick up`,
	complete: 'the last sync was complete',
	unreadable: 'the file of the last sync can’t be read',
	unused: 'the last sync hasn’t been used yet',
	goesOn: 'picks up where the last sync left off',
} as const;

/** What a running sync tells beside its numbers. */
export const syncNotices = {
	slowDown: 'Litmos asked to slow down',
	otherKey: 'The last sync was read with another API key. Reading everything again.',
	putAway: (state: 'newer' | 'older' | 'damaged', aside: string) =>
		`The file of the last sync ${fileStates[state]}, so it was moved to ${aside}. Reading everything again.`,
	notCompared: (what: string) => `Can’t compare this sync with the last push. ${what}.`,
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
