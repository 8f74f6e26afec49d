import type {Command} from '../command.ts';
import {openConductorOne} from '../conductorone-session.ts';
import {person} from '../setting-groups.ts';

export const logout: Command = {
	name: 'logout',
	summary: 'Sign out of ConductorOne.',
	description: 'Revokes the personal API key that “login” made and forgets it here. What was set up goes on working.',
	settings: person,
	examples: [{words: 'Sign out', line: 'litmos-connector logout'}],
	async run(context) {
		const {signOut} = await import('../../setup/conductorone/account.ts');
		context.interruption.words = 'You may still be signed in; the same command signs out.';
		const {account, revoked, problem} = await signOut(await openConductorOne(context));
		if (problem !== undefined) context.progress.say([problem.what, ...problem.next].join('\n'));
		context.print({host: account.host, clientId: account.clientId, revoked}, () =>
			context.facts([
				['Signed out of', account.host],
				['Key', revoked ? 'revoked' : 'forgotten here only'],
			]),
		);
		return 0;
	},
};
