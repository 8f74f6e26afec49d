import {openConductorOne} from '../../setup/services/conductorone-session.ts';
import type {Command} from '../command.ts';
import {person} from '../setting-groups.ts';

export const logout: Command = {
	name: 'logout',
	summary: 'Sign out of ConductorOne.',
	description:
		'Revokes the personal API key that “login” created and removes it from this computer. Connectors you set up keep working.',
	needsProfile: true,
	settings: person,
	examples: {'litmos-connector logout': 'Sign out'},
	async run(context) {
		const {signOut} = await import('../../setup/conductorone/account.ts');
		context.interruption.text = 'You may still be signed in. Run the same command again to sign out.';
		const {account, revoked, problem} = await signOut(await openConductorOne(context));
		if (problem !== undefined) context.progress.say([problem.what, ...problem.next].join('\n'));
		context.printFacts({host: account.host, clientId: account.clientId, revoked}, [
			['Signed out of', account.host],
			['Key', revoked ? 'revoked' : 'removed from this computer only'],
		]);
		return 0;
	},
};
