import {parseRules} from '../course-rules/parse.ts';
import {applyRules} from '../course-rules/rule.ts';
import {Problem} from '../problem/problem.ts';
import type {CourseRow} from '../sync/course-filter.ts';
import {setupProblemMessages} from './messages.ts';
import type {SetupState} from './state.ts';

/** What a rule that is being written matches in the list of courses, as far as that has arrived. */
export interface RuleView {
	/** Why it can't be read, with the text and a mark under the spot in `copy`; null when it can, or when nothing is written. */
	problem: Problem | null;
	matching: readonly CourseRow[];
	/** They match depending on members, which a sync finds out. */
	undecided: readonly CourseRow[];
	/** Rules that match nothing, as they were written; none before the list is complete. */
	unmatched: readonly string[];
}

const nothing: RuleView = {problem: null, matching: [], undecided: [], unmatched: []};

/** What was found last in a list of courses: it is asked for with each key, and each time anything happens. */
const found = new WeakMap<readonly CourseRow[], {key: string; view: RuleView}>();

export function ruleView({answers, courses}: SetupState): RuleView {
	const {rule = ''} = answers.courses;
	const {skipInactiveCourses} = answers.reading;
	const key = JSON.stringify([rule, skipInactiveCourses, courses.listing.status]);
	const last = found.get(courses.rows);
	if (last?.key === key) return last.view;
	const view = viewOf(rule, courses, skipInactiveCourses);
	found.set(courses.rows, {key, view});
	return view;
}

function viewOf(rule: string, courses: SetupState['courses'], skipInactive: boolean): RuleView {
	if (rule.trim() === '') return nothing;
	try {
		const {unmatched, ...matches} = applyRules(parseRules(rule), courses.rows, {skipInactive});
		const isComplete = courses.listing.status === 'done';
		return {...matches, problem: null, unmatched: isComplete ? unmatched.map(({text}) => text) : []};
	} catch (error) {
		return {...nothing, problem: Problem.from(error)};
	}
}

/** What stops a sync by the rule of the courses page; null when nothing does. */
export function ruleProblem(state: SetupState): Problem | null {
	const {problem, unmatched} = ruleView(state);
	if (problem !== null || unmatched.length === 0) return problem;
	return new Problem({code: 'courses/unknown', ...setupProblemMessages.ruleMatchesNothing(unmatched)});
}

/** The rules that a text holds, as they were written; none while it can't be read. */
export function rulesIn(text: string): readonly string[] {
	try {
		return parseRules(text).map((rule) => rule.text);
	} catch {
		return [];
	}
}
