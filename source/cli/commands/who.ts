import {roleMessages} from '../../conductorone/rest/call-messages.ts';
import type {SignedIn} from '../../setup/conductorone/account.ts';

/** Who acts where, said before anything is written. */
export function whoText({identity}: Pick<SignedIn, 'identity'>): string {
	const {displayName, email, userId, roles, host} = identity;
	const person = displayName === '' ? userId : email === '' ? displayName : `${displayName} <${email}>`;
	const as = roles.length === 0 ? '' : ` (${roles.map(roleMessages.named).join(', ')})`;
	return `${host} as ${person}${as}`;
}
