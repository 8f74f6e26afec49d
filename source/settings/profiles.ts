import {namedProfiles, profileFolder} from './profile-folders.ts';
import {defaultProfile} from './profile-name.ts';
import {lastSuccesses} from './run-files.ts';
import {readSavedState, type SavedState} from './saved-state.ts';
import {litmosBaseUrl} from './settings.ts';
import {litmosSettings} from './tables/litmos.ts';

/** One Litmos account with its own answers, files and secrets. */
export interface ProfileLine {
	name: string;
	/** Its state folder. */
	folder: string;
	/** Whether anything was answered or sent with it. */
	isSetUp: boolean;
	/** The name of the Litmos account; null until it was answered. */
	account: string | null;
	/** The region, or the host of another API address. */
	region: string | null;
	/** When data was last sent, ISO; null = never. */
	lastPushAt: string | null;
}

/** The profiles in a state folder, the default one first. Empty folders and damaged files do no harm. */
export function readProfiles(root: string): ProfileLine[] {
	return [defaultProfile, ...namedProfiles(root)].map((name) => lineOf(name, profileFolder(root, name)));
}

function lineOf(name: string, folder: string): ProfileLine {
	const saved = readSavedState(folder);
	const account = saved?.answers.source ?? null;
	return {
		name,
		folder,
		isSetUp: saved !== null,
		account,
		region: account === null || saved === null ? null : regionOf(saved),
		lastPushAt: latest([saved?.lastPush?.at, ...lastSuccesses(folder)]),
	};
}

function regionOf({answers}: SavedState): string | null {
	try {
		if (answers.litmosUrl !== undefined)
			return new URL(litmosBaseUrl({region: 'us', litmosUrl: answers.litmosUrl})).host;
		return litmosSettings.region.parse(answers.region ?? litmosSettings.region.default);
	} catch {
		// Edited by hand.
		return null;
	}
}

function latest(times: readonly (string | null | undefined)[]): string | null {
	return times.reduce<string | null>((last, at) => (at && (last === null || at > last) ? at : last), null);
}
