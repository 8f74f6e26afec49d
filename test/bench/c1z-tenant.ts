import {create, type JsonObject} from '@bufbuild/protobuf';
import {anyPack, StructSchema, ValueSchema} from '@bufbuild/protobuf/wkt';
import type {Batch} from '../../source/c1z/model.ts';
import {
	Entitlement_PurposeValue,
	EntitlementSchema,
	GroupTraitSchema,
	type Resource,
	Resource_CreationSource,
	ResourceSchema,
	ResourceType_Trait,
	ResourceTypeSchema,
	UserTrait_AccountType,
	UserTrait_Status_Status,
	UserTraitSchema,
} from '../../source/proto/model.ts';

export interface Size {
	accounts: number;
	teams: number;
	courses: number;
	/** About; each course has people with two grants each. */
	grants: number;
}

/** Encrypted-looking ids, as long as Litmos' own. */
export const accountId = (n: number) => `${n.toString(36).padStart(6, '0')}qWs5CbnvQlJpQkWn2`;
export const courseId = (n: number) => `${n.toString(36).padStart(4, '0')}niOt0ZQ1`;
const first = ['Ana', 'Bo', 'Carla', 'Dmitri', 'Eve', 'Farid', 'Grace', 'Hugo', 'Ines', 'Jörg'];
const last = ['Ruiz', 'Lind', 'Moreau', 'Okafor', 'Petrov', 'Quinn', 'Rossi', 'Sato', 'Tanaka', 'Weiß'];

const userType = create(ResourceTypeSchema, {id: 'user', displayName: 'User', traits: [ResourceType_Trait.USER]});

export function account(n: number): Resource {
	const [given, family] = [first[n % 10]!, last[Math.floor(n / 10) % 10]!];
	const login = `${given}.${family}.${n}@example.com`.toLowerCase();
	return resource('user', accountId(n), login, [
		anyPack(
			UserTraitSchema,
			create(UserTraitSchema, {
				emails: [{address: login, isPrimary: true}],
				status: {status: n % 20 === 0 ? UserTrait_Status_Status.DISABLED : UserTrait_Status_Status.ENABLED},
				profile: {
					first_name: given,
					last_name: family,
					user_id: accountId(n),
					brand: '',
					access_level: n % 50 === 0 ? 'Team_Admin' : 'Learner',
				},
				login,
				accountType: UserTrait_AccountType.HUMAN,
			}),
		),
	]);
}

export function team(n: number): Resource {
	const profile = {CodeForBulkImport: `${n}-Team`, Id: `team${n}`, Name: `Team ${n}`, ParentTeamId: ''};
	return resource('team', `team${n}`, `Team ${n}`, [anyPack(GroupTraitSchema, create(GroupTraitSchema, {profile}))]);
}

export function course(n: number): Resource {
	return resource('course', courseId(n), `Course ${n}: safety at work`, [
		struct({
			Id: courseId(n),
			Code: `C-${n}`,
			Name: `Course ${n}: safety at work`,
			Active: n % 9 !== 0,
			ForSale: false,
			OriginalId: String(5_100_000 + n),
			Description: '<p>What everybody should know before the first day.</p>',
			EcommerceShortDescription: '',
			EcommerceLongDescription: '',
			CourseCodeForBulkImport: `${5_100_000 + n}-C-${n}`,
			Price: '0.00',
			AccessTillDate: '',
			AccessTillDays: '',
			CourseTeamLibrary: false,
			CreatedBy: '',
			SeqId: '0',
		}),
	]);
}

export function entitlement(of: Resource, slug: string) {
	const {resourceType, resource: id} = of.id!;
	return create(EntitlementSchema, {
		resource: of,
		id: `${resourceType}:${id}:${slug}`,
		displayName: `${of.displayName} ${slug}`,
		description: `${slug} ${of.displayName} in Litmos`,
		grantableTo: [userType],
		purpose: Entitlement_PurposeValue.ASSIGNMENT,
		slug,
	});
}

/** The batches of a sync, page by page, in the order a sync commits them. */
export function* batches(size: Size): Generator<Batch> {
	yield {
		resourceTypes: [userType, ...['team', 'course'].map((id) => create(ResourceTypeSchema, {id, displayName: id}))],
	};
	for (let n = 0; n < size.accounts; n += 500) {
		const rows = Math.min(500, size.accounts - n);
		yield {
			resources: Array.from({length: rows}, (_, index) => account(n + index)),
			checkpoint: {listing: 'accounts', next: n + rows, rows: n + rows},
		};
	}
	for (let n = 0; n < size.teams; n++) yield {resources: [team(n)], entitlements: [entitlement(team(n), 'member')]};
	for (let n = 0; n < size.courses; n++) {
		const one = course(n);
		yield {
			resources: [one],
			entitlements: ['assigned', 'completed', 'in_progress'].map((slug) => entitlement(one, slug)),
		};
	}
	const people = Math.floor(size.grants / size.courses / 2);
	for (let n = 0; n < size.courses; n++) {
		for (let page = 0; page < people; page += 500) {
			const grants = [];
			for (let person = page; person < Math.min(people, page + 500); person++) {
				const principalId = accountId((n * 7919 + person * 13) % size.accounts);
				for (const slug of ['assigned', person % 3 ? 'completed' : 'in_progress']) {
					grants.push({entitlementId: `course:${courseId(n)}:${slug}`, principalType: 'user', principalId});
				}
			}
			yield {grants, checkpoint: {listing: `course-people:${n}`, next: page + 500, rows: page + 500}};
		}
	}
}

function resource(type: string, id: string, displayName: string, annotations: Resource['annotations']): Resource {
	return create(ResourceSchema, {
		id: {resourceType: type, resource: id},
		displayName,
		annotations,
		creationSource: Resource_CreationSource.CONNECTOR_LIST_RESOURCES,
	});
}

export function struct(entries: JsonObject) {
	const fields = Object.fromEntries(
		Object.entries(entries).map(([key, value]) => [
			key,
			create(ValueSchema, {
				kind: typeof value === 'boolean' ? {case: 'boolValue', value} : {case: 'stringValue', value: String(value)},
			}),
		]),
	);
	return anyPack(StructSchema, create(StructSchema, {fields}));
}
