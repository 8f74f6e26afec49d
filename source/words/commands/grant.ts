/** What the command `grant` says. */
export const grantWords = {
	summary: 'Assign a course to an account.',
	description:
		'Assigns a course in Litmos and proves it by reading the account’s courses. Nobody gets mail about it unless --send-messages is given.',
	examples: {names: 'By user name and course code', dryRun: 'Only look'},
	wouldAssign: (course: string, account: string, sendsMail: boolean) =>
		`Would assign “${course}” to ${account}. ${mail(sendsMail)}`,
	unsure: 'The course may or may not be assigned; run the same command again to be sure.',
	assigned: (course: string, account: string, sendsMail: boolean) =>
		`“${course}” is assigned to ${account}. ${mail(sendsMail)}`,
	assignedBefore: (course: string, account: string) => `“${course}” was assigned to ${account} already.`,
} as const;

function mail(sendsMail: boolean): string {
	return sendsMail ? 'Litmos may mail them.' : 'Nobody gets mail.';
}
