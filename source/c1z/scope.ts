import {damaged} from './disk.ts';
import type {Scope} from './working-file.types.ts';

/** What a working file says it is for. Throws `file/damaged`. */
export function parseScope(text: string, path: string): Scope {
	try {
		return JSON.parse(text) as Scope;
	} catch (error) {
		throw damaged(path, undefined, error);
	}
}
