import type {Batch} from '../c1z/model.ts';
import {accessLevelId, mapAccount} from '../connector/accounts.ts';
import {mapModule, studyGrants} from '../connector/courses.ts';
import {entitlementId, resourceTypeIds} from '../connector/ids.ts';
import {append, nothingMapped} from '../connector/mapping.ts';
import {teamGrant} from '../connector/teams.ts';
import type {ListingKind, ListingRows} from '../litmos/client.ts';
import type {Account} from '../litmos/records.ts';
import type {Run} from './run.ts';

/** Lists whose rows mean the same whenever they are read. */
export type PlainListing = Exclude<ListingKind, 'teams' | 'courses' | 'learning-paths' | 'account-courses'>;

/** Turns rows into what is stored. `isKnown` tells of which rows an earlier version may be stored: the later one counts. */
export type ToBatch<Row> = (rows: Row[], isKnown: (id: string) => boolean) => Batch;

/** How the rows of a list are stored; `of` is the team, course or learning path. */
export function rowsOf<K extends PlainListing>(run: Run, kind: K, of: string): ToBatch<ListingRows[K]> {
	const ways: {[Kind in PlainListing]: ToBatch<ListingRows[Kind]>} = {
		accounts: (rows, isKnown) => accounts(run, rows, isKnown),
		'account-details': (rows, isKnown) => accounts(run, rows, isKnown),
		'team-members': (rows) => ({grants: rows.map(({id}) => teamGrant(of, 'member', id))}),
		'team-leaders': (rows) => ({grants: rows.map(({id}) => teamGrant(of, 'leader', id))}),
		'team-admins': (rows) => ({grants: rows.map(({id}) => teamGrant(of, 'admin', id))}),
		'course-people': (rows, isKnown) => progress('course', of, rows, isKnown),
		'learning-path-people': (rows, isKnown) => progress('learning_path', of, rows, isKnown),
		'course-modules': (rows) => {
			const mapped = nothingMapped();
			for (const module of rows) append(mapped, mapModule(module, of));
			return mapped;
		},
	};
	return ways[kind];
}

function accounts(run: Run, rows: Account[], isKnown: (id: string) => boolean): Batch {
	const mapped = nothingMapped();
	for (const row of rows) append(mapped, mapAccount(row, run.extras));
	if (!run.extras.accessLevels) return mapped;
	const known = rows.filter(({id}) => isKnown(id));
	if (known.length === 0) return mapped;
	const levels = [...run.file.resources(resourceTypeIds.accessLevel)].map((level) => level.id?.resource ?? '');
	const withdrawn = known.flatMap(({id, accessLevel}) =>
		levels
			.filter((level) => level !== accessLevelId(accessLevel))
			.map((level) => ({
				entitlementId: entitlementId(resourceTypeIds.accessLevel, level, 'assigned'),
				principalType: resourceTypeIds.account,
				principalId: id,
			})),
	);
	return {...mapped, withdrawn};
}

/** A person has either completed something or not: the later row takes back what the earlier one said. */
function progress(
	type: 'course' | 'learning_path',
	of: string,
	rows: {id: string; completed: boolean}[],
	isKnown: (id: string) => boolean,
): Batch {
	return {
		withdrawn: rows
			.filter(({id}) => isKnown(id))
			.flatMap(({id, completed}) => studyGrants(type, of, {id, completed: !completed}).slice(1)),
		grants: rows.flatMap((person) => studyGrants(type, of, person)),
	};
}
