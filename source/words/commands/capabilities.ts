/** What the command `capabilities` says. */
export const capabilitiesWords = {
	summary: 'Print what this connector can do, as JSON.',
	description: 'Prints what this connector can do, as JSON in the form of ConductorOne’s own connectors.',
	examples: {provisioning: 'With provisioning'},
} as const;
