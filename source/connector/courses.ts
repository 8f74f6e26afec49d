import type {GrantRow} from '../c1z/model.ts';
import {secondsOf} from '../litmos/moment.ts';
import type {Course, CoursePerson} from '../litmos/records.ts';
import type {CourseModule, LearningPath} from '../litmos/row-mapping.ts';
import {entitlementId, resourceTypeIds} from './ids.ts';
import {type Mapped, mapResource, structAnnotation, wellFormed} from './mapping.ts';
import {accountType} from './resource-types.ts';

/** A course with its 16 list fields and the entitlements `assigned`, `completed`, `in_progress`, in this order. */
export function mapCourse(course: Course): Mapped {
	return mapResource({
		type: resourceTypeIds.course,
		id: course.id,
		name: course.name,
		isDescriptionCut: course.isCut,
		annotations: [
			structAnnotation(
				wellFormed({
					AccessTillDate: course.accessTillDate,
					AccessTillDays: course.accessTillDays,
					Active: course.active,
					Code: course.code,
					CourseCodeForBulkImport: course.courseCodeForBulkImport,
					CourseTeamLibrary: course.courseTeamLibrary,
					CreatedBy: course.createdBy,
					Description: course.description,
					EcommerceLongDescription: course.ecommerceLongDescription,
					EcommerceShortDescription: course.ecommerceShortDescription,
					ForSale: course.forSale,
					Id: course.id,
					Name: course.name,
					OriginalId: course.originalId,
					Price: course.price,
					SeqId: course.seqId,
				}),
			),
		],
		entitlements: studyEntitlements('Course', 'course', course.name),
	});
}

/** A learning path (extra), modelled like a course. */
export function mapLearningPath(path: LearningPath): Mapped {
	return mapResource({
		type: resourceTypeIds.learningPath,
		id: path.id,
		name: path.name,
		isDescriptionCut: path.isCut,
		annotations: [
			structAnnotation(
				wellFormed({
					Active: path.active,
					Description: path.description,
					Id: path.id,
					Name: path.name,
					OriginalId: path.originalId,
				}),
			),
		],
		entitlements: studyEntitlements('Learning path', 'learning path', path.name),
	});
}

/** A module (extra): a child of its course, without entitlements, as baton-litmos has it in its switched-off code. */
export function mapModule(module: CourseModule, courseId: string): Mapped {
	return mapResource({
		type: resourceTypeIds.module,
		id: module.id,
		name: module.name,
		isDescriptionCut: module.isCut,
		parent: {type: resourceTypeIds.course, id: courseId},
		annotations: [
			structAnnotation(
				wellFormed({Code: module.code, Description: module.description, Id: module.id, Name: module.name}),
			),
		],
		entitlements: [],
	});
}

interface Student {
	id: string;
	completed: boolean;
	/** Seconds since 1970: until when it must be done or, once it is, until when that counts. It is not sent. */
	deadline?: number | undefined;
}

/** Everybody listed is `assigned`, and `completed` or `in_progress` too, the latter even at 0 %. */
export function studyGrants(type: 'course' | 'learning_path', id: string, people: readonly Student[]): GrantRow[] {
	// Once for all people: a text put together for each would be looked up anew each time.
	const assigned = entitlementId(type, id, 'assigned');
	const [done, open] = [entitlementId(type, id, 'completed'), entitlementId(type, id, 'in_progress')];
	const principalType = resourceTypeIds.account;
	return people.flatMap(({id: principalId, completed, deadline}) => [
		{entitlementId: assigned, principalType, principalId},
		{
			entitlementId: completed ? done : open,
			principalType,
			principalId,
			...(deadline === undefined ? {} : {deadline}),
		},
	]);
}

/** Of a row of a course's people. A completion that has lapsed without a date of its own is due again since then. */
export function deadlineOf({
	completed,
	dueDate,
	compliantTill,
}: Pick<CoursePerson, 'completed' | 'dueDate' | 'compliantTill'>): number | undefined {
	return secondsOf(completed ? compliantTill : dueDate || compliantTill);
}

function studyEntitlements(kind: string, inSentence: string, name: string) {
	const grantableTo = [accountType];
	return [
		{
			slug: 'assigned' as const,
			displayName: `${kind} ${name} assigned`,
			description: `Assigned ${inSentence} ${name} in Litmos`,
			grantableTo,
		},
		{
			slug: 'completed' as const,
			displayName: `${kind} ${name} completed`,
			description: `Completed ${inSentence} ${name} in Litmos`,
			grantableTo,
		},
		{
			slug: 'in_progress' as const,
			displayName: `${kind} ${name} in_progress`,
			description: `In progress ${inSentence} ${name} in Litmos`,
			grantableTo,
		},
	];
}
