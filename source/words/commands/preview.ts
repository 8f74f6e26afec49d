/** What the command `preview` says. */
export const previewWords = {
	summary: 'Show what a push would send, without sending it.',
	description:
		'Reads Litmos and shows what a push would send. Nothing is sent; the push goes on with what was read here.',
	options: {
		show: (parts: readonly string[]) => `One of ${parts.join(', ')}; left out: an overview.`,
		search: 'Only rows that hold this text.',
		limit: 'How many rows to show (default 50).',
	},
	examples: {
		overview: 'Counts, changes and warnings',
		search: 'Who is in the data under that name',
		demo: 'Try it',
	},
	columns: {what: 'What', now: 'Now', change: 'Since the last push'},
	rows: {
		accounts: 'Accounts',
		active: 'active',
		teams: 'Teams',
		courses: 'Courses',
		grants: 'Grants',
		warnings: 'Warnings',
	},
	noEarlierPush: 'nothing to compare with',
} as const;
