/** What the command `config` says. */
export const configWords = {
	summary: 'Print which settings this connector takes, as JSON.',
	description:
		'Prints which settings this connector takes, as JSON in the form of ConductorOne’s own connectors. For the values in force see the command “settings”.',
	examples: {program: 'For another program'},
} as const;
