import {existsSync} from 'node:fs';
import {Problem} from '../problem/problem.ts';
import {namedProfiles, profileFolder} from '../settings/profile-folders.ts';
import {defaultProfile} from '../settings/profile-name.ts';
import {savedStateProblem} from '../settings/saved-state.ts';
import {secureStateFolder} from '../settings/state-folder.ts';
import type {Command, Found} from './command.ts';
import {profileMessages} from './messages.ts';

/** Where a command keeps its state. */
export interface LocatedState {
	/** The state folder of the profile. */
	folder: string;
	/** The one that holds all profiles. */
	root: string;
	/** What a person should know of it: one sentence each. */
	notices: string[];
	/** The same for a command that examines: to it what is wrong is a finding. */
	found: Found;
}

interface Wanted {
	profile: string;
	command: Command;
	mayChange: boolean;
}

/**
 * Finds the state folder of a profile and sees to it that nobody else can change it. Throws `input/invalid` for a profile
 * that is not there where the command has nothing to do without it, and what `secureStateFolder` throws.
 */
export function locateState(chosen: string, wanted: Wanted): LocatedState {
	if (wanted.command.examines !== true) return locate(chosen, wanted);
	let folder = chosen;
	try {
		const located = locate(chosen, {...wanted, mayChange: false});
		folder = located.folder;
		// Answers that cannot be read stay where they are.
		const found = {problem: savedStateProblem(folder), notice: located.notices[0]};
		return {...located, notices: [], found};
	} catch (error) {
		return {folder, root: chosen, notices: [], found: {problem: Problem.from(error)}};
	}
}

function locate(chosen: string, {profile, command, mayChange}: Wanted): LocatedState {
	const {folder: root, notice} = secureStateFolder(chosen, mayChange);
	const located: LocatedState = {folder: root, root, notices: notice === undefined ? [] : [notice], found: {}};
	if (profile === defaultProfile) return located;
	const folder = profileFolder(root, profile);
	if (!existsSync(folder)) {
		const others = [defaultProfile, ...namedProfiles(root)];
		if (command.needsProfile === true) {
			throw new Problem({code: 'input/invalid', ...profileMessages.unknown(profile, others)});
		}
		// The guided set-up says so itself.
		if (mayChange && command.name !== 'setup') located.notices.push(profileMessages.isNew(profile, others));
		return {...located, folder};
	}
	const safe = secureStateFolder(folder, mayChange);
	if (safe.notice !== undefined) located.notices.push(safe.notice);
	return {...located, folder: safe.folder};
}
