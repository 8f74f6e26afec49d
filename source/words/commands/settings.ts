/** What the command `settings` says. */
export const settingsWords = {
	summary: 'Show every setting, its value and where it came from.',
	description: 'Shows every setting: flag, variable, value and where the value came from. Secrets are never shown.',
	examples: {service: 'What a service would see', json: 'For another program'},
	columns: {flag: 'Flag', variable: 'Variable', origin: 'From', value: 'Value'},
	/** What is printed instead of a secret. */
	hidden: '(set, not shown)',
} as const;
