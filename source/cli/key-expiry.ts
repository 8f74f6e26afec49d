import {existsSync} from 'node:fs';
import {join} from 'node:path';

/** When the personal API key of the sign-in that is kept in a state folder ends, ISO; undefined without one. Never throws. */
export async function keyExpiry(stateFolder: string): Promise<string | undefined> {
	// Opening it would make it.
	if (!existsSync(join(stateFolder, 'conductorone.json'))) return undefined;
	try {
		const {openConnectStore} = await import('../setup/conductorone/store.ts');
		return (await openConnectStore(stateFolder, {isDry: true})).account()?.expiresAt;
	} catch {
		// A damaged file is told where it is needed.
		return undefined;
	}
}
