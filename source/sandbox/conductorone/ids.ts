import {createHash} from 'node:crypto';
import KSUID from 'ksuid';

/** A new id as ConductorOne makes them: a KSUID, 27 base62 characters (protocol sheet, section 4). */
export function newId(): string {
	return KSUID.randomSync().string;
}

/** The same id for the same text, in the same form: a thing that is synced again keeps its id. */
export function stableId(...parts: string[]): string {
	const digest = createHash('sha256').update(JSON.stringify(parts)).digest();
	// The first four bytes are a time; a fixed one keeps the text within 27 characters.
	return KSUID.fromParts(Date.UTC(2025, 0, 1), digest.subarray(0, 16)).string;
}
