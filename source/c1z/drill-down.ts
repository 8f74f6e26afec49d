import {kinds} from './facts.ts';

/**
 * Of its own kind the row itself; accounts of a team or course: who holds it; teams and courses of an account: what it
 * holds. `keys`: a JSON list of the keys of that account, team or course.
 */
export function drillDown(kind: number, of: number, keys: string): string {
	const these = `(select value from json_each(${keys}))`;
	if (kind === of) return `key in ${these}`;
	const grants = 'from grants g join entitlements e on e.key = g.entitlement';
	if (kind === kinds.account) return `key in (select g.principal ${grants} where e.resource in ${these})`;
	if (of === kinds.account) return `key in (select e.resource ${grants} where g.principal in ${these})`;
	// Teams hold no courses.
	return `${keys} is null`;
}
