import {damaged} from './disk.ts';

/** Says which tenant and which questions a working file answers; a sync resumes only onto an equal scope. */
export interface Scope {
	/** `https://api.litmos.com` + source; hashed account key never included. */
	tenant: string;
	/** Sorted course ids, or null for all courses. */
	courses: readonly string[] | null;
	/** Names of the extras that are on, sorted. */
	extras: readonly string[];
	/** Version of the mapping; a change starts anew. */
	mapping: number;
}

/** What a working file says it is for. Throws `file/damaged`. */
export function parseScope(text: string, path: string): Scope {
	try {
		return JSON.parse(text) as Scope;
	} catch (error) {
		throw damaged(path, undefined, error);
	}
}
