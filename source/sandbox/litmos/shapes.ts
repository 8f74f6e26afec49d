import {type Field, fields} from './wire.ts';

/** A kind of record: its element, its fields, and the columns that `search` looks at in a list of them. */
export interface Shape {
	child: string;
	fields: readonly Field[];
	search?: readonly number[];
}

const accountCourse = fields(
	'Id Code Name Active:boolean Complete:boolean PercentageComplete:number AssignedDate:date StartDate:date ' +
		'DateCompleted:date UpToDate:boolean Overdue:boolean CompliantTill:date IsLearningPath:boolean ' +
		'CourseCreatedDate:date CourseCreator OriginalId:number ResultId AccessTillDate:date',
);

/** Field names and their order per record type: Litmos fact sheet, section 4. Dates are wall clocks in ms. */
export const shapes = {
	account: {
		child: 'User',
		fields: fields('Id UserName FirstName LastName Active:boolean Email AccessLevel Brand'),
		search: [1, 2, 3, 5],
	},
	accountDetails: {
		child: 'User',
		fields: fields(
			'Id UserName FirstName LastName FullName Email AccessLevel DisableMessages:boolean Active:boolean Skype PhoneWork ' +
				'PhoneMobile LastLogin LoginKey IsCustomUsername:boolean Password SkipFirstLogin:boolean TimeZone SalesforceId ' +
				'OriginalId:number Street1 Street2 City State PostalCode Country CompanyName JobTitle CustomField1 CustomField2 ' +
				'CustomField3 Culture CustomField4 CustomField5 CustomField6 CustomField7 CustomField8 CustomField9 CustomField10 ' +
				'SalesforceContactId SalesforceAccountId CreatedDate Points:number Brand ManagerId ManagerName ' +
				'EnableTextNotification:boolean Website Twitter ExpirationDate JobRole ExternalEmployeeId ProfileType',
		),
		search: [1, 2, 3, 5, 26],
	},
	team: {child: 'Team', fields: fields('Id Name TeamCodeForBulkImport ParentTeamId'), search: [1]},
	teamDetails: {child: 'Team', fields: fields('Id Name Description TeamCodeForBulkImport ParentTeamId')},
	course: {
		child: 'Course',
		fields: fields(
			'Id Code Name Active:boolean ForSale:boolean OriginalId:number Description EcommerceShortDescription ' +
				'EcommerceLongDescription CourseCodeForBulkImport Price:number AccessTillDate:date AccessTillDays:number ' +
				'CourseTeamLibrary:boolean CreatedBy SeqId:number',
		),
		search: [1, 2],
	},
	coursePerson: {
		child: 'User',
		fields: fields(
			'Id UserName FirstName LastName Completed:boolean PercentageComplete:number CompliantTill:date DueDate:date AccessTillDate:date',
		),
		search: [1, 2, 3],
	},
	module: {child: 'Module', fields: fields('Id Code Name Description'), search: [1, 2]},
	moduleResult: {
		child: 'Module',
		fields: fields(
			'Id Code Name Passmark:number Score:number Completed:boolean LastUpdated:date Attempt:number OriginalId:number ResultId',
		),
	},
	accountCourse: {child: 'Course', fields: accountCourse, search: [1, 2]},
	accountCourseDetails: {
		child: 'Course',
		fields: [...accountCourse, ...fields('CourseDueDate:date LastUpdated:date Modules:list')],
	},
	learningPath: {
		child: 'LearningPath',
		fields: fields(
			'Id Name Description Active:boolean OriginalId:number ForSale:boolean Price:number EcommerceShortDescription ' +
				'EcommerceLongDescription AccessTillDate:date AccessTillDays:number IsEquivalency:boolean LearningPathTeamLibrary:boolean',
		),
		search: [1],
	},
	learningPathPerson: {
		child: 'User',
		fields: fields('Id UserName FirstName LastName Completed:boolean PercentageComplete:number'),
	},
	achievement: {
		child: 'Achievement',
		fields: fields(
			'UserId Title Description AchievementDate:date CourseId CompliantTillDate:date Score:number Result Type FirstName ' +
				'LastName AchievementId CertificateId',
		),
	},
} as const satisfies Record<string, Shape>;
