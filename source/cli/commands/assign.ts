import type {LitmosSession} from '../../sync/start-sync.ts';
import type {Command} from '../command.ts';
import {openSession, syncFolder} from '../session.ts';
import {tenant} from '../setting-groups.ts';
import {assignmentOptions} from './own-options.ts';

type Ids = Parameters<LitmosSession['assign']>[0];

/** What tells `grant` from `revoke`. */
interface Change extends Pick<Command, 'name' | 'summary' | 'description' | 'settings'> {
	/** Which outcome says that something changed, or would. */
	changed: 'assigned' | 'removed';
	/** What it would do, without doing it. */
	look(session: LitmosSession, ids: Ids, signal: AbortSignal): Promise<string>;
	act(
		session: LitmosSession,
		ids: Ids,
		options: {folder: string; sendMessage: boolean},
		signal: AbortSignal,
	): Promise<string>;
	texts: Record<'would' | 'done' | 'before', (course: string, account: string, sendsMail: boolean) => string>;
}

function changing({name, settings, changed, look, act, texts, ...words}: Change): Command {
	return {
		...words,
		name,
		settings: [...tenant, ...settings],
		needs: ['source', 'apiKey'],
		ownOptions: assignmentOptions,
		examples: {
			[`litmos-connector ${name} --account ana@example.com --course SAFE-1`]: 'By user name and course code',
			[`litmos-connector ${name} --account ana@example.com --course SAFE-1 --dry-run`]: 'See what would happen',
		},
		async run(context, own) {
			const {values, signal, log, interruption} = context;
			const {findAssignment, namedByIds} = await import('./assignment.ts');
			const byIds = namedByIds(context);
			const session = await openSession(context);
			const found = byIds ?? (await findAssignment(context, session, own));
			const {accountId, courseId, account, course} = found;
			const {sendMessages: sendMessage} = values;
			const isDry = own.dryRun === true;
			if (!isDry) interruption.text = `The course may or may not be ${changed}. Run the same command again to be sure.`;
			const outcome = isDry
				? await look(session, {accountId, courseId}, signal)
				: await act(session, {accountId, courseId}, {folder: syncFolder(context), sendMessage}, signal);
			if (!isDry) log('info', `course ${changed}`, {accountId, courseId, outcome});
			const say = outcome !== changed ? texts.before : isDry ? texts.would : texts.done;
			context.print({...found, outcome, done: !isDry}, () => `${say(course, account, sendMessage)}\n`);
			return 0;
		},
	};
}

const mail = (sendsMail: boolean) => (sendsMail ? 'Litmos may send an email.' : 'Litmos sends no email.');

export const grant = changing({
	name: 'grant',
	summary: 'Assign a course to an account.',
	description:
		'Assigns a course in Litmos and checks that the account has it. Litmos sends no email unless you add --send-messages.',
	settings: ['sendMessages', 'grantEntitlement', 'grantPrincipal', 'grantPrincipalType'],
	changed: 'assigned',
	look: (session, ids, signal) => session.wouldAssign(ids, signal),
	act: (session, ids, options, signal) => session.assign(ids, options, signal),
	texts: {
		would: (course, account, sendsMail) => `Would assign “${course}” to ${account}. ${mail(sendsMail)}`,
		done: (course, account, sendsMail) => `“${course}” is assigned to ${account}. ${mail(sendsMail)}`,
		before: (course, account) => `“${course}” was already assigned to ${account}.`,
	},
});

export const revoke = changing({
	name: 'revoke',
	summary: 'Remove a course from an account.',
	description:
		'Removes a course from an account in Litmos and checks that the account no longer has it. The account’s progress in the course may be lost.',
	settings: ['revokeGrant'],
	changed: 'removed',
	look: (session, ids, signal) => session.wouldUnassign(ids, signal),
	act: (session, ids, options, signal) => session.unassign(ids, options, signal),
	texts: {
		would: (course, account) => `Would remove “${course}” from ${account}.`,
		done: (course, account) => `“${course}” was removed from ${account}.`,
		before: (course, account) => `${account} didn’t have “${course}”.`,
	},
});
