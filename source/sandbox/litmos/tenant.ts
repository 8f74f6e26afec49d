import type {Dataset} from './dataset.ts';
import type {PersonIndex, Progress} from './enrolments.ts';
import {Journal} from './journal.ts';
import {counted, filtered, joined, type Listing} from './listing.ts';
import type {TeamRole} from './teams.ts';

interface Changes {
	removed: Set<number>;
	added: Set<number>;
}

/** The invented tenant as it is now: the data set plus what clients have written since the start. */
export class Tenant {
	readonly data: Dataset;
	readonly #courses = new Map<number, Changes>();
	readonly #teams = new Map<string, Changes>();
	readonly #progress = new Map<string, Progress>();
	readonly #active = new Map<number, boolean>();
	readonly #gone = new Set<number>();
	/** What has changed since the start, which the `/org` calls tell. */
	readonly journal = new Journal();

	constructor(data: Dataset) {
		this.data = data;
	}

	coursePeople(course: number): Listing<PersonIndex> {
		const people = this.#changed(this.data.enrolments.people(course), this.#courses.get(course));
		return this.#gone.size === 0 ? people : filtered(people, (person) => !this.#gone.has(person));
	}

	/** Accounts that were not deleted, in the order of the list. */
	accounts(): Listing<number> {
		const all = counted(this.data.size.accounts, (index) => index);
		return this.#gone.size === 0 ? all : filtered(all, (index) => !this.#gone.has(index));
	}

	isGone(account: number): boolean {
		return this.#gone.has(account);
	}

	isActive(account: number): boolean {
		return this.#active.get(account) ?? this.data.accounts.isActive(account);
	}

	/** Hides the account in teams, or shows it again; no record of a membership is touched. */
	setActive(account: number, isActive: boolean): void {
		this.#active.set(account, isActive);
	}

	/** Takes the account away with everything that is on record about it. */
	deleteAccount(account: number): void {
		this.#gone.add(account);
		this.journal.erase(account);
	}

	hasCourse(account: number, course: number): boolean {
		if (this.#gone.has(account)) return false;
		const changes = this.#courses.get(course);
		if (changes?.added.has(account)) return true;
		if (changes?.removed.has(account)) return false;
		return this.data.enrolments.position(course, account) >= 0;
	}

	/** Course indexes of one account. */
	accountCourses(account: number): number[] {
		return [...Array(this.data.size.courses).keys()].filter((course) => this.hasCourse(account, course));
	}

	progress(course: number, person: PersonIndex): Progress {
		return this.#progress.get(`${course}/${person}`) ?? this.data.enrolments.progress(course, person);
	}

	completed(course: number, person: PersonIndex): boolean {
		const changed = this.#progress.size === 0 ? undefined : this.#progress.get(`${course}/${person}`);
		return changed?.completed ?? this.data.enrolments.completed(course, person);
	}

	/** Whether a learning path brought the course, so that it cannot be taken away directly. */
	ownedByLearningPath(account: number, course: number): boolean {
		return this.data.learningPaths.owns(course, account) && this.#courses.get(course)?.removed.has(account) !== true;
	}

	/** False when the account had the course already. */
	assign(account: number, course: number, now: number): boolean {
		if (this.hasCourse(account, course)) return false;
		const changes = changesOf(this.#courses, course);
		if (!changes.removed.delete(account)) changes.added.add(account);
		this.#begin(account, course, now);
		this.journal.note('assigned', course, account, now);
		return true;
	}

	/** False when the account did not have the course. */
	unassign(account: number, course: number, now: number): boolean {
		if (!this.hasCourse(account, course)) return false;
		const changes = changesOf(this.#courses, course);
		if (!changes.added.delete(account)) changes.removed.add(account);
		this.journal.note('unassigned', course, account, now);
		return true;
	}

	/** False when there is nothing to complete. */
	complete(account: number, course: number, now: number): boolean {
		if (!this.hasCourse(account, course) || this.completed(course, account)) return false;
		const before = this.progress(course, account);
		const progress = {...before, completed: true, percentage: '100', started: before.started ?? now, finished: now};
		this.#progress.set(`${course}/${account}`, progress);
		this.journal.note('progress', course, account, now);
		return true;
	}

	reset(account: number, course: number, now: number): boolean {
		if (!this.hasCourse(account, course)) return false;
		this.#begin(account, course, now);
		this.journal.note('progress', course, account, now);
		return true;
	}

	teamPeople(team: number, role: TeamRole): Listing<number> {
		const people = this.#changed(this.data.teams.people(team, role), this.#teams.get(`${role}/${team}`));
		if (this.#active.size === 0 && this.#gone.size === 0) return people;
		return filtered(people, (person) => this.isActive(person) && !this.#gone.has(person));
	}

	inTeam(account: number, team: number, role: TeamRole): boolean {
		if (this.#gone.has(account)) return false;
		const changes = this.#teams.get(`${role}/${team}`);
		if (changes?.added.has(account)) return true;
		if (changes?.removed.has(account)) return false;
		return this.data.teams.has(team, role, account);
	}

	accountTeams(account: number): number[] {
		return [...Array(this.data.size.teams).keys()].filter((team) => this.inTeam(account, team, 'members'));
	}

	/** False when nothing had to change. */
	setInTeam(account: number, team: number, role: TeamRole, wanted: boolean, now: number): boolean {
		if (this.inTeam(account, team, role) === wanted) return false;
		const changes = changesOf(this.#teams, `${role}/${team}`);
		const [undo, record] = wanted ? [changes.removed, changes.added] : [changes.added, changes.removed];
		if (!undo.delete(account)) record.add(account);
		if (role === 'members' && !wanted) {
			this.setInTeam(account, team, 'leaders', false, now);
			this.setInTeam(account, team, 'admins', false, now);
		}
		this.journal.note(role !== 'members' ? 'role' : wanted ? 'joined' : 'left', team, account, now);
		return true;
	}

	#begin(account: number, course: number, now: number): void {
		this.#progress.set(`${course}/${account}`, {
			completed: false,
			percentage: '0',
			assigned: now,
			started: null,
			finished: null,
			compliantTill: null,
			due: null,
		});
	}

	#changed(people: Listing<number>, changes: Changes | undefined): Listing<number> {
		if (changes === undefined) return people;
		const kept = changes.removed.size === 0 ? people : filtered(people, (person) => !changes.removed.has(person));
		return joined(kept, [...changes.added]);
	}
}

function changesOf<K>(all: Map<K, Changes>, key: K): Changes {
	let changes = all.get(key);
	if (changes === undefined) {
		changes = {removed: new Set(), added: new Set()};
		all.set(key, changes);
	}
	return changes;
}
