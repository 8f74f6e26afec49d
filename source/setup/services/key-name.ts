import {hostname} from 'node:os';
import {keyMessages} from './messages.ts';

/** What a new personal API key of this computer is called in ConductorOne. */
export function keyName(): string {
	return keyMessages.name(hostname());
}
