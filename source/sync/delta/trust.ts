import {type ChangeName, changeNames, type ListKind} from './model.ts';

/** How far the change calls were right about one kind of change. */
interface KindTrust {
	/** Changes that a full read found as the calls had told them, since the last one that they had not. */
	watched: number;
	/** Changes that no call had told, until as many as are needed were told again. */
	missed: number;
}

/** What one account's changes have proved so far. */
export interface Trust {
	kinds: Record<ChangeName, KindTrust>;
	/** How often lists were left out on the word of calls that then proved wrong. */
	strikes: Record<ListKind, number>;
}

/** With no miss among 30 changes at most one in ten goes untold, 95 times in 100 (rule of three). */
export const proofsNeeded = 30;
/** After so many strikes lists are read in full until a person decides. */
const mostStrikes = 3;

/** A list is not left out before these are proven: they are what changes every day. */
const primary: Record<ListKind, readonly ChangeName[]> = {
	'course-people': ['assigned', 'completed'],
	'team-members': ['joined'],
};
const namesOf: Record<ListKind, readonly ChangeName[]> = {
	'course-people': ['assigned', 'unassigned', 'completed', 'reset'],
	'team-members': ['joined', 'left'],
};

export function noTrust(): Trust {
	const kinds = Object.fromEntries(changeNames.map((name) => [name, {watched: 0, missed: 0}])) as Trust['kinds'];
	return {kinds, strikes: {'course-people': 0, 'team-members': 0}};
}

export function watched(trust: Trust, name: ChangeName, needed: number): void {
	const kind = trust.kinds[name];
	kind.watched++;
	if (kind.watched >= needed) kind.missed = 0;
}

export function missed(trust: Trust, name: ChangeName): void {
	const kind = trust.kinds[name];
	kind.watched = 0;
	kind.missed++;
}

/** Why the lists of a kind are all read; null when they may be left out. */
export function whyRead(trust: Trust, kind: ListKind, needed: number): 'learning' | 'distrusted' | null {
	if (trust.strikes[kind] >= mostStrikes) return 'distrusted';
	const isProven = primary[kind].every((name) => trust.kinds[name].watched >= needed);
	const hasMissed = namesOf[kind].some((name) => trust.kinds[name].missed > 0);
	return isProven && !hasMissed ? null : 'learning';
}

/** The kinds of change in lists of this kind that were not seen often enough to vouch for the calls. */
export function unproven(
	trust: Trust,
	kind: ListKind,
	needed: number,
): {name: ChangeName; watched: number; missed: number}[] {
	return namesOf[kind]
		.filter((name) => trust.kinds[name].watched < needed)
		.map((name) => ({name, ...trust.kinds[name]}));
}
