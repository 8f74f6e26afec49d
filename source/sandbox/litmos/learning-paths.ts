import type {Enrolments} from './enrolments.ts';
import {pick} from './hash.ts';
import type {IdSpace} from './ids.ts';
import {counted, type Listing} from './listing.ts';
import {pageEdges} from './teams.ts';
import {learningPathTitles, sentences} from './vocabulary.ts';

/**
 * Each learning path leads with one course and brought it to the first part of that course's people; those assignments
 * cannot be removed directly (fact sheet, section 4.5). Mandatory courses may follow the leading one.
 */
export class LearningPaths {
	readonly ids: IdSpace;
	readonly #enrolments: Enrolments;
	readonly #leads: number[] = [];
	readonly #pathOfCourse = new Map<number, number>();

	constructor(enrolments: Enrolments, courses: number, ids: (count: number) => IdSpace) {
		this.#enrolments = enrolments;
		const wanted = Math.ceil(courses / 15);
		for (let course = courses - 1; course >= pageEdges.length && this.#leads.length < wanted; course--) {
			if ((enrolments.sizes[course] as number) < 4 || enrolments.unlisted.has(course)) continue;
			this.#pathOfCourse.set(course, this.#leads.length);
			this.#leads.push(course);
		}
		this.ids = ids(this.#leads.length);
	}

	get count(): number {
		return this.#leads.length;
	}

	at(index: number) {
		const round = Math.floor(index / learningPathTitles.length);
		return {
			id: this.ids.id(index),
			name: `${pick(learningPathTitles, index)}${round > 0 ? ` ${round + 1}` : ''}`,
			description: index % 2 === 0 ? `<p>${pick(sentences, index)}</p>` : '',
			active: index % 9 !== 8,
			originalId: this.ids.number(index),
			teamLibrary: index % 4 === 1,
		};
	}

	/** The leading course first. */
	courses(index: number): number[] {
		const lead = this.#leads[index] as number;
		const {sizes} = this.#enrolments;
		return (sizes[0] ?? 0) > 0 && lead !== 0 && index % 2 === 0 ? [lead, 0] : [lead];
	}

	lead(index: number): number {
		return this.#leads[index] as number;
	}

	people(index: number): Listing<number> {
		const people = this.#enrolments.people(this.lead(index));
		return counted(this.#share(this.lead(index)), (position) => people.at(position));
	}

	/** Whether a learning path brought this course to this account. */
	owns(course: number, account: number): boolean {
		if (!this.#pathOfCourse.has(course)) return false;
		const position = this.#enrolments.position(course, account);
		return position >= 0 && position < this.#share(course);
	}

	#share(course: number): number {
		return Math.ceil((this.#enrolments.sizes[course] as number) * 0.3);
	}
}
