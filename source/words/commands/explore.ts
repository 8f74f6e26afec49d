/** What the command `explore` says. */
export const exploreWords = {
	summary: 'Look into a sync file.',
	description:
		'Opens a sync file on the whole terminal: search, open an account to see what it holds, open a course to see who holds it. Without a terminal, or with --show, it prints a list.',
	argument: 'A .c1z file, from this program or from another connector.',
	options: {
		show: (lists: readonly string[]) => `Print one of ${lists.join(', ')} instead.`,
		search: 'Only rows that hold this text.',
		limit: 'How many rows to print (default 50).',
		compare: 'An earlier file: fills the list of changes.',
	},
	examples: {look: 'Look around', changes: 'What changed between two files'},
} as const;
