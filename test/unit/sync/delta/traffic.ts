import type {Tenant} from '../../../../source/sandbox/litmos/tenant.ts';
import {randomFrom} from '../../litmos/simulation.ts';
import type {VirtualLitmos} from '../virtual-litmos.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** What happens in a tenant, each per account and day: what the arithmetic of the delta fact sheet assumes (section 4). */
const rates: [kind: string, perDay: number, happen: (draw: Draw) => void][] = [
	['complete', 0.24, ({tenant, account, course, now}) => void tenant.complete(account, course, now)],
	['reset', 0.01, ({tenant, account, course, now}) => void tenant.reset(account, course, now)],
	['assign', 0.05, ({tenant, account, anyCourse, now}) => void tenant.assign(account, anyCourse, now)],
	['unassign', 0.005, ({tenant, account, course, now}) => void tenant.unassign(account, course, now)],
	['join', 0.008, ({tenant, account, anyTeam, now}) => void joinTeam(tenant, account, anyTeam, now)],
	['leave', 0.002, ({tenant, account, team, now}) => void tenant.setInTeam(account, team, 'members', false, now)],
	['deactivate', 0.001, ({tenant, account}) => tenant.setActive(account, false)],
	['reactivate', 0.001, ({tenant, inactive}) => inactive >= 0 && tenant.setActive(inactive, true)],
	['delete', 0.0003, ({tenant, account}) => account > 0 && tenant.deleteAccount(account)],
];

interface Draw {
	tenant: Tenant;
	now: number;
	account: number;
	/** One that the account has, where it has any. */
	course: number;
	team: number;
	anyCourse: number;
	anyTeam: number;
	/** An account that is inactive, or -1. */
	inactive: number;
}

function joinTeam(tenant: Tenant, account: number, team: number, now: number): void {
	if (tenant.isActive(account)) tenant.setInTeam(account, team, 'members', true, now);
}

/** Lets things happen at random moments, `factor` times as often as assumed, and calls `onChange` after each. */
export function startTraffic(litmos: VirtualLitmos, seed: number, factor: number, onChange: () => void): void {
	const random = randomFrom(seed * 7919 + 17);
	const {tenant} = litmos;
	const {size} = tenant.data;
	const total = rates.reduce((sum, [, perDay]) => sum + perDay, 0);
	const pick = (count: number) => Math.floor(random() * count);
	const next = () => {
		const wait = (-Math.log(1 - random()) * dayMs) / (total * size.accounts * factor);
		litmos.clock.after(wait, () => {
			let left = random() * total;
			const rate =
				rates.find(([, perDay]) => {
					left -= perDay;
					return left < 0;
				}) ?? rates[0]!;
			const listed = tenant.accounts();
			const account = listed.at(pick(listed.length));
			const courses = tenant.accountCourses(account);
			const teams = tenant.accountTeams(account);
			let inactive = -1;
			for (let tries = 0; tries < 50 && inactive < 0; tries++) {
				const one = listed.at(pick(listed.length));
				if (!tenant.isActive(one)) inactive = one;
			}
			rate[2]({
				tenant,
				now: litmos.now(),
				account,
				course: courses[pick(courses.length)] ?? 0,
				team: teams[pick(teams.length)] ?? 0,
				anyCourse: pick(size.courses),
				anyTeam: pick(size.teams),
				inactive,
			});
			onChange();
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
