import {openConductorOne} from '../../setup/services/conductorone-session.ts';
import type {Command} from '../command.ts';
import {person} from '../setting-groups.ts';

/** What the command `logout` says. */
const logoutMessages = {
	summary: 'Sign out of ConductorOne.',
	description:
		'Revokes the personal API key that “login” created and removes it from this computer. Connectors you set up keep working.',
	examples: {plain: 'Sign out'},
	unsure: 'You may still be signed in. Run the same command again to sign out.',
	facts: {host: 'Signed out of', key: 'Key'},
	revoked: 'revoked',
	forgotten: 'removed from this computer only',
} as const;

export const logout: Command = {
	name: 'logout',
	summary: logoutMessages.summary,
	description: logoutMessages.description,
	needsProfile: true,
	settings: person,
	examples: [{text: logoutMessages.examples.plain, line: 'litmos-connector logout'}],
	async run(context) {
		const {signOut} = await import('../../setup/conductorone/account.ts');
		context.interruption.text = logoutMessages.unsure;
		const {account, revoked, problem} = await signOut(await openConductorOne(context));
		if (problem !== undefined) context.progress.say([problem.what, ...problem.next].join('\n'));
		const {facts} = logoutMessages;
		context.print({host: account.host, clientId: account.clientId, revoked}, () =>
			context.facts([
				[facts.host, account.host],
				[facts.key, revoked ? logoutMessages.revoked : logoutMessages.forgotten],
			]),
		);
		return 0;
	},
};
