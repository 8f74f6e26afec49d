/** The profile whose places are those of the program itself. */
export const defaultProfile = 'default';

/** The folder of the other profiles in the state folder. */
export const profilesFolder = 'profiles';

const longest = 40;

/** Fit for a folder on every system: where `Emea` and `emea` are one folder they must not be two keys in a keychain. */
export function isProfileName(name: string): boolean {
	return name.length <= longest && /^[a-z0-9][a-z0-9-]*$/.test(name);
}
