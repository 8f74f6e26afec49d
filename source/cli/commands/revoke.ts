import type {Command} from '../command.ts';
import {openSession, syncFolder} from '../session.ts';
import {tenant} from '../setting-groups.ts';
import {assignmentOptions} from './own-options.ts';

/** What the command `revoke` says. */
const revokeMessages = {
	wouldTake: (course: string, account: string) => `Would remove “${course}” from ${account}.`,
	unsure: 'The course may or may not be removed. Run the same command again to be sure.',
	taken: (course: string, account: string) => `“${course}” was removed from ${account}.`,
	notHeld: (course: string, account: string) => `${account} didn’t have “${course}”.`,
} as const;

export const revoke: Command = {
	name: 'revoke',
	summary: 'Remove a course from an account.',
	description:
		'Removes a course from an account in Litmos and checks that the account no longer has it. The account’s progress in the course may be lost.',
	settings: [...tenant, 'revokeGrant'],
	needs: ['source', 'apiKey'],
	ownOptions: assignmentOptions,
	examples: {
		'litmos-connector revoke --account ana@example.com --course SAFE-1': 'By user name and course code',
		'litmos-connector revoke --account ana@example.com --course SAFE-1 --dry-run': 'See what would happen',
	},
	async run(context, own) {
		const {signal, log, interruption} = context;
		const {findAssignment, namedByIds} = await import('./assignment.ts');
		const byIds = namedByIds(context);
		const session = await openSession(context);
		const found = byIds ?? (await findAssignment(context, session, own));
		const {accountId, courseId, account, course} = found;
		if (own.dryRun === true) {
			const outcome = await session.wouldUnassign({accountId, courseId}, signal);
			const would = outcome === 'removed' ? revokeMessages.wouldTake : revokeMessages.notHeld;
			context.print({...found, outcome, done: false}, () => `${would(course, account)}\n`);
			return 0;
		}
		interruption.text = revokeMessages.unsure;
		const outcome = await session.unassign({accountId, courseId}, {folder: syncFolder(context)}, signal);
		log('info', 'course removed', {accountId, courseId, outcome});
		const said = outcome === 'removed' ? revokeMessages.taken : revokeMessages.notHeld;
		context.print({...found, outcome, done: true}, () => `${said(course, account)}\n`);
		return 0;
	},
};
