import {openConductorOne} from '../../setup/services/conductorone-session.ts';
import type {Command} from '../command.ts';
import {person} from '../setting-groups.ts';

export const whoami: Command = {
	name: 'whoami',
	summary: 'Show who is signed in to ConductorOne, where, and with which roles.',
	needsProfile: true,
	settings: person,
	examples: {'litmos-connector whoami -o json | jq -r .host': 'For a script'},
	async run(context) {
		const {whoAmI} = await import('../../conductorone/rest/personal-key.ts');
		const session = await openConductorOne(context);
		const {client, expiresAt} = await session.signIn();
		// Asked anew: a saved answer says nothing about a key revoked since.
		const identity = await whoAmI(client);
		const key = context.values.personalKeyId === undefined ? 'login' : 'given';
		context.printFacts({...identity, key, expiresAt: expiresAt ?? null}, [
			['Tenant', identity.host],
			['Person', identity.displayName || identity.userId],
			['Email', identity.email],
			['Roles', identity.roles.join(', ') || 'none'],
			['Key from', key === 'login' ? 'login' : 'a flag or variable'],
			['Valid until', expiresAt],
		]);
		return 0;
	},
};
