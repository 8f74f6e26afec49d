import {createHash} from 'node:crypto';
import KSUID from 'ksuid';

/** A new id as ConductorOne makes them: a KSUID, 27 base62 characters (protocol sheet, section 4). */
export function newId(): string {
	return KSUID.randomSync().string;
}

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The same id for the same text, in the same form: a thing that is synced again keeps its id. */
export function stableId(...parts: string[]): string {
	const digest = createHash('sha256').update(JSON.stringify(parts)).digest();
	let id = '';
	for (let at = 0; at < 27; at++) id += base62[(digest[at] ?? 0) % 62];
	return id;
}
