import {field} from './answer-rows.ts';
import type {Account, AccountCourse, Course, CoursePerson, Team} from './records.ts';
import {ownText, type Row} from './rows.ts';

/** Turns rows into records. Field names and their other spellings: Litmos fact sheet, sections 4 and 9. */
type Mapping<R> = (row: Row) => R;

export const toAccount: Mapping<Account> = (row) => ({
	id: field(row, 'id'),
	userName: field(row, 'username'),
	firstName: field(row, 'firstname'),
	lastName: field(row, 'lastname'),
	active: flag(row, 'active'),
	email: field(row, 'email'),
	accessLevel: field(row, 'accesslevel', 'acceslevel'),
	brand: field(row, 'brand'),
});

export const toDetailedAccount: Mapping<Account> = (row) => ({
	...toAccount(row),
	details: {
		originalId: field(row, 'originalid'),
		lastLogin: field(row, 'lastlogin'),
		createdDate: field(row, 'createddate'),
		managerId: field(row, 'managerid'),
		managerName: field(row, 'managername'),
		jobTitle: field(row, 'jobtitle'),
		companyName: field(row, 'companyname'),
		externalEmployeeId: field(row, 'externalemployeeid'),
	},
});

export const toTeam: Mapping<Team> = (row) => ({
	id: ownText(field(row, 'id')),
	name: field(row, 'name'),
	codeForBulkImport: field(row, 'teamcodeforbulkimport', 'codeforbulkimport'),
	parentTeamId: field(row, 'parentteamid'),
});

export const toCourse: Mapping<Course> = (row) => ({
	id: ownText(field(row, 'id')),
	code: field(row, 'code'),
	name: field(row, 'name'),
	active: flag(row, 'active'),
	forSale: flag(row, 'forsale'),
	originalId: field(row, 'originalid'),
	description: field(row, 'description'),
	ecommerceShortDescription: field(row, 'ecommerceshortdescription'),
	ecommerceLongDescription: field(row, 'ecommercelongdescription'),
	courseCodeForBulkImport: field(row, 'coursecodeforbulkimport'),
	price: field(row, 'price'),
	accessTillDate: field(row, 'accesstilldate'),
	accessTillDays: field(row, 'accesstilldays'),
	courseTeamLibrary: flag(row, 'courseteamlibrary'),
	createdBy: field(row, 'createdby'),
	seqId: field(row, 'seqid'),
	...(row.isCut && {isCut: true}),
});

const toCoursePerson: Mapping<CoursePerson> = (row) => ({
	id: field(row, 'id'),
	completed: flag(row, 'completed', 'complete'),
	dueDate: field(row, 'duedate'),
	compliantTill: compliantTill(row),
});

export interface CourseModule {
	id: string;
	code: string;
	name: string;
	description: string;
	/** Some text was longer than is kept of one and ends early. */
	isCut?: boolean;
}

const toModule: Mapping<CourseModule> = (row) => ({
	id: field(row, 'id'),
	code: field(row, 'code'),
	name: field(row, 'name'),
	description: field(row, 'description'),
	...(row.isCut && {isCut: true}),
});

export interface LearningPath {
	id: string;
	name: string;
	description: string;
	active: boolean;
	originalId: string;
	/** Some text was longer than is kept of one and ends early. */
	isCut?: boolean;
}

const toLearningPath: Mapping<LearningPath> = (row) => ({
	id: ownText(field(row, 'id')),
	name: field(row, 'name'),
	description: field(row, 'description'),
	active: flag(row, 'active'),
	originalId: field(row, 'originalid'),
	...(row.isCut && {isCut: true}),
});

/** One row of `/achievements`: what one account has earned (section 4.7). */
export interface Achievement {
	id: string;
	accountId: string;
	title: string;
	description: string;
	/** `''` where it belongs to no course. */
	courseId: string;
	/** Open set. */
	type: string;
	isCut?: boolean;
}

const toAchievement: Mapping<Achievement> = (row) => {
	const account = field(row, 'userid');
	const parts = ['achievementid', 'certificateid', 'courseid', 'title', 'achievementdate'].map((name) =>
		field(row, name),
	);
	return {
		// No field is documented to be the id of one row, and several people share an achievement.
		id: account === '' ? '' : [account, ...parts].join(' '),
		accountId: account,
		title: field(row, 'title'),
		description: field(row, 'description'),
		courseId: field(row, 'courseid'),
		type: field(row, 'type'),
		...(row.isCut && {isCut: true}),
	};
};

