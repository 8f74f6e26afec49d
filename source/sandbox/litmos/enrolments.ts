import {dayMs} from './accounts.ts';
import {chance, hash, Shuffle} from './hash.ts';
import {counted, type Listing} from './listing.ts';
import {pageEdges} from './teams.ts';

export interface Progress {
	completed: boolean;
	/** `0` … `100`, sometimes with fraction digits. */
	percentage: string;
	/** Wall clocks in ms; null for "not yet". */
	assigned: number;
	started: number | null;
	finished: number | null;
	compliantTill: number | null;
	due: number | null;
}

export interface EnrolmentShape {
	accounts: number;
	courses: number;
	enrolments: number;
}

/** How many of the first courses are mandatory for everybody: up to ten, within 40 % of all enrolments. */
export function mandatoryCourses({accounts, courses, enrolments}: EnrolmentShape): number {
	if (accounts === 0) return 0;
	return Math.min(10, Math.floor(courses * 0.1), Math.floor((enrolments * 0.4) / accounts));
}

/** Sizes of all courses; they add up to `enrolments` exactly. */
export function courseSizes(seed: number, shape: EnrolmentShape): Uint32Array {
	const {accounts, courses, enrolments} = shape;
	if (enrolments > accounts * courses) {
		throw new RangeError(`${enrolments} enrolments need more than ${accounts} accounts × ${courses} courses`);
	}
	const sizes = new Uint32Array(courses);
	const mandatory = mandatoryCourses(shape);
	sizes.fill(accounts, 0, mandatory);
	let left = enrolments - mandatory * accounts;
	let next = mandatory;
	const roomBesides = accounts * (courses - mandatory - pageEdges.length);
	if (accounts >= 4000 && courses >= mandatory + 50 && left > 20_000 && left < roomBesides) {
		for (const edge of pageEdges) {
			sizes[next++] = edge;
			left -= edge;
		}
	}
	const emptyShare = courses >= 2000 ? 0.6 : courses >= 200 ? 0.2 : 0.1;
	const filled: number[] = [];
	const empty: number[] = [];
	for (let course = next; course < courses; course++) {
		(chance(seed, 70, course) < emptyShare ? empty : filled).push(course);
	}
	// A few courses are popular, most are not; `empty` ones take part only when the others are full.
	for (const group of [filled, empty]) {
		const weights = group.map((course) => 0.02 + chance(seed, 71, course) ** 4);
		const sum = weights.reduce((total, weight) => total + weight, 0);
		const budget = left;
		for (const [at, course] of group.entries()) {
			const size = Math.min(accounts, left, Math.floor((budget * (weights[at] as number)) / sum));
			sizes[course] = size;
			left -= size;
		}
		for (const course of group) {
			if (left === 0) break;
			const more = Math.min(accounts - (sizes[course] as number), Math.max(1, Math.ceil(left / 8)), left);
			sizes[course] = (sizes[course] as number) + more;
			left -= more;
		}
		for (const course of group) {
			const more = Math.min(accounts - (sizes[course] as number), left);
			sizes[course] = (sizes[course] as number) + more;
			left -= more;
		}
		if (left === 0) break;
	}
	return sizes;
}

const completedOf1000 = 480;

/** Stands for a person whom `GET /users` does not list: `-1 - n` for the n-th. */
export type PersonIndex = number;

/** Who has which course, before any change. A course's people are the first `size` of its own shuffle of all accounts. */
export class Enrolments {
	readonly sizes: Uint32Array;
	/** Course → number of the person in it who is not in the account list. */
	readonly unlisted: ReadonlyMap<number, number>;
	readonly #seed: number;
	readonly #accounts: number;
	readonly #orders = new Map<number, Shuffle>();

	constructor(seed: number, shape: EnrolmentShape) {
		this.#seed = seed;
		this.#accounts = shape.accounts;
		this.sizes = courseSizes(seed, shape);
		const unlisted = new Map<number, number>();
		for (
			let course = mandatoryCourses(shape) + pageEdges.length;
			course < shape.courses && unlisted.size < 2;
			course++
		) {
			if ((this.sizes[course] as number) >= 3) unlisted.set(course, unlisted.size);
		}
		this.unlisted = unlisted;
	}

	people(course: number): Listing<PersonIndex> {
		const order = this.#order(course);
		const stranger = this.unlisted.get(course);
		const size = this.sizes[course] ?? 0;
		if (stranger === undefined) return counted(size, (position) => order.at(position));
		return counted(size, (position) => (position === 0 ? -1 - stranger : order.at(position - 1)));
	}

	/** Position of an account in a course's list, or -1. */
	position(course: number, account: number): number {
		const shift = this.unlisted.has(course) ? 1 : 0;
		const position = this.#order(course).position(account) + shift;
		return position < (this.sizes[course] ?? 0) ? position : -1;
	}

	/** The same as `progress(…).completed`, for counting millions. */
	completed(course: number, person: PersonIndex): boolean {
		return hash(this.#seed, 72, course, person) % 1000 < completedOf1000;
	}

	/** 48 % completed, a quarter not started; 1 % contradict themselves, as after a lapse (fact sheet, section 9, 7). */
	progress(course: number, person: PersonIndex): Progress {
		const draw = hash(this.#seed, 72, course, person) % 1000;
		const more = hash(this.#seed, 73, course, person);
		const assigned = Date.UTC(2023, 0, 2) + (more % 1200) * dayMs + (hash(this.#seed, 74, course, person) % 86_400_000);
		const started = assigned + (1 + (more % 20)) * dayMs + (more % 1000);
		const finished = started + (more % 15) * dayMs + 3_600_000;
		const due = more % 3 === 0 ? Date.UTC(2026, more % 12, 28) : null;
		if (draw < completedOf1000) {
			const compliantTill = more % 2 === 0 ? finished + 365 * dayMs : null;
			return {completed: true, percentage: draw < 5 ? '80.5' : '100', assigned, started, finished, compliantTill, due};
		}
		const open = {completed: false, assigned, finished: null, compliantTill: null, due};
		if (draw < 730) return {...open, percentage: draw % 2 === 0 ? '0' : '0.0000', started: null};
		if (draw < 735) return {...open, percentage: '100', started};
		return {...open, percentage: ['33.33', '50.0', '12.5', '66.67', '90', '7.1429'][more % 6] as string, started};
	}

	#order(course: number): Shuffle {
		let order = this.#orders.get(course);
		if (order === undefined) {
			order = new Shuffle(this.#accounts, this.#seed, 75, course);
			this.#orders.set(course, order);
		}
		return order;
	}
}
