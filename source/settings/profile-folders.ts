import {existsSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {defaultProfile, isProfileName, profilesFolder} from './profile-name.ts';

/** The state folder of a profile: the default one has the whole folder, others have a folder in it. */
export function profileFolder(root: string, name: string): string {
	return name === defaultProfile ? root : join(root, profilesFolder, name);
}

/** The names of profiles other than the default one, sorted. */
export function namedProfiles(root: string): string[] {
	const folder = join(root, profilesFolder);
	if (!existsSync(folder)) return [];
	try {
		return readdirSync(folder, {withFileTypes: true})
			.filter((entry) => entry.isDirectory() && isProfileName(entry.name) && entry.name !== defaultProfile)
			.map(({name}) => name)
			.sort();
	} catch {
		// A folder that cannot be looked into has no profile that could be used.
		return [];
	}
}
