import KSUID from 'ksuid';

/** A new id as ConductorOne makes them: a KSUID, 27 base62 characters (protocol sheet, section 4). */
export function newId(): string {
	return KSUID.randomSync().string;
}
