import type {Tenant} from '../../../../source/sandbox/litmos/tenant.ts';
import {randomFrom, type SimulatedClock} from '../../litmos/simulation.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** When simulations begin, ms since 1970. */
export const firstDay = Date.UTC(2026, 0, 5);

/** What a change was about, so that nobody has to look at everything: one place, or all places of an account. */
export interface Touched {
	account: number;
	/** The one list of the account that has changed; without it all of its teams or, once it is deleted, everything has. */
	list?: {kind: 'course' | 'team'; index: number};
}

/** Where things happen. */
export interface Fixture {
	readonly tenant: Tenant;
	readonly clock: SimulatedClock;
	/** The date, ms since 1970. */
	now(): number;
}

/** What happens in a tenant, each per account and day: what the arithmetic of the delta fact sheet assumes (section 4). */
const rates: [kind: string, perDay: number, happen: (draw: Draw) => Touched | null][] = [
	['complete', 0.24, (draw) => draw.ofPlace((tenant, account, course, now) => tenant.complete(account, course, now))],
	['reset', 0.01, (draw) => draw.ofPlace((tenant, account, course, now) => tenant.reset(account, course, now))],
	['assign', 0.05, (draw) => draw.assign()],
	['unassign', 0.005, (draw) => draw.ofPlace((tenant, account, course, now) => tenant.unassign(account, course, now))],
	['join', 0.008, (draw) => draw.join()],
	['leave', 0.002, (draw) => draw.leave()],
	['deactivate', 0.001, (draw) => draw.setActive(false)],
	['reactivate', 0.001, (draw) => draw.setActive(true)],
	['delete', 0.0003, (draw) => draw.delete()],
];

type Change = (tenant: Tenant, account: number, course: number, now: number) => boolean;

/** Draws who and what it is that something happens to, only as much of it as is needed. */
class Draw {
	readonly #fixture: Fixture;
	readonly #random: () => number;
	/** Places in courses that came after the start. */
	readonly #assigned: [account: number, course: number][] = [];
	readonly #ends: Float64Array;

	constructor(fixture: Fixture, random: () => number) {
		this.#fixture = fixture;
		this.#random = random;
		let sum = 0;
		this.#ends = Float64Array.from(fixture.tenant.data.enrolments.sizes, (size) => (sum += size));
	}

	pick(count: number): number {
		return Math.floor(this.#random() * count);
	}

	/** A place in a course, each as likely as any other; null when it is not there any more. */
	ofPlace(change: Change): Touched | null {
		const {tenant} = this.#fixture;
		const before = this.#ends.at(-1) ?? 0;
		const at = this.pick(before + this.#assigned.length);
		let [account, course] = this.#assigned[at - before] ?? [-1, -1];
		if (at < before) {
			course = this.#ends.findIndex((end) => end > at);
			const people = tenant.data.enrolments.people(course);
			account = people.at(at - (this.#ends[course]! - people.length));
		}
		const isThere = account >= 0 && tenant.hasCourse(account, course);
		if (!isThere || !change(tenant, account, course, this.#fixture.now())) return null;
		return {account, list: {kind: 'course', index: course}};
	}

	assign(): Touched | null {
		const {tenant} = this.#fixture;
		const [account, course] = [this.#account(), this.pick(tenant.data.size.courses)];
		if (!tenant.assign(account, course, this.#fixture.now())) return null;
		this.#assigned.push([account, course]);
		return {account, list: {kind: 'course', index: course}};
	}

	join(): Touched | null {
		const {tenant} = this.#fixture;
		const [account, team] = [this.#account(), this.pick(tenant.data.size.teams)];
		if (!tenant.isActive(account)) return null;
		return this.#setInTeam(account, team, true);
	}

	leave(): Touched | null {
		const account = this.#account();
		const teams = this.#fixture.tenant.accountTeams(account);
		return teams.length === 0 ? null : this.#setInTeam(account, teams[this.pick(teams.length)]!, false);
	}

	setActive(isActive: boolean): Touched | null {
		const {tenant} = this.#fixture;
		let account = this.#account();
		for (let tries = 0; isActive && tries < 50 && tenant.isActive(account); tries++) account = this.#account();
		if (tenant.isActive(account) === isActive) return null;
		tenant.setActive(account, isActive);
		return {account};
	}

	delete(): Touched | null {
		const account = this.#account();
		if (account === 0) return null;
		this.#fixture.tenant.deleteAccount(account);
		return {account};
	}

	#setInTeam(account: number, team: number, isIn: boolean): Touched | null {
		if (!this.#fixture.tenant.setInTeam(account, team, 'members', isIn, this.#fixture.now())) return null;
		return {account, list: {kind: 'team', index: team}};
	}

	/** One that was not deleted. */
	#account(): number {
		const {tenant} = this.#fixture;
		let account = this.pick(tenant.data.size.accounts);
		while (tenant.isGone(account)) account = this.pick(tenant.data.size.accounts);
		return account;
	}
}

/** Lets things happen at random moments, `factor` times as often as assumed, and calls `onChange` after each. */
export function startTraffic(
	fixture: Fixture,
	seed: number,
	factor: number,
	onChange: (touched: Touched) => void,
): void {
	const random = randomFrom(seed * 7919 + 17);
	const draw = new Draw(fixture, random);
	const total = rates.reduce((sum, [, perDay]) => sum + perDay, 0);
	const perMs = (total * fixture.tenant.data.size.accounts * factor) / dayMs;
	const next = () => {
		fixture.clock.after(-Math.log(1 - random()) / perMs, () => {
			let left = random() * total;
			const [, , happen] =
				rates.find(([, perDay]) => {
					left -= perDay;
					return left < 0;
				}) ?? rates[0]!;
			const touched = happen(draw);
			if (touched) onChange(touched);
			next();
		});
	};
	next();
}

/** Everybody's place in every course and team as Litmos lists it: `list account` → completed. */
export function truth(tenant: Tenant): Map<string, boolean> {
	const {accounts, courses, teams, size} = tenant.data;
	const places = new Map<string, boolean>();
	for (let course = 0; course < size.courses; course++) {
		const people = tenant.coursePeople(course);
		for (let at = 0; at < people.length; at++) {
			const person = people.at(at);
			const id = person < 0 ? tenant.data.unlistedId(-1 - person) : accounts.ids.id(person);
			places.set(`course-people:${courses.ids.id(course)} ${id}`, tenant.completed(course, person));
		}
	}
	for (let team = 0; team < size.teams; team++) {
		const people = tenant.teamPeople(team, 'members');
		for (let at = 0; at < people.length; at++) {
			places.set(`team-members:${teams.ids.id(team)} ${accounts.ids.id(people.at(at))}`, false);
		}
	}
	return places;
}
