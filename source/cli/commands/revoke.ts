import type {Command} from '../command.ts';
import {assignmentOptions} from '../own-options.ts';
import {openSession} from '../session.ts';
import {tenant} from '../setting-groups.ts';

export const revoke: Command = {
	name: 'revoke',
	summary: 'Take a course away from an account.',
	description:
		'Removes a course from an account in Litmos and proves it by reading the account’s courses. The person’s progress in it may be lost.',
	settings: [...tenant, 'revokeGrant'],
	needs: ['source', 'apiKey'],
	ownOptions: assignmentOptions,
	examples: [
		{words: 'By user name and course code', line: 'litmos-connector revoke --account ana@example.com --course SAFE-1'},
		{words: 'Only look', line: 'litmos-connector revoke --account ana@example.com --course SAFE-1 --dry-run'},
	],
	async run(context, own) {
		const {signal, log, interruption} = context;
		const {findAssignment, namedByIds} = await import('../assignment.ts');
		const byIds = namedByIds(context);
		const session = await openSession(context);
		const found = byIds ?? (await findAssignment(context, session, own));
		const {accountId, courseId, account, course} = found;
		if (own.dryRun === true) {
			context.print({...found, done: false}, () => `Would take “${course}” away from ${account}.\n`);
			return 0;
		}
		interruption.words = 'The course may or may not be removed; run the same command again to be sure.';
		const outcome = await session.unassign({accountId, courseId}, signal);
		log('info', 'course removed', {accountId, courseId, outcome});
		context.print({...found, outcome, done: true}, () =>
			outcome === 'removed'
				? `“${course}” was taken away from ${account}.\n`
				: `${account} did not hold “${course}”.\n`,
		);
		return 0;
	},
};
