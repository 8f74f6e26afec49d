import type {Command} from '../command.ts';
import {openConductorOne} from '../conductorone-session.ts';
import {person} from '../setting-groups.ts';

export const whoami: Command = {
	name: 'whoami',
	summary: 'Tell who is signed in to ConductorOne, where, and with which roles.',
	settings: person,
	examples: [{words: 'For a script', line: 'litmos-connector whoami -o json | jq -r .host'}],
	async run(context) {
		const {whoAmI} = await import('../../conductorone/rest/personal-key.ts');
		const session = await openConductorOne(context);
		const {client, expiresAt} = await session.signIn();
		// Asked anew: a saved answer says nothing about a key revoked since.
		const identity = await whoAmI(client);
		const source = context.values.personalKeyId === undefined ? 'login' : 'flag or variable';
		context.print({...identity, key: source, expiresAt: expiresAt ?? null}, () =>
			context.facts([
				['Tenant', identity.host],
				['Person', identity.displayName || identity.userId],
				['E-mail', identity.email],
				['Roles', identity.roles.join(', ') || 'none'],
				['Key from', source],
				...(expiresAt === undefined ? [] : [['Valid until', expiresAt] as const]),
			]),
		);
		return 0;
	},
};
