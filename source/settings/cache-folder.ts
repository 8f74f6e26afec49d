import envPaths from 'env-paths';

/** The user's folder for what may be lost at any time, whatever state folder is chosen. Not made yet. */
export function cacheFolder(): string {
	return envPaths('litmos-connector', {suffix: ''}).cache;
}
