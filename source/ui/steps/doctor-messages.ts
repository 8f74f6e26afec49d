/** Findings of `doctor` where signs are of no use. */
export const doctorLineMessages = {
	results: {ok: 'ok', warning: 'warning', failed: 'failed', skipped: 'skipped'},
} as const;

/** The page that looks for the cause of an error. */
export const doctorPageMessages = {
	title: 'What works, and what doesn’t',
	checking: 'Checking this computer, the network and both services…',
	opening: 'Getting ready…',
	close: 'back to the page',
	again: 'check again',
	lines: (first: number, last: number, total: number) => `lines ${first} to ${last} of ${total}`,
	about: [
		'These are the checks of litmos-connector doctor, in the order of causes: look at the first one that failed.',
		'Litmos is asked about ten times, out of the 100 requests a minute that it allows.',
	],
} as const;
