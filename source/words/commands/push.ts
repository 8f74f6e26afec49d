/** What the command `push` says. */
export const pushWords = {
	summary: 'Read Litmos and send it to ConductorOne, once.',
	description:
		'Reads Litmos and sends the data to ConductorOne when it asks for it. Does not push when much is gone since the last push, unless --yes is given.',
	options: {wait: 'How long to wait for ConductorOne to ask for data (default 10m).'},
	examples: {
		answers: 'With the answers of the guided set-up',
		unattended: 'Unattended',
		demo: 'Try it',
	},
	readMeanwhile: (problem: string) => `${problem}. Litmos is read meanwhile.`,
	facts: {
		host: 'ConductorOne',
		accounts: 'Accounts',
		teams: 'Teams',
		courses: 'Courses',
		grants: 'Grants',
		bytes: 'Bytes',
		sync: 'Sync',
	},
} as const;
