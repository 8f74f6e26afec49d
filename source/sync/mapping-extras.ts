import type {MappingExtras} from '../connector/resource-types.ts';
import type {Extra} from '../settings/extras.ts';

/** What the chosen extras mean for the mapping. */
export function mappingExtrasOf(extras: readonly Extra[]): MappingExtras {
	return {
		accessLevels: extras.includes('access-levels'),
		teamRoles: extras.includes('team-roles'),
		nestedTeams: extras.includes('nested-teams'),
		learningPaths: extras.includes('learning-paths'),
		courseModules: extras.includes('course-modules'),
	};
}
