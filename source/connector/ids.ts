/**
 * Ids of resource types, entitlements and grants. ConductorOne keeps reviews and policies under them, so they match
 * those of baton-litmos to the byte (baton protocol sheet, section 3). Ids are joined raw: `:` is not escaped.
 */
export const resourceTypeIds = {
	account: 'user',
	team: 'team',
	course: 'course',
	module: 'module',
	accessLevel: 'access_level',
	learningPath: 'learning_path',
	achievement: 'achievement',
} as const;
export type ResourceTypeId = (typeof resourceTypeIds)[keyof typeof resourceTypeIds];

export const slugs = ['member', 'leader', 'admin', 'assigned', 'completed', 'in_progress', 'earned'] as const;
export type Slug = (typeof slugs)[number];

/** The resource types that can hold a grant. */
const principalTypes = [resourceTypeIds.account, resourceTypeIds.team] as const;

export interface EntitlementKey {
	resourceType: string;
	resourceId: string;
	slug: Slug;
}
export interface GrantKey extends EntitlementKey {
	entitlementId: string;
	principalType: string;
	principalId: string;
}

/** `<resource type>:<resource id>:<slug>` */
export function entitlementId(resourceType: string, resourceId: string, slug: Slug): string {
	return `${resourceType}:${resourceId}:${slug}`;
}

/** `<entitlement id>:<principal type>:<principal id>` */
export function grantId(entitlement: string, principalType: string, principalId: string): string {
	return `${entitlement}:${principalType}:${principalId}`;
}

/** Reads an entitlement id back; null when it is not one of ours. The resource id may hold `:`. */
export function parseEntitlementId(id: string): EntitlementKey | null {
	const first = id.indexOf(':');
	const last = id.lastIndexOf(':');
	if (first < 1 || last <= first + 1) return null;
	const resourceType = id.slice(0, first);
	const slug = id.slice(last + 1);
	if (!isSlug(slug) || !isResourceType(resourceType)) return null;
	return {resourceType, resourceId: id.slice(first + 1, last), slug};
}

/**
 * Reads a grant id back; null when it is not one of ours, or when ids that hold `:` make it readable in two ways
 * (a wrong guess would revoke somebody else's course).
 */
export function parseGrantId(id: string): GrantKey | null {
	const readings: GrantKey[] = [];
	for (const slug of slugs) {
		for (const principalType of principalTypes) {
			const middle = `:${slug}:${principalType}:`;
			for (let at = id.indexOf(middle); at !== -1; at = id.indexOf(middle, at + 1)) {
				const entitlement = id.slice(0, at + 1 + slug.length);
				const principalId = id.slice(at + middle.length);
				const key = parseEntitlementId(entitlement);
				if (key && principalId !== '') readings.push({...key, entitlementId: entitlement, principalType, principalId});
			}
		}
	}
	return readings.length === 1 ? readings[0]! : null;
}

/**
 * True when every id built from it stays within ConductorOne's 1,024 bytes (section 8 of the same sheet: a grant id
 * holds two such ids). Litmos documents at most 50 characters.
 */
export function isUsableId(id: string): boolean {
	return id !== '' && Buffer.byteLength(id) <= 450;
}

function isSlug(text: string): text is Slug {
	return (slugs as readonly string[]).includes(text);
}
function isResourceType(text: string): text is ResourceTypeId {
	return (Object.values(resourceTypeIds) as string[]).includes(text);
}
