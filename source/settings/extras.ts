/**
 * Optional data beyond what baton-litmos reads, in the order a person is shown it, and what each costs. All off by default,
 * so that ids and counts match it. Everything else about each is in `sync/extras/`.
 */
export const extraCosts = {
	'learning-paths': 'one request per learning path, and one for their list',
	'team-roles': 'two requests per team',
	'nested-teams': 'no extra request',
	'access-levels': 'no extra request',
	'account-details': 'no extra request, but responses are 10 to 20 times as large',
	'course-modules': 'one request per course',
	achievements: 'one request per 1,000 achievements that people have earned',
} as const;
export type Extra = keyof typeof extraCosts;
export const extraIds = Object.keys(extraCosts) as Extra[];
