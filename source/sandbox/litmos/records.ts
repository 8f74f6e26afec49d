import type {Courses} from './courses.ts';
import {shapes} from './shapes.ts';
import type {Tenant} from './tenant.ts';
import type {Row} from './wire.ts';

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
		const t = this.#tenant.data.teams.at(index);
		return [t.id, t.name, t.description, t.code, t.parentId];
	};

	readonly course = (index: number): Row => {
		const c = this.#course(index);
		// biome-ignore format: the documented order
		return [
			c.id, c.code, c.name, c.active, c.forSale, c.originalId, c.description, c.shortDescription,
			c.longDescription, c.bulkCode, c.price, null, null,
			c.teamLibrary, c.createdBy, c.sequence,
		];
	};

	coursePerson(course: number, person: number): Row {
		const p = this.#tenant.progress(course, person);
		return [...this.#who(person), p.completed, p.percentage, p.compliantTill, p.due, null];
	}

	readonly module = ({id, code, name, description}: ReturnType<Courses['modules']>[number]): Row => [
		id,
		code,
		name,
		description,
	];

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
		const list = {...shapes.moduleResult, rows: modules};
		return [...this.accountCourse(account, course), p.due, p.finished ?? p.started ?? p.assigned, list];
	}

	readonly learningPath = (index: number): Row => {
		const l = this.#tenant.data.learningPaths.at(index);
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

	#account(index: number) {
		const account = this.#tenant.data.accounts.at(index);
		account.active = this.#tenant.isActive(index);
		return account;
	}

	#course(index: number) {
		return this.#tenant.data.courses.at(index);
	}

	#resultId(account: number, course: number): string {
		const {cipher, size} = this.#tenant.data;
		return cipher.encode(firstResultNumber + course * size.accounts + account);
	}
}
