/** What the command `courses` says. */
export const coursesWords = {
	summary: 'List the courses of the Litmos account.',
	description: 'Lists the courses of the Litmos account, to choose from with --limited-courses.',
	options: {
		search: 'Only courses whose name, code, id or number holds this text.',
		active: 'Only courses that are switched on.',
	},
	examples: {eu: 'All courses of an account in the EU', ids: 'The ids of some, for another program'},
	nothingChanged: 'Nothing was changed.',
	columns: {number: 'Number', code: 'Code', id: 'Id', active: 'Active', people: 'People', name: 'Name'},
	active: 'yes',
	inactive: 'no',
	shown: (found: number, total: number) => `${found} of ${total} courses.`,
} as const;
