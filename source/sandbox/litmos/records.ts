import type {AccountData} from './accounts.ts';
import type {CourseData, ModuleData} from './courses.ts';
import type {Progress} from './enrolments.ts';
import type {LearningPathData} from './learning-paths.ts';
import type {TeamData} from './teams.ts';
import type {Tenant} from './tenant.ts';
import {fields, type Row} from './wire.ts';

/** Field names and their order per record type: Litmos fact sheet, section 4. Dates are wall clocks in ms. */
export const accountFields = fields('Id UserName FirstName LastName Active:boolean Email AccessLevel Brand');
export const accountDetailFields = fields(
	'Id UserName FirstName LastName FullName Email AccessLevel DisableMessages:boolean Active:boolean Skype PhoneWork ' +
		'PhoneMobile LastLogin LoginKey IsCustomUsername:boolean Password SkipFirstLogin:boolean TimeZone SalesforceId ' +
		'OriginalId:number Street1 Street2 City State PostalCode Country CompanyName JobTitle CustomField1 CustomField2 ' +
		'CustomField3 Culture CustomField4 CustomField5 CustomField6 CustomField7 CustomField8 CustomField9 CustomField10 ' +
		'SalesforceContactId SalesforceAccountId CreatedDate Points:number Brand ManagerId ManagerName ' +
		'EnableTextNotification:boolean Website Twitter ExpirationDate JobRole ExternalEmployeeId ProfileType',
);
export const teamFields = fields('Id Name TeamCodeForBulkImport ParentTeamId');
export const teamDetailFields = fields('Id Name Description TeamCodeForBulkImport ParentTeamId');
export const courseFields = fields(
	'Id Code Name Active:boolean ForSale:boolean OriginalId:number Description EcommerceShortDescription ' +
		'EcommerceLongDescription CourseCodeForBulkImport Price:number AccessTillDate:date AccessTillDays:number ' +
		'CourseTeamLibrary:boolean CreatedBy SeqId:number',
);
export const coursePersonFields = fields(
	'Id UserName FirstName LastName Completed:boolean PercentageComplete:number CompliantTill:date DueDate:date AccessTillDate:date',
);
export const moduleFields = fields('Id Code Name Description');
export const accountCourseFields = fields(
	'Id Code Name Active:boolean Complete:boolean PercentageComplete:number AssignedDate:date StartDate:date ' +
		'DateCompleted:date UpToDate:boolean Overdue:boolean CompliantTill:date IsLearningPath:boolean ' +
		'CourseCreatedDate:date CourseCreator OriginalId:number ResultId AccessTillDate:date',
);
export const moduleResultFields = fields(
	'Id Code Name Passmark:number Score:number Completed:boolean LastUpdated:date Attempt:number OriginalId:number ResultId',
);
export const accountCourseDetailFields = [
	...accountCourseFields,
	...fields('CourseDueDate:date LastUpdated:date Modules:list'),
];
export const accountCoursesFields = fields('Id Courses:list');
export const learningPathFields = fields(
	'Id Name Description Active:boolean OriginalId:number ForSale:boolean Price:number EcommerceShortDescription ' +
		'EcommerceLongDescription AccessTillDate:date AccessTillDays:number IsEquivalency:boolean LearningPathTeamLibrary:boolean',
);
export const learningPathPersonFields = fields(
	'Id UserName FirstName LastName Completed:boolean PercentageComplete:number',
);
export const accountLearningPathFields = fields(
	'Id Name Active:boolean OriginalId:number Complete:boolean PercentageComplete:number AssignedDate:date ' +
		'StartDate:date DateCompleted:date ResultId AccessTillDate:date',
);
export const achievementFields = fields(
	'UserId Title Description AchievementDate:date CourseId CompliantTillDate:date Score:number Result Type FirstName ' +
		'LastName AchievementId CertificateId',
);
export const resultFields = fields(
	'Id UserOriginalId:number Username FirstName LastName Active:boolean Email AccessLevel LoginKey CourseId ' +
		'CourseOriginalId:number UpdatedDate:date Code CourseName Completed:boolean PercentageComplete:number ' +
		'CompletedDate:date UpToDate:boolean Overdue:boolean CompliantTillDate:date',
);

const firstResultNumber = 1_000_000_000;

/** Makes the rows of every record type from indexes. */
export class Records {
	readonly #tenant: Tenant;

	constructor(tenant: Tenant) {
		this.#tenant = tenant;
	}

	readonly account = (index: number): Row => {
		const a = this.#account(index);
		return [a.id, a.userName, a.firstName, a.lastName, a.active, a.email, a.accessLevel, a.brand];
	};

	readonly accountDetails = (index: number): Row => {
		const a = this.#account(index);
		const d = this.#tenant.data.accounts.details(index);
		const custom = ['', '', '', '', '', '', ''];
		// biome-ignore format: one line per group of the documented order
		return [
			a.id, a.userName, a.firstName, a.lastName, `${a.firstName} ${a.lastName}`, a.email, a.accessLevel, false, a.active, '', d.phone,
			'', d.lastLogin, d.loginKey, d.customUserName, '', true, 'UTC', null,
			d.originalId, '', '', d.city, '', '', '', d.companyName, d.jobTitle, '', '',
			'', '', ...custom,
			null, null, d.createdDate, index % 500, a.brand, d.managerId, d.managerName,
			false, null, null, null, null, d.employeeId, d.profileType,
		];
	};

	readonly team = (index: number): Row => {
		const t = this.#tenant.data.teams.at(index);
		return [t.id, t.name, t.code, t.parentId];
	};

