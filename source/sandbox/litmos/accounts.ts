import {chance, hash, pick} from './hash.ts';
import type {IdSpace} from './ids.ts';
import {PersonNames} from './names.ts';
import {brands, companies, jobs} from './vocabulary.ts';

export const dayMs = 86_400_000;
const firstDay = Date.UTC(2017, 0, 9, 7, 30);
const lastDay = Date.UTC(2026, 5, 30);
const emoji = ['🌻', '🚀', '👩‍💻', '🇧🇷', '☕'] as const;
const domains = ['example.com', 'example.com', 'example.com', 'example.org', 'mail.example.net'] as const;

/** Every account of the tenant by its index; index order is the order of `GET /users`. */
export class Accounts {
	readonly count: number;
	readonly ids: IdSpace;
	/** Indexes of the active ones, ascending. */
	readonly active: Uint32Array;
	/** The place of each among the active ones, or -1. */
	readonly ranks: Int32Array;
	readonly #seed: number;
	readonly #names: PersonNames;

	constructor(seed: number, count: number, ids: IdSpace) {
		this.#seed = seed;
		this.count = count;
		this.ids = ids;
		this.#names = new PersonNames(seed);
		this.ranks = new Int32Array(count).fill(-1);
		const inactiveShare = 0.1 + chance(seed, 10) * 0.16;
		const active: number[] = [];
		for (let index = 0; index < count; index++) {
			if (index > 0 && chance(seed, 11, index) < inactiveShare) continue;
			this.ranks[index] = active.push(index) - 1;
		}
		this.active = Uint32Array.from(active);
	}

	isActive(index: number): boolean {
		return this.ranks[index] !== -1;
	}

	/** By encrypted id, or -1. */
	indexOf(id: string): number {
		return this.ids.index(id);
	}

	/** By user name in any case, or -1. Looks at every account. */
	indexOfUserName(userName: string): number {
		const wanted = userName.toLowerCase();
		for (let index = 0; index < this.count; index++) {
			if (this.userName(index).toLowerCase() === wanted) return index;
		}
		return -1;
	}

	at(index: number) {
		const name = this.#names.at(index);
		const {first, last} = this.#display(index, name.first, name.last);
		return {
			id: this.ids.id(index),
			userName: this.userName(index),
			firstName: first,
			lastName: last,
			active: this.isActive(index),
			email: this.email(index),
			accessLevel: this.accessLevel(index),
			brand: pick(brands, hash(this.#seed, 13, index)),
		};
	}

	userName(index: number): string {
		return this.#hasCustomName(index) ? `E${100_000 + index}` : this.#address(index);
	}

	/** Some have none; some repeat another's, in other case (fact sheet, section 7). */
	email(index: number): string {
		const draw = hash(this.#seed, 14, index) % 1000;
		if (draw < 25) return '';
		if (index > 0 && draw < 35) {
			const [local = '', domain = ''] = this.#address(index - 1).split('@');
			return `${local.replace(/(^|[.+-])[a-z]/g, (start) => start.toUpperCase())}@${domain.toUpperCase()}`;
		}
		return this.#address(index);
	}

	accessLevel(index: number): string {
		if (index === 0) return 'Account_Owner';
		const draw = hash(this.#seed, 15, index) % 1000;
		if (draw < 4) return 'Account_Owner';
		if (draw < 24) return 'Administrator';
		if (draw < 74) return 'Team_Leader';
		return draw < 84 ? 'Team_Admin' : 'Learner';
	}

	hasSignedIn(index: number): boolean {
		return index === 0 || chance(this.#seed, 16, index) >= 0.12;
	}

	details(index: number) {
		const seed = this.#seed;
		const created = firstDay + (hash(seed, 17, index) % 3000) * dayMs;
		const lastLogin =
			Math.max(created, lastDay - (hash(seed, 18, index) % 700) * dayMs) + (hash(seed, 19, index) % 86_400) * 1000;
		const manager = index > 0 && chance(seed, 20, index) < 0.8 ? hash(seed, 21, index) % index : -1;
		const part = (n: number, length: number) => hash(seed, 22, index, n).toString(16).padStart(8, '0').slice(0, length);
		const key = `${part(1, 8)}-${part(2, 4)}-4${part(3, 3)}-a${part(4, 3)}-${part(5, 8)}${part(6, 4)}`;
		return {
			originalId: this.ids.number(index),
			lastLogin: this.hasSignedIn(index) ? isoSeconds(lastLogin) : '',
			loginKey: `https://academy.litmos.example//login.aspx?loginkey=${key}`,
			customUserName: this.#hasCustomName(index),
			createdDate: isoSeconds(created),
			managerId: manager < 0 ? '0' : this.ids.id(manager),
			managerName: manager < 0 ? '' : this.userName(manager),
			jobTitle: pick(jobs, hash(seed, 23, index)),
			companyName: pick(companies, hash(seed, 24, index)),
			employeeId: chance(seed, 25, index) < 0.6 ? String(100_000 + index) : null,
			phone: chance(seed, 26, index) < 0.3 ? `+1 555 ${String(hash(seed, 27, index) % 10_000).padStart(4, '0')}` : '',
			city: pick(['Dublin', 'Łódź', 'São Paulo', '', ''], hash(seed, 28, index)),
			profileType: chance(seed, 29, index) < 0.93 ? 'Internal' : 'External',
		};
	}

	#hasCustomName(index: number): boolean {
		return chance(this.#seed, 30, index) < 0.06;
	}

	#address(index: number): string {
		const plus = chance(this.#seed, 31, index) < 0.01 ? '+lms' : '';
		return `${this.#names.at(index).latin}${plus}@${pick(domains, hash(this.#seed, 32, index))}`;
	}

	/** Free text as people type it: spaces at the ends, quotes, commas, markup, entities escaped twice. */
	#display(index: number, first: string, last: string): {first: string; last: string} {
		const draw = hash(this.#seed, 12, index) % 1000;
		if (draw < 8) return {first: `${first} `, last};
		if (draw < 12) return {first: ` ${first}`, last};
		if (draw < 18) return {first, last: `${last} ${pick(emoji, draw)}`};
		if (draw < 24) return {first: `${first} "Bo"`, last};
		if (draw < 28) return {first, last: `${last}, Jr.`};
		if (draw < 32) return {first, last: `<b>${last}</b>`};
		if (draw < 38) return {first: `${first} &quot;Max&quot;`, last};
		return {first, last: draw < 60 ? last.replace("'", '&#39;') : last};
	}
}

export function isoSeconds(time: number): string {
	return `${new Date(time).toISOString().slice(0, 19)}Z`;
}
