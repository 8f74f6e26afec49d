/** What a deployment leaves out of what was set. */
export const leftOutWords = {
	unknownThere: (flags: readonly string[]) =>
		`Not in the files, because ConductorOne’s image doesn’t know them: ${flags.join(', ')}. This program’s image does (--image litmos-connector).`,
	unknownToHosted: (flags: readonly string[]) =>
		`ConductorOne’s own connector doesn’t know these, so it runs without them: ${flags.join(', ')}.`,
	webhook:
		'Not in the files, because its address may hold a key: --notify. Add BATON_NOTIFY to the secrets of the deployment.',
} as const;
