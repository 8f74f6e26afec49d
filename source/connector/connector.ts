/** What a Litmos record means in ConductorOne: its public functions. */
export {type AccountOptions, accessLevelId, mapAccount} from './accounts.ts';
export {mapCourse, mapLearningPath, mapModule, studyGrants} from './courses.ts';
export {
	entitlementId,
	type GrantKey,
	grantId,
	isUsableId,
	parseEntitlementId,
	parseGrantId,
	resourceTypeIds,
	type Slug,
	slugs,
} from './ids.ts';
export {append, type Mapped, nothingMapped} from './mapping.ts';
export {type Abilities, capabilities, connectorMetadata} from './metadata.ts';
export {courseAssignment} from './provisioning.ts';
export {type MappingExtras, resourceTypes} from './resource-types.ts';
export {mapTeam, nestedTeamGrant, type TeamOptions, teamGrant} from './teams.ts';

/** Rises when the same Litmos data would give other rows; a half-done sync of another version starts anew. */
export const mappingVersion = 1;
