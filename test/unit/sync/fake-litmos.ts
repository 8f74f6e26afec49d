import {setTimeout as sleep} from 'node:timers/promises';
import type {
	Listing,
	ListingKind,
	LitmosClient,
	LitmosTarget,
	Page,
	RequestStats,
} from '../../../source/litmos/client.ts';
import type {Account, AccountCourse, Course, Team} from '../../../source/litmos/records.ts';
import type {Achievement, ListingRows} from '../../../source/litmos/row-mapping.ts';
import {cancelled, Problem, type ProblemCode} from '../../../source/problem/problem.ts';

/** A small tenant in memory. */
export interface Tenant {
	accounts: Account[];
	teams: Team[];
	courses: Course[];
	/** team id → account ids */
	members: Map<string, string[]>;
	leaders: Map<string, string[]>;
	admins: Map<string, string[]>;
	/** course id → account id → completed */
	people: Map<string, Map<string, boolean>>;
	paths: {id: string; people: Map<string, boolean>}[];
	/** course id → module ids */
	modules: Map<string, string[]>;
	achievements?: Achievement[];
}

export const target: LitmosTarget = {baseUrl: 'http://127.0.0.1:1', source: 'acme', apiKey: 'key'};

export function account(id: string, change: Partial<Account> = {}): Account {
	return {
		id,
		userName: `${id}@example.com`,
		firstName: 'First',
		lastName: 'Last',
		active: true,
		email: `${id}@example.com`,
		accessLevel: 'Learner',
		brand: 'Default',
		...change,
	};
}
export function team(id: string, parentTeamId = ''): Team {
	return {id, name: `Team ${id}`, codeForBulkImport: '', parentTeamId};
}
export function course(id: string, change: Partial<Course> = {}): Course {
	return {
		id,
		code: `CODE-${id}`,
		name: `Course ${id}`,
		active: true,
		forSale: false,
		originalId: `5${id.replaceAll(/\D/g, '')}`,
		description: '',
		ecommerceShortDescription: '',
		ecommerceLongDescription: '',
		courseCodeForBulkImport: '',
		price: '0',
		accessTillDate: '',
		accessTillDays: '',
		courseTeamLibrary: false,
		createdBy: '',
		seqId: '0',
		...change,
	};
}

/** Accounts a0…, teams t0… (each below the one before), courses c0…; memberships by simple arithmetic. */
export function tenant(accounts: number, teams: number, courses: number): Tenant {
	const ids = Array.from({length: accounts}, (_, index) => `a${index}`);
	const levels = ['Learner', 'Account_Owner', 'Team_Leader'];
	return {
		accounts: ids.map((id, index) => account(id, {accessLevel: levels[index % 3]!, active: index % 7 !== 6})),
		teams: Array.from({length: teams}, (_, index) => team(`t${index}`, index > 0 ? `t${index - 1}` : '')),
		courses: Array.from({length: courses}, (_, index) => course(`c${index}`, {active: index % 5 !== 4})),
		members: new Map(
			Array.from({length: teams}, (_, index) => [`t${index}`, ids.filter((_, at) => at % (index + 2) === 1)]),
		),
		leaders: new Map(Array.from({length: teams}, (_, index) => [`t${index}`, ids.slice(index, index + 1)])),
		admins: new Map(Array.from({length: teams}, (_, index) => [`t${index}`, ids.slice(index + 1, index + 2)])),
		people: new Map(
			Array.from({length: courses}, (_, index) => [
				`c${index}`,
				new Map(ids.filter((_, at) => at % (index + 1) === 0).map((id, at) => [id, at % 2 === 0])),
			]),
		),
		paths: [{id: 'p0', people: new Map(ids.slice(0, 3).map((id) => [id, false]))}],
		modules: new Map(Array.from({length: courses}, (_, index) => [`c${index}`, [`m${index}`]])),
	};
}

type Failure = ProblemCode | (() => Error | null);

/** A LitmosClient over a tenant in memory, written against the contract, that keeps a log of its requests. */
export class FakeLitmos implements LitmosClient {
	readonly tenant: Tenant;
	readonly pageSize: number;
	/** `teams@0`, `course-people:c1@1000`, `course:c1` */
	readonly log: string[] = [];
	/** Rows beyond `limit` on each full page. */
	overfull = 0;
	/** Listings that always answer from row 0. */
	ignoresStart = new Set<string>();
	/** By listing key without start. */
	failures = new Map<string, Failure>();
	/** Called before each request is answered; may change the tenant or throw. */
	beforeAnswer: (request: string) => void = () => {};
	throttled = 0;
	rate = 100;
	/** Milliseconds until a request is answered. */
	answerAfter = 0;

