/** What the command `revoke` says. */
export const revokeWords = {
	summary: 'Take a course away from an account.',
	description:
		'Removes a course from an account in Litmos and proves it by reading the account’s courses. The person’s progress in it may be lost.',
	examples: {names: 'By user name and course code', dryRun: 'Only look'},
	wouldTake: (course: string, account: string) => `Would take “${course}” away from ${account}.`,
	unsure: 'The course may or may not be removed; run the same command again to be sure.',
	taken: (course: string, account: string) => `“${course}” was taken away from ${account}.`,
	notHeld: (course: string, account: string) => `${account} did not hold “${course}”.`,
} as const;
