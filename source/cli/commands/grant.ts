import {grantWords} from '../../words/commands/grant.ts';
import type {Command} from '../command.ts';
import {assignmentOptions} from '../own-options.ts';
import {openSession} from '../session.ts';
import {tenant} from '../setting-groups.ts';

export const grant: Command = {
	name: 'grant',
	summary: grantWords.summary,
	description: grantWords.description,
	settings: [...tenant, 'sendMessages', 'grantEntitlement', 'grantPrincipal', 'grantPrincipalType'],
	needs: ['source', 'apiKey'],
	ownOptions: assignmentOptions,
	examples: [
		{words: grantWords.examples.names, line: 'litmos-connector grant --account ana@example.com --course SAFE-1'},
		{
			words: grantWords.examples.dryRun,
			line: 'litmos-connector grant --account ana@example.com --course SAFE-1 --dry-run',
		},
	],
	async run(context, own) {
		const {values, signal, log, interruption} = context;
		const {findAssignment, namedByIds} = await import('../assignment.ts');
		const byIds = namedByIds(context);
		const session = await openSession(context);
		const found = byIds ?? (await findAssignment(context, session, own));
		const {accountId, courseId, account, course} = found;
		const {sendMessages} = values;
		if (own.dryRun === true) {
			context.print({...found, done: false}, () => `${grantWords.wouldAssign(course, account, sendMessages)}\n`);
			return 0;
		}
		interruption.words = grantWords.unsure;
		const outcome = await session.assign({accountId, courseId}, sendMessages, signal);
		log('info', 'course assigned', {accountId, courseId, outcome});
		context.print({...found, outcome, done: true}, () =>
			outcome === 'assigned'
				? `${grantWords.assigned(course, account, sendMessages)}\n`
				: `${grantWords.assignedBefore(course, account)}\n`,
		);
		return 0;
	},
};