	constructor(of: Tenant, pageSize = 10) {
		this.tenant = of;
		this.pageSize = pageSize;
	}

	async page<K extends ListingKind>(
		listing: Listing<K>,
		start: number,
		options: {signal?: AbortSignal | undefined} = {},
	): Promise<Page<K>> {
		const key = listing.of ? `${listing.kind}:${listing.of}` : listing.kind;
		await this.#request(key, `${key}@${start}`, options.signal);
		const all = this.rows(listing);
		const from = this.ignoresStart.has(key) ? 0 : start;
		let end = from + this.pageSize;
		if (all.length > end) end += this.overfull;
		const rows = all.slice(from, end);
		const usable = rows.filter((row) => row.id !== '');
		return {
			rows: usable,
			next: rows.length < this.pageSize ? null : start + rows.length,
			unusable: rows.length - usable.length,
		};
	}

	async checkAccess(): Promise<void> {
		await this.#request('check', 'check');
	}
	async course(id: string, options: {signal?: AbortSignal | undefined} = {}): Promise<Course | null> {
		await this.#request(`course:${id}`, `course:${id}`, options.signal);
		return this.tenant.courses.find((one) => one.id === id) ?? null;
	}
	async account(id: string): Promise<Account | null> {
		return this.tenant.accounts.find((one) => one.id === id) ?? null;
	}
	async assignCourse(): Promise<void> {}
	async unassignCourse(): Promise<'removed'> {
		return 'removed';
	}
	async accountTotal(): Promise<number | null> {
		return this.tenant.accounts.length;
	}
	stats(): RequestStats {
		return {sent: this.log.length, retried: 0, throttled: this.throttled, rate: this.rate, waiting: 0};
	}

	async #request(key: string, text: string, signal?: AbortSignal): Promise<void> {
		if (signal?.aborted) throw cancelled();
		this.log.push(text);
		await (this.answerAfter > 0 ? sleep(this.answerAfter) : null);
		if (signal?.aborted) throw cancelled();
		this.beforeAnswer(text);
		const failure = this.failures.get(key);
		if (typeof failure === 'function') {
			const error = failure();
			if (error) throw error;
		} else if (failure) throw new Problem({code: failure, what: `Refused: ${failure}`});
	}

	#coursesOf(accountId: string): AccountCourse[] {
		return this.tenant.courses.flatMap(({id, name}) => {
			const completed = this.tenant.people.get(id)?.get(accountId);
			return completed === undefined ? [] : [{id, name, completed}];
		});
	}

	/** All rows of a listing. */
	rows<K extends ListingKind>(listing: Listing<K>): ListingRows[K][] {
		return this.#anyRows(listing) as ListingRows[K][];
	}
	#anyRows({kind, of}: Listing): {id: string}[] {
		const {accounts, teams, courses, members, leaders, admins, people, paths, modules} = this.tenant;
		const persons = (ids: Iterable<string> = []) => [...ids].map((id) => account(id));
		const students = (completion: Map<string, boolean> = new Map()) =>
			[...completion].map(([id, completed]) => ({
				id,
				userName: id,
				firstName: '',
				lastName: '',
				completed,
				percentageComplete: '0',
			}));
		const details = {
			originalId: '1',
			lastLogin: '',
			createdDate: '',
			managerId: '',
			managerName: '',
			jobTitle: 'Analyst',
			companyName: '',
			externalEmployeeId: '',
		};
		switch (kind) {
			case 'accounts':
				return accounts;
			case 'account-details':
				return accounts.map((one) => ({...one, details}));
			case 'teams':
				return teams;
			case 'courses':
				return courses;
			case 'team-members':
				return persons(members.get(of));
			case 'team-leaders':
				return persons(leaders.get(of));
			case 'team-admins':
				return persons(admins.get(of));
			case 'course-people':
				return students(people.get(of));
			case 'course-modules':
				return (modules.get(of) ?? []).map((id) => ({id, code: '', name: id, description: ''}));
			case 'learning-paths':
				return paths.map(({id}) => ({id, name: id, description: '', active: true, originalId: ''}));
			case 'learning-path-people':
				return students(paths.find(({id}) => id === of)?.people);
			case 'achievements':
				return this.tenant.achievements ?? [];
			case 'account-courses':
				return this.#coursesOf(of);
			case 'account-teams':
				return teams.filter(({id}) => members.get(id)?.includes(of));
		}
	}
}
