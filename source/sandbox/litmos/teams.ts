import type {Accounts} from './accounts.ts';
import {hash, pick, Shuffle} from './hash.ts';
import type {IdSpace} from './ids.ts';
import {counted, type Listing} from './listing.ts';
import {departments, places} from './vocabulary.ts';

/** Where readers of pages of 500 and 1000 rows go wrong. */
export const pageEdges = [0, 1, 499, 500, 999, 1000, 1001, 2000] as const;

export type TeamRole = 'members' | 'leaders' | 'admins';

/** The team tree and who is in it: two levels, a few branches four deep, team 0 with 60 % of all accounts. */
export class Teams {
	readonly count: number;
	readonly ids: IdSpace;
	readonly #seed: number;
	readonly #accounts: Accounts;
	readonly #roots: number;

	constructor(seed: number, count: number, ids: IdSpace, accounts: Accounts) {
		this.#seed = seed;
		this.count = count;
		this.ids = ids;
		this.#accounts = accounts;
		this.#roots = Math.max(1, Math.round(count * 0.2));
	}

	at(index: number) {
		const name = this.name(index);
		const parent = this.parent(index);
		return {
			id: this.ids.id(index),
			name,
			description: hash(this.#seed, 45, index) % 3 === 0 ? `Everyone in ${name}` : '',
			code: `${this.ids.number(index)}-${name.replaceAll(' ', '')}`,
			parentId: parent < 0 ? '' : this.ids.id(parent),
		};
	}

	name(index: number): string {
		if (index === 0) return 'All Employees';
		const department = pick(departments, hash(this.#seed, 40, index));
		if (index < this.#roots)
			return index <= departments.length ? pick(departments, index - 1) : `${department} ${index}`;
		const place = pick(places, hash(this.#seed, 41, index));
		return `${department} – ${place}${index > 60 ? ` ${index}` : ''}`;
	}

	/** Index of the parent, or -1 at the top. */
	parent(index: number): number {
		if (index < this.#roots) return -1;
		const deepBranch = Math.floor(index / 10) % 5 === 0 && index % 10 >= 8;
		if (deepBranch && index - 1 >= this.#roots) return index - 1;
		return hash(this.#seed, 42, index) % this.#roots;
	}

	/** Number of (active) members before any change. */
	size(index: number): number {
		const people = this.#accounts.active.length;
		if (index === 0) return Math.min(people, Math.round(this.#accounts.count * 0.6));
		const edge = this.#accounts.count >= 4000 ? pageEdges[index - 1] : undefined;
		if (edge !== undefined) return Math.min(people, edge);
		const draw = hash(this.#seed, 43, index);
		if (index === this.count - 1 || draw % 20 === 0) return 0;
		const skewed = (hash(this.#seed, 44, index) / 4_294_967_296) ** 5;
		return Math.min(people, 1 + Math.floor(skewed * Math.min(people * 0.25, 1500)));
	}

	/** Account indexes. Leaders and admins are members with a flag (fact sheet, section 4.2). */
	people(index: number, role: TeamRole): Listing<number> {
		const order = this.#order(index);
		const [from, to] = this.#span(index, role);
		return counted(to - from, (position) => this.#accounts.active[order.at(from + position)] as number);
	}

	has(index: number, role: TeamRole, account: number): boolean {
		const active = this.#accounts.ranks[account] ?? -1;
		if (active < 0) return false;
		const position = this.#order(index).position(active);
		const [from, to] = this.#span(index, role);
		return position >= from && position < to;
	}

	#span(index: number, role: TeamRole): [number, number] {
		const size = this.size(index);
		if (role === 'members') return [0, size];
		const leaders = Math.min(size, hash(this.#seed, 46, index) % 4);
		if (role === 'leaders') return [0, leaders];
		return [leaders, Math.min(size, leaders + (hash(this.#seed, 47, index) % 3))];
	}

	#order(index: number): Shuffle {
		return new Shuffle(this.#accounts.active.length, this.#seed, 48, index);
	}
}
