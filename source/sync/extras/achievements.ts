import {create} from '@bufbuild/protobuf';
import {entitlementId, resourceTypeIds} from '../../connector/ids.ts';
import {
	append,
	type Mapped,
	mapResource,
	nothingMapped,
	structAnnotation,
	wellFormed,
} from '../../connector/mapping.ts';
import {accountType} from '../../connector/resource-types.ts';
import type {Achievement} from '../../litmos/row-mapping.ts';
import {ResourceTypeSchema} from '../../proto/model.ts';
import type {ExtraEntry} from './extra.ts';

export const achievements: ExtraEntry = {
	label: 'Achievements',
	gives: 'Each achievement and certificate that people have earned, and who earned it.',
	each: {requests: 1, of: '1,000 earned'},
	resourceType: create(ResourceTypeSchema, {id: resourceTypeIds.achievement, displayName: 'Achievement'}),
	lists: {
		achievements: {
			name: () => 'the list of achievements',
			toBatch(rows) {
				const mapped = nothingMapped();
				for (const row of rows) append(mapped, mapAchievement(row));
				return mapped;
			},
		},
	},
	// How many people have earned is known only once they are read.
	cost: () => ({requests: 1, exact: false, known: false}),
	atStart(reader) {
		if (!reader.resourcesOnly) reader.list('achievements', '');
	},
};

/** An achievement with its entitlement `earned`, and the grant to the account that earned it. */
function mapAchievement(row: Achievement): Mapped {
	const type = resourceTypeIds.achievement;
	const id = achievementId(row);
	const mapped = mapResource({
		type,
		id,
		name: row.title.trim() === '' ? id : row.title,
		isDescriptionCut: row.isCut,
		annotations: [
			structAnnotation(
				wellFormed({CourseId: row.courseId, Description: row.description, Title: row.title, Type: row.type}),
			),
		],
		entitlements: [
			{
				slug: 'earned',
				displayName: `Achievement ${row.title} earned`,
				description: `Earned ${row.title} in Litmos`,
				grantableTo: [accountType],
			},
		],
	});
	if (mapped.resources.length === 0) return mapped;
	const principal = {principalType: resourceTypeIds.account, principalId: row.accountId};
	return {...mapped, grants: [{entitlementId: entitlementId(type, id, 'earned'), ...principal}]};
}

/**
 * What kind of achievement a row tells of. Whether Litmos' own AchievementId is the id of a kind or of one person's
 * achievement is not documented (fact sheet, section 4.7), so the kind is told by its type and its course, or by its title
 * where it belongs to no course. A new title of a course's achievement changes no id.
 */
function achievementId({type, courseId, title}: Achievement): string {
	const what = courseId.trim() === '' ? title.trim().toLowerCase() : courseId;
	if (what === '') return '';
	const kind = type.trim() === '' ? 'achievement' : type.trim().toLowerCase();
	return `${kind}-${what}`;
}
