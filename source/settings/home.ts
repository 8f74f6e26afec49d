import {homedir} from 'node:os';

/**
 * Sees to it that there is a home folder. A user without an entry in the system's list, as in some containers, has none,
 * and asking for it throws, also in libraries as they load. The root is then taken, as container engines do.
 */
export function assumeHome(env: NodeJS.ProcessEnv = process.env, ask: () => string = homedir): void {
	try {
		ask();
	} catch {
		env.HOME = '/';
	}
}
