import {account, course, type Tenant, team} from './fake-litmos.ts';

/** How many rows lists have; members and people are drawn from the accounts. */
export interface TenantShape {
	accounts: number;
	teams: number;
	courses: number;
}

/** A tenant whose lists are empty, short, just around a full page, or hold everybody, by chance. */
export function oddTenant({accounts, teams, courses}: TenantShape, pageSize: number, random: () => number): Tenant {
	const ids = Array.from({length: accounts}, (_, index) => `a${index}`);
	const pick = (choices: number[]) => choices[Math.floor(random() * choices.length)]!;
	const some = () => {
		const around = pageSize * pick([1, 1, 1, 2]) + pick([-1, 0, 1]);
		const length = Math.min(accounts, pick([0, 1, 2, Math.floor(random() * (accounts + 1)), around, accounts]));
		// Some of the accounts in the order of all of them, or in an order of its own.
		const drawn = ids.map((id) => ({id, at: random()})).sort((a, b) => a.at - b.at);
		const list = drawn.slice(0, length).map(({id}) => id);
		return random() < 0.5 ? list : list.sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
	};
	const numbered = (count: number, letter: string) => Array.from({length: count}, (_, index) => `${letter}${index}`);
	return {
		accounts: ids.map((id) => account(id)),
		teams: numbered(teams, 't').map((id) => team(id)),
		courses: numbered(courses, 'c').map((id) => course(id)),
		members: new Map(numbered(teams, 't').map((id) => [id, some()])),
		leaders: new Map(),
		admins: new Map(),
		people: new Map(numbered(courses, 'c').map((id) => [id, new Map(some().map((one) => [one, random() < 0.5]))])),
		paths: [],
		modules: new Map(),
	};
}
