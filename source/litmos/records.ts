/**
 * Records as Litmos gives them, with our field names. Every value is text or boolean exactly as read (entities decoded
 * once, ids never trimmed or turned into numbers), up to 16,384 characters; a missing, nil or empty element is `''`.
 * Field lists: Litmos API fact sheet, sections 4.1 to 4.6.
 */
export interface Account {
	id: string;
	userName: string;
	firstName: string;
	lastName: string;
	active: boolean;
	email: string;
	/** Open set: `Learner`, `Account_Owner`, … */
	accessLevel: string;
	brand: string;
	/** Only when the details listing was read. LoginKey is never kept. */
	details?: AccountDetails;
}

export interface AccountDetails {
	originalId: string;
	/** ISO 8601 or `''`. */
	lastLogin: string;
	createdDate: string;
	managerId: string;
	managerName: string;
	jobTitle: string;
	companyName: string;
	externalEmployeeId: string;
}

export interface Team {
	id: string;
	name: string;
	codeForBulkImport: string;
	/** `''` at the top of the tree. */
	parentTeamId: string;
}

export interface Course {
	id: string;
	code: string;
	name: string;
	active: boolean;
	forSale: boolean;
	/** The number people see in the web address. */
	originalId: string;
	description: string;
	ecommerceShortDescription: string;
	ecommerceLongDescription: string;
	courseCodeForBulkImport: string;
	price: string;
	accessTillDate: string;
	accessTillDays: string;
	courseTeamLibrary: boolean;
	createdBy: string;
	seqId: string;
	/** Some text was longer than is kept of one and ends early. */
	isCut?: boolean;
}

/** One row of `/courses/{id}/users`. */
export interface CoursePerson {
	id: string;
	completed: boolean;
	/** When it must be done; `''` where nothing is due. As Litmos writes dates, see `secondsOf`. */
	dueDate: string;
	/** How long having completed it counts; `''` for ever. */
	compliantTill: string;
}

/** One course of one account, from `/users/{id}/courses`. */
export interface AccountCourse {
	id: string;
	name: string;
	completed: boolean;
}
