import type {Picture} from '../../c1z/picture.ts';
import type {WorkingFile} from '../../c1z/working-file.ts';
import {studyGrants} from '../../connector/courses.ts';
import {entitlementId, resourceTypeIds} from '../../connector/ids.ts';
import {teamGrant} from '../../connector/teams.ts';
import {listingKey} from '../list-ends.ts';
import type {ListKind, Members} from './model.ts';

export interface DeltaList {
	kind: ListKind;
	of: string;
}

/** Says that lists were put into a working file that nobody read for it. */
const noteKey = 'lists-left-out';

/** The list that a checkpoint is about, null when it is another kind. */
export function listOf(listing: string): DeltaList | null {
	const at = listing.indexOf(':');
	const kind = listing.slice(0, at);
	return kind === 'course-people' || kind === 'team-members' ? {kind, of: listing.slice(at + 1)} : null;
}

/** Who is in a list, as the working file has it. */
export function membersOf(picture: Picture, {kind, of}: DeltaList): Map<string, boolean> {
	const {account, course, team} = resourceTypeIds;
	if (kind === 'team-members') {
		return new Map(picture.holders(entitlementId(team, of, 'member'), account).map((id) => [id, false]));
	}
	const completed = new Set(picture.holders(entitlementId(course, of, 'completed'), account));
	const assigned = picture.holders(entitlementId(course, of, 'assigned'), account);
	return new Map(assigned.map((id) => [id, completed.has(id)]));
}

function deadlinesOf(picture: Picture, {kind, of}: DeltaList): [string, number][] {
	if (kind === 'team-members') return [];
	const {account, course} = resourceTypeIds;
	return (['in_progress', 'completed'] as const).flatMap((slug) =>
		picture.deadlines(entitlementId(course, of, slug), account),
	);
}

/** Stores a list as it would be stored had it been read. */
export function storeMembers(
	file: WorkingFile,
	list: DeltaList,
	members: Members,
	deadlines: ReadonlyMap<string, number>,
): void {
	const rows = [...members].map(([id, completed]) => ({id, completed}));
	const batch =
		list.kind === 'team-members'
			? {grants: rows.map(({id}) => teamGrant(list.of, 'member', id))}
			: {
					grants: studyGrants(
						resourceTypeIds.course,
						list.of,
						rows.map((row) => ({...row, deadline: deadlines.get(row.id)})),
					),
				};
	file.commit({
		...batch,
		checkpoint: {listing: listingKey(list), next: null, rows: rows.length},
		notes: [[noteKey, 'true']],
	});
}

/**
 * Takes out of an unfinished working file all lists of members when some of them were not read for it: hours may have
 * passed since, and nobody would compare them any more.
 */
export function dropLeftOut(file: WorkingFile): void {
	if (!file.note(noteKey)) return;
	for (const {listing} of file.checkpoints()) {
		const list = listOf(listing);
		if (list === null || file.note(`vanished:${listing}`) !== null) continue;
		const type = list.kind === 'team-members' ? resourceTypeIds.team : resourceTypeIds.course;
		file.commit({checkpoint: {listing, next: 0, rows: 0}, notes: [[`end:${listing}`, '']]});
		file.removeGrants(type, list.of);
	}
	file.setNote(noteKey, '');
}

/**
 * Every list of members that a finished working file holds, with the time at which it was read, and its accounts.
 * `kept`: lists that were stored in it as they are here. Closes the picture of the file.
 */
export function finishedLists(
	file: WorkingFile,
	picture: Picture,
	kept: ReadonlyMap<string, Members>,
	readAtOf: (key: string) => number,
) {
	try {
		const accounts = picture.active(resourceTypeIds.account);
		const inactive = new Set([...accounts].filter(([, isActive]) => !isActive).map(([id]) => id));
		let showsInactive = false;
		const lists = file.checkpoints().flatMap(({listing, next}) => {
			const list = listOf(listing);
			if (list === null || next !== null || file.note(`vanished:${listing}`) !== null) return [];
			const members = kept.get(listing) ?? membersOf(picture, list);
			showsInactive ||= list.kind === 'course-people' && [...members.keys()].some((id) => inactive.has(id));
			return [{...list, key: listing, readAt: readAtOf(listing), members, deadlines: deadlinesOf(picture, list)}];
		});
		return {lists, accounts, showsInactive};
	} finally {
		picture.close();
	}
}
