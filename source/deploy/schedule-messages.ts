/** What the files of a nightly push say about themselves. */
export const scheduleFileWords = {
	description: 'Nightly push from Litmos to ConductorOne',
} as const;
