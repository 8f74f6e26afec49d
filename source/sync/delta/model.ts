import type {Picture} from '../../c1z/picture.ts';
import type {ChangeKind} from '../../litmos/change-records.ts';

/** The lists that a sync by changes may leave out. */
export const listKinds = ['course-people', 'team-members'] as const;
export type ListKind = (typeof listKinds)[number];

/** What can happen to somebody's place in a course or a team. */
export const changeNames = ['assigned', 'unassigned', 'completed', 'reset', 'joined', 'left'] as const;
export type ChangeName = (typeof changeNames)[number];

/** Account → whether the course is completed; always false in teams. */
export type Members = ReadonlyMap<string, boolean>;

/** A list as it was stored by the sync before. */
export interface StoredList {
	/** `course-people:<id>`, `team-members:<id>` */
	key: string;
	kind: ListKind;
	of: string;
	/** When it was last read in full: the server's clock after the last page, ms. */
	readAt: number;
	size: number;
}

/** Which list the rows of a call are about. */
export function listKindOf(kind: ChangeKind): ListKind {
	return kind === 'team-members' ? 'team-members' : 'course-people';
}

/** What happened to a place; null when nothing did. */
export function nameOf(kind: ListKind, before: boolean | undefined, after: boolean | undefined): ChangeName | null {
	if (before === after) return null;
	if (before === undefined) return kind === 'team-members' ? 'joined' : 'assigned';
	if (after === undefined) return kind === 'team-members' ? 'left' : 'unassigned';
	return after ? 'completed' : 'reset';
}

export interface NamedChange {
	kind: ListKind;
	of: string;
	member: string;
	name: ChangeName;
}

/** Every place that differs between two versions of a list. */
export function changesBetween({kind, of}: Pick<StoredList, 'kind' | 'of'>, from: Members, to: Members): NamedChange[] {
	const changes: NamedChange[] = [];
	const compare = (member: string, before: boolean | undefined, after: boolean | undefined) => {
		const name = nameOf(kind, before, after);
		if (name !== null) changes.push({kind, of, member, name});
	};
	for (const [member, before] of from) compare(member, before, to.get(member));
	for (const [member, after] of to) if (!from.has(member)) compare(member, undefined, after);
	return changes;
}

export interface DeltaParts {
	/** Tells what the sync is of: what was stored for anything else is of no use. */
	fingerprint: string;
	/** How many changes of a kind must be watched; default `proofsNeeded`. */
	needed?: number | undefined;
	/** Within how long each list is read in full, ms; default 24 h. */
	within?: number | undefined;
	isResumed: boolean;
	/** Opens what the working file holds so far; whoever reads it closes it. */
	openPicture: () => Picture;
}
