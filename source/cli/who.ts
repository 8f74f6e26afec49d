import {roleWords} from '../conductorone/rest/call-messages.ts';
import type {SignedIn} from '../setup/conductorone/account.ts';
import {conductorOneWords} from './messages.ts';

/** Who acts where, said before anything is written. */
export function whoWords({identity}: Pick<SignedIn, 'identity'>): string {
	const {displayName, email, userId, roles, host} = identity;
	const person = displayName === '' ? userId : email === '' ? displayName : `${displayName} <${email}>`;
	return conductorOneWords.who(host, person, roles.map(roleWords.named));
}
