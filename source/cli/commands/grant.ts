import type {Command} from '../command.ts';
import {assignmentOptions} from '../own-options.ts';
import {openSession} from '../session.ts';
import {tenant} from '../setting-groups.ts';

export const grant: Command = {
	name: 'grant',
	summary: 'Assign a course to an account.',
	description:
		'Assigns a course in Litmos and proves it by reading the account’s courses. Nobody gets mail about it unless --send-messages is given.',
	settings: [...tenant, 'sendMessages', 'grantEntitlement', 'grantPrincipal', 'grantPrincipalType'],
	needs: ['source', 'apiKey'],
	ownOptions: assignmentOptions,
	examples: [
		{words: 'By user name and course code', line: 'litmos-connector grant --account ana@example.com --course SAFE-1'},
		{words: 'Only look', line: 'litmos-connector grant --account ana@example.com --course SAFE-1 --dry-run'},
	],
	async run(context, own) {
		const {values, signal, log, interruption} = context;
		const {findAssignment, namedByIds} = await import('../assignment.ts');
		const byIds = namedByIds(context);
		const session = await openSession(context);
		const found = byIds ?? (await findAssignment(context, session, own));
		const {accountId, courseId, account, course} = found;
		const mail = values.sendMessages ? 'Litmos may mail them.' : 'Nobody gets mail.';
		if (own.dryRun === true) {
			context.print({...found, done: false}, () => `Would assign “${course}” to ${account}. ${mail}\n`);
			return 0;
		}
		interruption.words = 'The course may or may not be assigned; run the same command again to be sure.';
		const outcome = await session.assign({accountId, courseId}, values.sendMessages, signal);
		log('info', 'course assigned', {accountId, courseId, outcome});
		context.print({...found, outcome, done: true}, () =>
			outcome === 'assigned'
				? `“${course}” is assigned to ${account}. ${mail}\n`
				: `“${course}” was assigned to ${account} already.\n`,
		);
		return 0;
	},
};
