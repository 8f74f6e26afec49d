import {readFileSync} from 'node:fs';
import {parseDocument} from 'htmlparser2';
import type {Account, Course, CoursePerson, Team} from '../../../source/litmos/records.ts';

/** The golden tenant: XML answers of an invented Litmos, and what baton-litmos wrote for them. */
const folder = new URL('../../golden/', import.meta.url);

type Fields = Record<string, string>;

/** A reader of its own, so that the golden test of the mapping does not hang on another module. */
function records(file: string, item: string): Fields[] {
	const document = parseDocument(readFileSync(new URL(`input/${file}`, folder), 'utf8'), {xmlMode: true});
	const root = document.children.find((node) => node.type === 'tag')!;
	if (!('children' in root)) return [];
	const items = 'name' in root && root.name === item ? [root] : root.children;
	return items.map((node) =>
		Object.fromEntries(
			('children' in node ? node.children : []).map((field) => [
				'name' in field ? field.name : '',
				'children' in field ? field.children.map((text) => ('data' in text ? text.data : '')).join('') : '',
			]),
		),
	);
}

export function accounts(): Account[] {
	return records('users.xml', 'User').map(account);
}
export function teams(): Team[] {
	return records('teams.xml', 'Team').map((fields) => ({
		id: fields.Id!,
		name: fields.Name!,
		codeForBulkImport: fields.TeamCodeForBulkImport!,
		parentTeamId: fields.ParentTeamId!,
	}));
}
export function courses(): Course[] {
	return records('courses.xml', 'Course').map((fields) => ({
		id: fields.Id!,
		code: fields.Code!,
		name: fields.Name!,
		active: fields.Active === 'true',
		forSale: fields.ForSale === 'true',
		originalId: fields.OriginalId!,
		description: fields.Description!,
		ecommerceShortDescription: fields.EcommerceShortDescription!,
		ecommerceLongDescription: fields.EcommerceLongDescription!,
		courseCodeForBulkImport: fields.CourseCodeForBulkImport!,
		price: fields.Price!,
		accessTillDate: fields.AccessTillDate!,
		accessTillDays: fields.AccessTillDays!,
		courseTeamLibrary: fields.CourseTeamLibrary === 'true',
		createdBy: fields.CreatedBy!,
		seqId: fields.SeqId!,
	}));
}
export function teamMembers(team: string): Account[] {
	return records(`team-${team}-users.xml`, 'User').map(account);
}
export function coursePeople(course: string): CoursePerson[] {
	return records(`course-${course}-users.xml`, 'User').map((fields) => ({
		id: fields.Id!,
		userName: fields.UserName!,
		firstName: fields.FirstName!,
		lastName: fields.LastName!,
		completed: fields.Completed === 'true',
		percentageComplete: fields.PercentageComplete!,
		dueDate: fields.DueDate ?? '',
		compliantTill: fields.CompliantTill ?? '',
	}));
}

function account(fields: Fields): Account {
	return {
		id: fields.Id!,
		userName: fields.UserName!,
		firstName: fields.FirstName!,
		lastName: fields.LastName!,
		active: fields.Active === 'true',
		email: fields.Email!,
		accessLevel: fields.AccessLevel!,
		brand: fields.Brand!,
	};
}

/** One of the expected files: `all-courses.grants` and the like. */
// biome-ignore lint/suspicious/noExplicitAny: JSON of another program
export function expected(name: string): any {
	return JSON.parse(readFileSync(new URL(`expected/${name}.json`, folder), 'utf8'));
}

/**
 * A resource of that file as current connectors write it: status and profile of the trait on the resource too (SDK 0.25.0,
 * `pkg/types/resource/resource.go`). The golden files are of SDK 0.2.42.
 */
// biome-ignore lint/suspicious/noExplicitAny: JSON of another program
export function inNewestForm(resource: any): any {
	const trait = resource.annotations?.find((one: {'@type': string}) => one['@type'].endsWith('Trait'));
	if (trait === undefined) return resource;
	const status = trait.status && {status: trait.status.status.replace(/^/, 'RESOURCE_')};
	return {...resource, profile: trait.profile, ...(status && {status})};
}

/** Rows as a set: sorted by their JSON text with sorted keys. */
export function asSet(rows: unknown[]): string[] {
	return rows.map((row) => JSON.stringify(sorted(row))).sort();
}

function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([key, inner]) => [key, sorted(inner)]),
	);
}
