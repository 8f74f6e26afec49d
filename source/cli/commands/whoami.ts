import {openConductorOne} from '../../setup/services/conductorone-session.ts';
import type {Command} from '../command.ts';
import {person} from '../setting-groups.ts';

/** What the command `whoami` says. */
const whoamiMessages = {
	summary: 'Show who is signed in to ConductorOne, where, and with which roles.',
	examples: {json: 'For a script'},
	facts: {
		host: 'Tenant',
		person: 'Person',
		email: 'Email',
		roles: 'Roles',
		key: 'Key from',
		expiresAt: 'Valid until',
	},
	noRoles: 'none',
	keyFrom: {login: 'login', given: 'a flag or variable'},
} as const;

export const whoami: Command = {
	name: 'whoami',
	summary: whoamiMessages.summary,
	needsProfile: true,
	settings: person,
	examples: [{text: whoamiMessages.examples.json, line: 'litmos-connector whoami -o json | jq -r .host'}],
	async run(context) {
		const {whoAmI} = await import('../../conductorone/rest/personal-key.ts');
		const session = await openConductorOne(context);
		const {client, expiresAt} = await session.signIn();
		// Asked anew: a saved answer says nothing about a key revoked since.
		const identity = await whoAmI(client);
		const {facts, keyFrom, noRoles} = whoamiMessages;
		const key = context.values.personalKeyId === undefined ? 'login' : 'given';
		context.print({...identity, key, expiresAt: expiresAt ?? null}, () =>
			context.facts([
				[facts.host, identity.host],
				[facts.person, identity.displayName || identity.userId],
				[facts.email, identity.email],
				[facts.roles, identity.roles.join(', ') || noRoles],
				[facts.key, keyFrom[key]],
				...(expiresAt === undefined ? [] : [[facts.expiresAt, expiresAt] as const]),
			]),
		);
		return 0;
	},
};
