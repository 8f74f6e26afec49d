import type {MappingExtras} from '../connector/resource-types.ts';
import type {Extra} from '../settings/extras.ts';
import {extras} from './extras/table.ts';

/** What the chosen extras mean for accounts and teams, and which types of resources they add. */
export function mappingExtrasOf(chosen: readonly Extra[]): MappingExtras & {accountDetails: boolean} {
	return {
		accessLevels: chosen.includes('access-levels'),
		teamRoles: chosen.includes('team-roles'),
		nestedTeams: chosen.includes('nested-teams'),
		accountDetails: chosen.includes('account-details'),
		types: chosen.flatMap((extra) => extras[extra].resourceType ?? []),
	};
}
