import type {Command} from '../command.ts';
import {openSession, syncFolder} from '../session.ts';
import {tenant} from '../setting-groups.ts';
import {assignmentOptions} from './own-options.ts';

/** What the command `grant` says. */
const grantMessages = {
	wouldAssign: (course: string, account: string, sendsMail: boolean) =>
		`Would assign “${course}” to ${account}. ${mail(sendsMail)}`,
	unsure: 'The course may or may not be assigned. Run the same command again to be sure.',
	assigned: (course: string, account: string, sendsMail: boolean) =>
		`“${course}” is assigned to ${account}. ${mail(sendsMail)}`,
	assignedBefore: (course: string, account: string) => `“${course}” was already assigned to ${account}.`,
} as const;

function mail(sendsMail: boolean): string {
	return sendsMail ? 'Litmos may send an email.' : 'Litmos sends no email.';
}

export const grant: Command = {
	name: 'grant',
	summary: 'Assign a course to an account.',
	description:
		'Assigns a course in Litmos and checks that the account has it. Litmos sends no email unless you add --send-messages.',
	settings: [...tenant, 'sendMessages', 'grantEntitlement', 'grantPrincipal', 'grantPrincipalType'],
	needs: ['source', 'apiKey'],
	ownOptions: assignmentOptions,
	examples: {
		'litmos-connector grant --account ana@example.com --course SAFE-1': 'By user name and course code',
		'litmos-connector grant --account ana@example.com --course SAFE-1 --dry-run': 'See what would happen',
	},
	async run(context, own) {
		const {values, signal, log, interruption} = context;
		const {findAssignment, namedByIds} = await import('./assignment.ts');
		const byIds = namedByIds(context);
		const session = await openSession(context);
		const found = byIds ?? (await findAssignment(context, session, own));
		const {accountId, courseId, account, course} = found;
		const {sendMessages} = values;
		if (own.dryRun === true) {
			const outcome = await session.wouldAssign({accountId, courseId}, signal);
			context.print({...found, outcome, done: false}, () =>
				outcome === 'assigned'
					? `${grantMessages.wouldAssign(course, account, sendMessages)}\n`
					: `${grantMessages.assignedBefore(course, account)}\n`,
			);
			return 0;
		}
		interruption.text = grantMessages.unsure;
		const outcome = await session.assign(
			{accountId, courseId},
			{sendMessage: sendMessages, folder: syncFolder(context)},
			signal,
		);
		log('info', 'course assigned', {accountId, courseId, outcome});
		context.print({...found, outcome, done: true}, () =>
			outcome === 'assigned'
				? `${grantMessages.assigned(course, account, sendMessages)}\n`
				: `${grantMessages.assignedBefore(course, account)}\n`,
		);
		return 0;
	},
};