	readonly teamDetails = (index: number): Row => {
		const t: TeamData = this.#tenant.data.teams.at(index);
		return [t.id, t.name, t.description, t.code, t.parentId];
	};

	readonly course = (index: number): Row => this.courseFor(index, this.#tenant.data.courses.at(index).teamLibrary);

	courseFor(index: number, teamLibrary: boolean): Row {
		const c = this.#course(index);
		// biome-ignore format: the documented order
		return [
			c.id, c.code, c.name, c.active, c.forSale, c.originalId, c.description, c.shortDescription,
			c.longDescription, c.bulkCode, c.price, null, null,
			teamLibrary, c.createdBy, c.sequence,
		];
	}

	coursePerson(course: number, person: number): Row {
		const p = this.#tenant.progress(course, person);
		return [...this.#who(person), p.completed, p.percentage, p.compliantTill, p.due, null];
	}

	readonly module = ({id, code, name, description}: ModuleData): Row => [id, code, name, description];

	accountCourse(account: number, course: number): Row {
		const c = this.#course(course);
		const p = this.#tenant.progress(course, account);
		const overdue = p.due !== null && !p.completed;
		// biome-ignore format: the documented order
		return [
			c.id, c.code, c.name, c.active, p.completed, p.percentage, p.assigned, p.started,
			p.finished, true, overdue, p.compliantTill, this.#tenant.ownedByLearningPath(account, course),
			c.createdDate, c.createdBy, c.originalId, this.#resultId(account, course), null,
		];
	}

	accountCourseDetails(account: number, course: number): Row {
		const p = this.#tenant.progress(course, account);
		const modules = this.#tenant.data.courses.modules(course).map((module, at): Row => {
			const score = p.completed ? '100' : '0';
			return [
				module.id,
				module.code,
				module.name,
				'80',
				score,
				p.completed,
				p.finished,
				1,
				at + 1,
				this.#resultId(account, course),
			];
		});
		const list = {child: 'Module', fields: moduleResultFields, rows: modules};
		return [...this.accountCourse(account, course), p.due, p.finished ?? p.started ?? p.assigned, list];
	}

	readonly accountCourses = (account: number): Row => {
		const rows = this.#tenant.accountCourses(account).map((course) => this.accountCourse(account, course));
		return [this.#tenant.data.accounts.ids.id(account), {child: 'Course', fields: accountCourseFields, rows}];
	};

	readonly learningPath = (index: number): Row => {
		const l: LearningPathData = this.#tenant.data.learningPaths.at(index);
		return [
			l.id,
			l.name,
			l.description,
			l.active,
			l.originalId,
			false,
			'0.00',
			'',
			'',
			null,
			null,
			false,
			l.teamLibrary,
		];
	};

	learningPathPerson(path: number, person: number): Row {
		const p = this.#tenant.progress(this.#tenant.data.learningPaths.lead(path), person);
		return [...this.#who(person), p.completed, p.percentage];
	}

	accountLearningPath(account: number, path: number): Row {
		const {learningPaths} = this.#tenant.data;
		const l = learningPaths.at(path);
		const lead = learningPaths.lead(path);
		const p: Progress = this.#tenant.progress(lead, account);
		// biome-ignore format: the documented order
		return [
			l.id, l.name, l.active, l.originalId, p.completed, p.percentage, p.assigned,
			p.started, p.finished, this.#resultId(account, lead), null,
		];
	}

	/** One row of `/results/details`; its LoginKey is a live secret at Litmos, here an invented one. */
	result(course: number, account: number): Row {
		const a = this.#account(account);
		const c = this.#course(course);
		const p = this.#tenant.progress(course, account);
		const {originalId, loginKey} = this.#tenant.data.accounts.details(account);
		// biome-ignore format: the documented order
		return [
			a.id, originalId, a.userName, a.firstName, a.lastName, a.active, a.email, a.accessLevel, loginKey, c.id,
			c.originalId, resultTime(p), c.code, c.name, p.completed, p.percentage,
			p.finished, true, p.due !== null && !p.completed, p.compliantTill,
		];
	}

	/** One row of `/achievements`. Whether its two ids name a kind or one person's achievement is not documented. */
	achievement(course: number, account: number): Row {
		const c = this.#course(course);
		const p = this.#tenant.progress(course, account);
		const [id, , firstName, lastName] = this.#who(account);
		const isCertificate = course % 2 === 0;
		// biome-ignore format: the documented order
		return [
			id, c.name, `Completed ${c.name}`, p.finished, c.id, p.compliantTill, '100', 'Pass',
			isCertificate ? 'Certificate' : 'Badge', firstName, lastName, this.#resultId(account, course),
			isCertificate ? c.id : null,
		];
	}

	#who(person: number): [string, string, string, string] {
		if (person >= 0) {
			const a = this.#account(person);
			return [a.id, a.userName, a.firstName, a.lastName];
		}
		const number = -1 - person;
		return [
			this.#tenant.data.unlistedId(number),
			`former.colleague${number + 1}@example.com`,
			'Former',
			`Colleague ${number + 1}`,
		];
	}

	#account(index: number): AccountData {
		const account = this.#tenant.data.accounts.at(index);
		account.active = this.#tenant.isActive(index);
		return account;
	}

	#course(index: number): CourseData {
		return this.#tenant.data.courses.at(index);
	}

	#resultId(account: number, course: number): string {
		const {cipher, size} = this.#tenant.data;
		return cipher.encode(firstResultNumber + course * size.accounts + account);
	}
}

/** When a result last changed, wall clock in ms. */
export function resultTime(progress: Progress): number {
	return progress.finished ?? progress.started ?? progress.assigned;
}
