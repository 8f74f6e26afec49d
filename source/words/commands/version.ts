/** What the command `version` says. */
export const versionWords = {
	summary: 'Print the version.',
	examples: {json: 'With that of Node'},
	output: (version: string, node: string, platform: string) =>
		`litmos-connector ${version} (Node ${node}, ${platform})`,
} as const;
