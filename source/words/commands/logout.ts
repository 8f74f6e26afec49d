/** What the command `logout` says. */
export const logoutWords = {
	summary: 'Sign out of ConductorOne.',
	description: 'Revokes the personal API key that “login” made and forgets it here. What was set up goes on working.',
	examples: {plain: 'Sign out'},
	unsure: 'You may still be signed in; the same command signs out.',
	facts: {host: 'Signed out of', key: 'Key'},
	revoked: 'revoked',
	forgotten: 'forgotten here only',
} as const;
