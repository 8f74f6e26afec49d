/** Optional data beyond what baton-litmos reads. All off by default, so that ids and counts match it. */
export const extraIds = [
	'access-levels',
	'team-roles',
	'nested-teams',
	'learning-paths',
	'course-modules',
	'account-details',
] as const;
export type Extra = (typeof extraIds)[number];
