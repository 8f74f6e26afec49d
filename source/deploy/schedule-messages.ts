/** What the files of a nightly push say about themselves. */
export const scheduleFileMessages = {
	description: 'Nightly push from Litmos to ConductorOne',
} as const;
