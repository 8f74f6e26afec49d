import type {ListingKind} from '../../litmos/client.ts';
import type {Extra} from '../../settings/extras.ts';
import {accessLevels} from './access-levels.ts';
import {accountDetails} from './account-details.ts';
import {achievements} from './achievements.ts';
import {courseModules} from './course-modules.ts';
import type {ExtraEntry, ExtraList} from './extra.ts';
import {learningPaths} from './learning-paths.ts';
import {nestedTeams} from './nested-teams.ts';
import {teamRoles} from './team-roles.ts';

/** Every optional kind of data, in the order a person is shown them. */
export const extras: Readonly<Record<Extra, ExtraEntry>> = {
	'learning-paths': learningPaths,
	'team-roles': teamRoles,
	'nested-teams': nestedTeams,
	'access-levels': accessLevels,
	'account-details': accountDetails,
	'course-modules': courseModules,
	achievements,
};

const listsOfExtras = new Map<ListingKind, ExtraList & {extra: Extra}>(
	(Object.entries(extras) as [Extra, ExtraEntry][]).flatMap(([extra, {lists}]) =>
		(Object.entries(lists) as [ListingKind, ExtraList][]).map(([kind, list]) => [kind, {...list, extra}] as const),
	),
);

/** The list and the extra it belongs to; undefined for the lists that every sync reads. */
export function extraListOf(kind: ListingKind): (ExtraList & {extra: Extra}) | undefined {
	return listsOfExtras.get(kind);
}