const toAccountCourse: Mapping<AccountCourse> = (row) => ({
	id: field(row, 'id', 'courseid'),
	name: field(row, 'name'),
	completed: flag(row, 'complete', 'completed'),
});

/** How one kind of listing is asked for and read. `{id}` in the path stands for `Listing.of`. */
export interface ListingSource<R> {
	template: string;
	/** Sent with each request for it. */
	query?: Readonly<Record<string, string>>;
	root: string;
	row: string;
	/** Another name of the rows, where the documentation has two. */
	otherRow?: string;
	map: Mapping<R>;
	/** The fields that `map` looks at. */
	fields: ReadonlySet<string>;
}

/** Tells which fields a mapping looks at, by letting it look at a row that notes them. */
export function fieldsOf(map: Mapping<unknown>): ReadonlySet<string> {
	const asked = new Set<string>();
	class Noting extends Map<string, string> {
		override get(name: string): undefined {
			asked.add(name);
		}
	}
	map({fields: new Noting()});
	return asked;
}

const withFields = <R>(source: Omit<ListingSource<R>, 'fields'>): ListingSource<R> => ({
	...source,
	fields: fieldsOf(source.map),
});

/** What can be listed, page by page, and the row type of each. */
export interface ListingRows {
	accounts: Account;
	'account-details': Account;
	teams: Team;
	courses: Course;
	'team-members': Account;
	'team-leaders': Account;
	'team-admins': Account;
	'course-people': CoursePerson;
	'course-modules': CourseModule;
	'learning-paths': LearningPath;
	'learning-path-people': CoursePerson;
	achievements: Achievement;
	'account-courses': AccountCourse;
	'account-teams': Team;
}

export const listingSources: {readonly [K in keyof ListingRows]: ListingSource<ListingRows[K]>} = {
	accounts: withFields({template: '/users', root: 'Users', row: 'User', map: toAccount}),
	'account-details': withFields({template: '/users/details', root: 'Users', row: 'User', map: toDetailedAccount}),
	teams: withFields({template: '/teams', root: 'Teams', row: 'Team', map: toTeam}),
	courses: withFields({template: '/courses', root: 'Courses', row: 'Course', map: toCourse}),
	'team-members': withFields({template: '/teams/{id}/users', root: 'Users', row: 'User', map: toAccount}),
	'team-leaders': withFields({template: '/teams/{id}/leaders', root: 'Users', row: 'User', map: toAccount}),
	'team-admins': withFields({template: '/teams/{id}/admins', root: 'Users', row: 'User', map: toAccount}),
	'course-people': withFields({template: '/courses/{id}/users', root: 'Users', row: 'User', map: toCoursePerson}),
	'course-modules': withFields({template: '/courses/{id}/modules', root: 'Modules', row: 'Module', map: toModule}),
	'learning-paths': withFields({
		template: '/learningpaths',
		root: 'LearningPaths',
		row: 'LearningPath',
		map: toLearningPath,
	}),
	'learning-path-people': withFields({
		template: '/learningpaths/{id}/users',
		root: 'Users',
		row: 'User',
		map: toCoursePerson,
	}),
	achievements: withFields({
		template: '/achievements',
		// Whether a date is required here is not said (fact sheet, section 2): one before Litmos began asks for all.
		query: {since: '2000-01-01'},
		root: 'Achievements',
		row: 'Achievement',
		// The schema has the one name, the support pages the other (section 4.7).
		otherRow: 'Course',
		map: toAchievement,
	}),
	'account-courses': withFields({
		template: '/users/{id}/courses',
		root: 'Courses',
		row: 'Course',
		map: toAccountCourse,
	}),
	'account-teams': withFields({template: '/users/{id}/teams', root: 'Teams', row: 'Team', map: toTeam}),
};

function flag(row: Row, ...names: readonly string[]): boolean {
	const value = field(row, ...names)
		.trim()
		.toLowerCase();
	return value === 'true' || value === '1' || value === 't';
}

/** Each spelling is in some answer or document (section 9, 4). */
function compliantTill(row: Row): string {
	return field(row, 'complianttill', 'complianttilldate', 'complainttill', 'complainttilldate');
}
