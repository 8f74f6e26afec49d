/** What a rule looks at in a course. A row of the course list has all of it. */
export interface RuledCourse {
	id: string;
	code: string;
	/** The number people see in the web address. */
	number: string;
	name: string;
	active: boolean;
	/** How many members it has; absent while that is unknown. Litmos' list of courses doesn't tell (its API documentation). */
	people?: number | undefined;
}

export const textFields = ['code', 'name', 'id'] as const;
export const comparisons = ['is', 'starts', 'ends', 'contains'] as const;
export type Comparison = (typeof comparisons)[number];

export type Test =
	| {of: (typeof textFields)[number]; how: Comparison; text: string}
	/** Both ends count. */
	| {of: 'number'; from: number; to: number}
	| {of: 'active'}
	| {of: 'members'};

export interface Condition {
	test: Test;
	not: boolean;
}

/** A course matches when all conditions hold. Several rules are a union. */
export interface CourseRule {
	/** As it was written. */
	text: string;
	conditions: readonly Condition[];
}

/** `members`: it depends on whether the course has members, which is unknown. */
export type Match = 'yes' | 'no' | 'members';

/** Whether a course matches a rule. */
function matchRule(rule: CourseRule, course: RuledCourse): Match {
	const results = rule.conditions.map(({test, not}) => {
		const holds = passes(test, course);
		return holds === undefined ? undefined : holds !== not;
	});
	if (results.includes(false)) return 'no';
	return results.includes(undefined) ? 'members' : 'yes';
}

/** Whether a course matches one of the rules. */
export function matchRules(rules: readonly CourseRule[], course: RuledCourse): Match {
	const matches = rules.map((rule) => matchRule(rule, course));
	return matches.find((match) => match === 'yes') ?? matches.find((match) => match === 'members') ?? 'no';
}

export interface RuleMatches<Course> {
	matching: Course[];
	/** They match if they have members, or if they have none, as the rule says. */
	undecided: Course[];
	/** Rules that no course matches, whatever members it has. */
	unmatched: CourseRule[];
}

/** The courses that match the rules, in their order. `skipInactive` leaves out inactive ones, whatever a rule says. */
export function applyRules<Course extends RuledCourse>(
	rules: readonly CourseRule[],
	courses: readonly Course[],
	{skipInactive}: {skipInactive: boolean},
): RuleMatches<Course> {
	const found: RuleMatches<Course> = {matching: [], undecided: [], unmatched: []};
	const candidates = skipInactive ? courses.filter(({active}) => active) : courses;
	for (const course of candidates) {
		const match = matchRules(rules, course);
		if (match === 'yes') found.matching.push(course);
		if (match === 'members') found.undecided.push(course);
	}
	found.unmatched = rules.filter((rule) => candidates.every((course) => matchRule(rule, course) === 'no'));
	return found;
}

/** Whether one of the rules asks for members. */
export function asksForMembers(rules: readonly CourseRule[]): boolean {
	return rules.some(({conditions}) => conditions.some(({test}) => test.of === 'members'));
}

function passes(test: Test, course: RuledCourse): boolean | undefined {
	switch (test.of) {
		case 'active':
			return course.active;
		case 'members':
			return course.people === undefined ? undefined : course.people > 0;
		case 'number': {
			const number = /^\d+$/.test(course.number) ? Number(course.number) : -1;
			return number >= test.from && number <= test.to;
		}
		case 'id':
			// Ids that differ in case only are different courses.
			return compares[test.how](course.id, test.text);
		default:
			return compares[test.how](folded(course[test.of]).trim(), folded(test.text));
	}
}

const compares: Record<Comparison, (value: string, text: string) => boolean> = {
	is: (value, text) => value === text.trim(),
	starts: (value, text) => value.startsWith(text),
	ends: (value, text) => value.endsWith(text),
	contains: (value, text) => value.includes(text),
};

/** Case, and how many blanks stand between words, don't count. */
function folded(text: string): string {
	return text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ');
}
