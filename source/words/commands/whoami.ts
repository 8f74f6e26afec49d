/** What the command `whoami` says. */
export const whoamiWords = {
	summary: 'Tell who is signed in to ConductorOne, where, and with which roles.',
	examples: {json: 'For a script'},
	facts: {
		host: 'Tenant',
		person: 'Person',
		email: 'E-mail',
		roles: 'Roles',
		key: 'Key from',
		expiresAt: 'Valid until',
	},
	noRoles: 'none',
	keyFrom: {login: 'login', given: 'flag or variable'},
} as const;
