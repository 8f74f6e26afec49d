import {entitlementId} from '../../../../source/connector/ids.ts';
import type {CoursePerson} from '../../../../source/litmos/records.ts';
import type {Tenant} from '../../../../source/sandbox/litmos/tenant.ts';
import type {ListKind} from '../../../../source/sync/delta/model.ts';
import {type Touched, truth} from './traffic.ts';

const nothing = {userName: '', firstName: '', lastName: '', percentageComplete: '', dueDate: '', compliantTill: ''};

interface List {
	kind: ListKind;
	/** Of the course or team in the data set. */
	index: number;
	id: string;
	/** The entitlement of everybody in it, and in a course of those who have completed it and of the others. */
	base: string;
	completed: string | null;
	inProgress: string | null;
	members: Map<string, boolean>;
	/** The same as an array, made when it is asked for. */
	rows: CoursePerson[] | null;
}

/** Who holds an entitlement in a file. */
type HoldersOf = (entitlement: string) => ReadonlySet<string>;

const nobody: ReadonlySet<string> = new Set();

/** A place in a list that says something that was true at no instant of the run. */
export interface Difference {
	place: string;
	/** Whether a course is completed, false in teams, undefined when the account is not in it, null when the file contradicts itself. */
	file: boolean | null | undefined;
	/** As it was when the run ended. */
	truth: boolean | undefined;
}

/**
 * Who is in which course and team of the sandbox's tenant, followed change by change: counting anew after each would take far
 * longer than the syncs that are looked at. {@link truth} counts anew, for comparison.
 */
export class Places {
	/** Key of the list as in checkpoints → who is in it, in the order of Litmos. */
	readonly lists = new Map<string, List>();
	readonly accountIds: readonly string[];
	readonly #tenant: Tenant;
	readonly #keys: Record<ListKind, string[]> = {'course-people': [], 'team-members': []};
	/** List and account → what was true earlier in this run; null between runs. */
	#earlier: Map<string, Set<boolean | undefined>> | null = null;

	constructor(tenant: Tenant) {
		this.#tenant = tenant;
		const {accounts, courses, teams, size, unlistedId} = tenant.data;
		this.accountIds = Array.from({length: size.accounts}, (_, index) => accounts.ids.id(index));
		for (let index = 0; index < size.courses; index++) {
			const members = this.#add('course-people', index, courses.ids.id(index));
			const people = tenant.coursePeople(index);
			for (let at = 0; at < people.length; at++) {
				const person = people.at(at);
				const id = person < 0 ? unlistedId(-1 - person) : this.accountIds[person]!;
				members.set(id, tenant.completed(index, person));
			}
		}
		for (let index = 0; index < size.teams; index++) {
			const members = this.#add('team-members', index, teams.ids.id(index));
			const people = tenant.teamPeople(index, 'members');
			for (let at = 0; at < people.length; at++) members.set(this.accountIds[people.at(at)]!, false);
		}
	}

	/** Of a team, too: nothing but the ids of its rows is looked at. */
	rows(key: string): readonly CoursePerson[] {
		const list = this.lists.get(key)!;
		list.rows ??= [...list.members].map(([id, completed]) => ({id, completed, ...nothing}));
		return list.rows;
	}

	/** Looks at what a change was about. */
	follow({account, list}: Touched): void {
		if (list) {
			this.#look(list.kind === 'course' ? 'course-people' : 'team-members', list.index, account);
			return;
		}
		const {courses, teams} = this.#tenant.data.size;
		for (let index = 0; index < teams; index++) this.#look('team-members', index, account);
		if (!this.#tenant.isGone(account)) return;
		for (let index = 0; index < courses; index++) this.#look('course-people', index, account);
	}

	/** From here on everything that is true at some instant counts. */
	beginRun(): void {
		this.#earlier ??= new Map();
	}

	/** Compares every place in every list with what the file of a run that has ended says. */
	endRun(holdersOf: HoldersOf): Difference[] {
		const earlier = this.#earlier;
		this.#earlier = null;
		const differences: Difference[] = [];
		for (const [key, {base, completed, inProgress, members}] of this.lists) {
			const inList = holdersOf(base);
			const done = completed === null ? nobody : holdersOf(completed);
			const others = inProgress === null ? inList : holdersOf(inProgress);
			let isExact = true;
			const check = (id: string, isTrue: boolean | undefined) => {
				const isDone = done.has(id);
				let isFound: boolean | null | undefined;
				// In a file each one listed is one or the other.
				if (inList.has(id)) isFound = isDone === others.has(id) ? null : isDone;
				else isFound = isDone || others.has(id) ? null : undefined;
				if (isFound === isTrue) return;
				isExact = false;
				if (isFound !== null && earlier?.get(`${key} ${id}`)?.has(isFound)) return;
				differences.push({place: `${key} ${id}`, file: isFound, truth: isTrue});
			};
			for (const [id, isCompleted] of members) check(id, isCompleted);
			// Each one who should be there is, and there are as many: there is nobody else.
			if (isExact && inList.size === members.size && done.size + others.size === members.size) continue;
			for (const id of new Set([...inList, ...done, ...others])) if (!members.has(id)) check(id, undefined);
		}
		return differences;
	}

	/** Places that are not as the tenant counts them anew: what is compared with must be right itself. */
	astray(): string[] {
		const counted = truth(this.#tenant);
		const wrong: string[] = [];
		for (const [key, {members}] of this.lists) {
			for (const [id, isCompleted] of members) {
				const place = `${key} ${id}`;
				if (counted.get(place) !== isCompleted) wrong.push(place);
				counted.delete(place);
			}
		}
		return [...wrong, ...counted.keys()];
	}

	#add(kind: ListKind, index: number, id: string): Map<string, boolean> {
		const members = new Map<string, boolean>();
		const key = `${kind}:${id}`;
		const [type, slug] = kind === 'course-people' ? (['course', 'assigned'] as const) : (['team', 'member'] as const);
		const [completed, inProgress] =
			type === 'course' ? [entitlementId(type, id, 'completed'), entitlementId(type, id, 'in_progress')] : [null, null];
		const base = entitlementId(type, id, slug);
		this.lists.set(key, {kind, index, id, base, completed, inProgress, members, rows: null});
		this.#keys[kind].push(key);
		return members;
	}

	#look(kind: ListKind, index: number, account: number): void {
		const tenant = this.#tenant;
		const key = this.#keys[kind][index]!;
		const list = this.lists.get(key)!;
		const id = this.accountIds[account]!;
		const before = list.members.get(id);
		let now: boolean | undefined;
		if (kind === 'course-people') now = tenant.hasCourse(account, index) ? tenant.completed(index, account) : undefined;
		else if (tenant.isActive(account) && tenant.inTeam(account, index, 'members')) now = false;
		if (before === now) return;
		if (this.#earlier) {
			const place = `${key} ${id}`;
			const values = this.#earlier.get(place);
			if (values) values.add(before);
			else this.#earlier.set(place, new Set([before]));
		}
		list.rows = null;
		if (now === undefined) list.members.delete(id);
		else list.members.set(id, now);
	}
}
