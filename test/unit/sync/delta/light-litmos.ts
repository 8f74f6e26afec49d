import type {Change, ChangeKind, ChangePage, ChangeWindow} from '../../../../source/litmos/change-records.ts';
import {isHint} from '../../../../source/litmos/change-records.ts';
import type {Listing, ListingKind, LitmosClient, Page, RequestOptions} from '../../../../source/litmos/client.ts';
import type {Account, AccountCourse, Course, Team} from '../../../../source/litmos/records.ts';
import type {ListingRows} from '../../../../source/litmos/row-mapping.ts';
import {createDataset, type SizeName} from '../../../../source/sandbox/litmos/dataset.ts';
import type {RecordKind} from '../../../../source/sandbox/litmos/journal.ts';
import {Tenant} from '../../../../source/sandbox/litmos/tenant.ts';
import {defaultBehaviour, type LitmosBehaviour} from '../../../sandbox/litmos/behaviour.ts';
import {passTime, randomFrom, SimulatedClock} from '../../litmos/simulation.ts';
import {account, course, team} from '../fake-litmos.ts';
import {Places} from './places.ts';
import {firstDay} from './traffic.ts';

/** What the client makes of the allowance of 100 a minute. */
const between = 60_000 / 95;
const pageSize = 1000;
const dayMs = 24 * 60 * 60 * 1000;

/**
 * The sandbox's tenant with its journal behind a client without HTTP, XML and limiter, in simulated time. One page costs a
 * few microseconds in place of milliseconds, so that thousands of syncs can be looked at. Requests come at the pace of the
 * real client; what the way in between does to an answer is tested with {@link VirtualLitmos}.
 */
export class LightLitmos {
	/** Milliseconds of simulated time from one request to the next. */
	pace = between;
	readonly clock = new SimulatedClock();
	readonly tenant: Tenant;
	readonly places: Places;
	readonly #random: () => number;
	readonly #behaviour: LitmosBehaviour = {...defaultBehaviour};
	readonly #accounts: Account[];
	readonly #courses: Course[];
	readonly #teams: Team[];
	#free = 0;
	#sent = 0;
	#serverTime: number | null = null;

