import {roleMessages} from '../conductorone/rest/call-messages.ts';
import type {SignedIn} from '../setup/conductorone/account.ts';
import {conductorOneMessages} from './messages.ts';

/** Who acts where, said before anything is written. */
export function whoText({identity}: Pick<SignedIn, 'identity'>): string {
	const {displayName, email, userId, roles, host} = identity;
	const person = displayName === '' ? userId : email === '' ? displayName : `${displayName} <${email}>`;
	return conductorOneMessages.who(host, person, roles.map(roleMessages.named));
}
