import type {GrantRow} from '../c1z/model.ts';
import {overdueOf, studyGrants} from '../connector/courses.ts';
import {entitlementId, resourceTypeIds} from '../connector/ids.ts';
import type {AccountCourse} from '../litmos/records.ts';
import {Problem, type ProblemCode} from '../problem/problem.ts';
import {accountsPerBulkRead} from './plan.ts';
import {everyPage} from './read-list.ts';
import {courseReadMessages} from './reading-messages.ts';
import {type Run, spend} from './run.ts';

const {disproofs} = courseReadMessages;

/** account id → completed, for each sample course: what the way course by course gave. */
export type Samples = Map<string, Map<string, boolean>>;

/** The bulk read is not equal to the proven way in this tenant; the message says how, to a person. */
export class Disproved extends Error {}

/** Answers that mean this call is not to be had here, rather than that Litmos is out of reach. */
const refusals: readonly ProblemCode[] = [
	'litmos/forbidden',
	'litmos/not-found',
	'litmos/not-acceptable',
	'litmos/unexpected-answer',
];

/** Accounts left out of answers that are looked at one by one. */
const mostLooks = 3;

const batchKey = (index: number) => `bulk:${index}`;

/**
 * Reads the courses of all accounts, 25 a call (Litmos fact sheet, section 4.4 and 5, way B), and compares every
 * answer with the sample courses. The batches with the most people of the samples go first and alone, so that a
 * difference shows before much is spent. Throws {@link Disproved} at the first difference.
 */
export class BulkRead {
	readonly #run: Run;
	readonly #batches: string[][];
	readonly #samples: Samples;
	readonly #wanted: Set<string>;
	/** Accounts that answers left out and that were looked at one by one. */
	#looked = 0;
	/** People per course that this run has seen. */
	readonly people = new Map<string, number>();

	/** `wanted` are the courses to store; the accounts must be complete, so that the batches are the same on a resume. */
	constructor(run: Run, wanted: Iterable<string>, samples: Samples) {
		this.#run = run;
		this.#samples = samples;
		this.#wanted = new Set(wanted);
		const ids = [...run.file.resources(resourceTypeIds.account)].map((resource) => resource.id?.resource ?? '').sort();
		this.#batches = [];
		for (let at = 0; at < ids.length; at += accountsPerBulkRead) {
			this.#batches.push(ids.slice(at, at + accountsPerBulkRead));
		}
		const known = new Set(ids);
		for (const [course, people] of samples) {
			for (const id of people.keys()) {
				if (!known.has(id)) throw new Disproved(disproofs.unlistedPeople(course));
			}
		}
	}

	get size(): number {
		return this.#batches.length;
	}

	/** The batches that prove the most, by number. */
	proof(): number[] {
		const weights = this.#batches.map((batch, index) => ({
			index,
			weight: batch.filter((id) => [...this.#samples.values()].some((people) => people.has(id))).length,
		}));
		return weights
			.sort((a, b) => b.weight - a.weight)
			.slice(0, 2)
			.map(({index}) => index);
	}

	/** Reads one batch, unless it is stored. */
	async read(index: number): Promise<void> {
		const {file, client, signal} = this.#run;
		if (file.checkpoint(batchKey(index))?.next === null) return;
		const accounts = this.#batches[index]!;
		const answer = await spend(this.#run, () => client.coursesOfAccounts(accounts, {signal})).catch(disproveRefusal);
		for (const account of accounts) if (!answer.has(account)) await this.#lookAlone(account).catch(disproveRefusal);
		const grants: GrantRow[] = [];
		for (const account of accounts) {
			const courses = answer.get(account) ?? [];
			this.#compare(account, courses);
			for (const course of courses) {
				if (!this.#wanted.has(course.id) || this.#samples.has(course.id)) continue;
				this.people.set(course.id, (this.people.get(course.id) ?? 0) + 1);
				grants.push(
					...studyGrants('course', course.id, {id: account, completed: course.completed, deadline: overdueOf(course)}),
				);
			}
		}
		file.commit({grants, checkpoint: {listing: batchKey(index), next: null, rows: accounts.length}});
		this.#run.progress.advance('course-people');
	}

	/** An answer that leaves an account out means that it has no courses, or that the answer is short: the first few tell. */
	async #lookAlone(of: string): Promise<void> {
		if (this.#looked >= mostLooks) return;
		this.#looked++;
		const {client, signal} = this.#run;
		const pages = everyPage(client, {kind: 'account-courses', of}, {signal}, false);
		for await (const rows of pages) if (rows.length > 0) throw new Disproved(disproofs.leftOut);
	}

	#compare(account: string, courses: AccountCourse[]): void {
		// A list of exactly the usual page length may have been cut there.
		if (courses.length > 0 && courses.length % 100 === 0) {
			throw new Disproved(disproofs.cutOff);
		}
		const byId = new Map(courses.map((course) => [course.id, course.completed]));
		for (const [course, people] of this.#samples) {
			if (byId.get(course) !== people.get(account)) throw new Disproved(disproofs.differs(course));
		}
	}
}

function disproveRefusal(error: unknown): never {
	const isRefusal = error instanceof Problem && refusals.includes(error.code);
	throw isRefusal ? new Disproved(disproofs.refused(error.what)) : error;
}

/** The people of sample courses that an earlier run has stored. */
export function storedSamples(run: Run, courses: readonly string[]): Samples {
	const samples: Samples = new Map(courses.map((id) => [id, new Map<string, boolean>()]));
	const kinds = new Map<string, {people: Map<string, boolean>; completed: boolean}>();
	for (const [id, people] of samples) {
		kinds.set(entitlementId('course', id, 'completed'), {people, completed: true});
		kinds.set(entitlementId('course', id, 'in_progress'), {people, completed: false});
	}
	for (const grant of run.file.grants()) {
		const kind = kinds.get(grant.entitlementId);
		kind?.people.set(grant.principalId, kind.completed);
	}
	return samples;
}