	constructor(size: SizeName, seed: number) {
		this.#random = randomFrom(seed);
		this.tenant = new Tenant(createDataset(size, seed));
		this.places = new Places(this.tenant);
		const {accounts, courses, teams} = this.tenant.data;
		this.#accounts = this.places.accountIds.map((id, index) => account(id, {userName: accounts.userName(index)}));
		this.#courses = Array.from({length: courses.count}, (_, index) =>
			course(courses.ids.id(index), {name: courses.name(index), active: courses.isActive(index)}),
		);
		this.#teams = Array.from({length: teams.count}, (_, index) => {
			const parent = teams.parent(index);
			return team(teams.ids.id(index), parent < 0 ? '' : teams.ids.id(parent));
		});
	}

	/** The date, ms since 1970. */
	now(): number {
		return firstDay + this.clock.now();
	}

	/** Requests so far. */
	get sent(): number {
		return this.#sent;
	}

	/** Of the behaviours those that concern changes, and `pageCap`. */
	behave(change: Partial<LitmosBehaviour>): void {
		Object.assign(this.#behaviour, change);
	}

	/** Lets time pass until the work is done. */
	run<T>(work: Promise<T>): Promise<T> {
		return passTime(this.clock, work);
	}

	async sleep(ms: number): Promise<void> {
		if (ms > 0) await this.run(new Promise<void>((resolve) => this.clock.after(ms, resolve)));
	}

	client(): LitmosClient {
		const others = () => {
			throw new Error('no sync by changes asks for that');
		};
		return {
			pageSize,
			page: async <K extends ListingKind>(listing: Listing<K>, start: number, options?: RequestOptions) => {
				await this.#request(options);
				return this.#page(this.#rows(listing) as ListingRows[K][], start) as Page<K>;
			},
			changes: async (kind, window, start, options) => {
				await this.#request(options);
				return this.#changes(kind, window, start);
			},
			account: async (id, options) => {
				await this.#request(options);
				const index = this.tenant.data.accounts.indexOf(id);
				return index < 0 || this.tenant.isGone(index) ? null : this.#account(index);
			},
			serverTime: () => this.#serverTime,
			stats: () => ({sent: this.#sent, retried: 0, throttled: 0, rate: 95, waiting: 0}),
			checkAccess: others,
			course: others,
			assignCourse: others,
			unassignCourse: others,
			accountTotal: others,
		};
	}

	async #request({signal}: RequestOptions = {}): Promise<void> {
		signal?.throwIfAborted();
		const now = this.clock.now();
		const turn = Math.max(now, this.#free);
		this.#free = turn + this.pace;
		this.#sent++;
		const latency = 20 + this.#random() * 180;
		await new Promise<void>((resolve) => this.clock.after(turn - now + latency, resolve));
		signal?.throwIfAborted();
		const {dateAhead} = this.#behaviour;
		this.#serverTime = dateAhead === null ? null : Math.floor((this.now() + dateAhead) / 1000) * 1000;
	}

	#page<Row>(all: readonly Row[], start: number): {rows: Row[]; next: number | null; unusable: number} {
		const rows = all.slice(start, start + Math.min(pageSize, this.#behaviour.pageCap ?? pageSize));
		return {rows, next: rows.length < pageSize ? null : start + rows.length, unusable: 0};
	}

	#account(index: number): Account {
		const known = this.#accounts[index]!;
		const active = this.tenant.isActive(index);
		if (known.active === active) return known;
		// Another object, so that what was made of the one before can be known by it.
		this.#accounts[index] = {...known, active};
		return this.#accounts[index];
	}

	#rows({kind, of}: Listing): readonly unknown[] {
		const {tenant, places} = this;
		switch (kind) {
			case 'accounts':
				return this.#accounts.flatMap((_, index) => (tenant.isGone(index) ? [] : this.#account(index)));
			case 'teams':
				return this.#teams;
			case 'courses':
				return this.#courses;
			case 'team-members':
			case 'course-people':
				return places.rows(`${kind}:${of}`);
			case 'account-courses':
				return tenant.accountCourses(tenant.data.accounts.indexOf(of)).map((index): AccountCourse => {
					const completed = tenant.completed(index, tenant.data.accounts.indexOf(of));
					return {...this.#courses[index]!, completed};
				});
			case 'account-teams':
				return tenant.accountTeams(tenant.data.accounts.indexOf(of)).map((index) => this.#teams[index]!);
			default:
				throw new Error(`no sync by changes reads ${kind}`);
		}
	}

	/** As the sandbox answers the `/org` calls, see its `routes-changes.ts`. */
	#changes(kind: ChangeKind, {since, to}: ChangeWindow, start: number): ChangePage | null {
		const {longestWindow, changeRecords} = this.#behaviour;
		if (to - since > longestWindow) return null;
		if (isHint(kind)) return {rows: [], next: null, unusable: 0};
		const {tenant, places} = this;
		const now = this.now();
		const end = to > now ? to : Math.min(to, Math.floor(now / dayMs) * dayMs);
		const records = tenant.journal.records(kind as RecordKind);
		const told = (changeRecords?.(kind as RecordKind, records, now) ?? records)
			.filter(({updated}) => updated >= since && updated <= end)
			.sort((a, b) => a.updated - b.updated);
		const {courses, teams} = tenant.data;
		const rows = told.map((record): Change => {
			const completed = kind === 'course-results' ? tenant.completed(record.list, record.account) : null;
			const {active, created, updated} = record;
			return {
				id: `${kind} ${record.list} ${record.account} ${active} ${created} ${updated} ${completed}`,
				kind,
				list: kind === 'team-members' ? teams.ids.id(record.list) : courses.ids.id(record.list),
				member: places.accountIds[record.account]!,
				active,
				completed,
				dueDate: '',
				compliantTill: '',
				stamp: updated,
			};
		});
		return this.#page(rows, start);
	}
}
