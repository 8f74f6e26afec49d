import {parseRules} from '../../course-rules/parse.ts';
import {applyRules} from '../../course-rules/rule.ts';
import {Problem} from '../../problem/problem.ts';
import type {SettingValues} from '../../settings/settings.ts';
import type {CourseRow} from '../../sync/course-filter.ts';
import {count, plural} from '../../text/amounts.ts';
import type {Command} from '../command.ts';
import {jobOf, openSession} from '../session.ts';
import {tenant} from '../setting-groups.ts';

/** What the command `courses` says. */
const coursesMessages = {
	/** Courses whose members nobody has read so far. */
	undecided: (courses: number) =>
		`${plural(courses, 'more course')} may match: the rule asks for members, which are known once a course has been read.`,
	shown: (found: number, total: number) => `${count(found)} of ${plural(total, 'course')}.`,
} as const;

const peopleColumn = {
	title: 'Members',
	value: ({people}: CourseRow) => people ?? '',
	align: 'right',
} as const;

export const courses: Command = {
	name: 'courses',
	summary: 'List the courses of the Litmos account.',
	description:
		'Lists the courses of the Litmos account, so that you can select some with --limited-courses. With --course-rule, lists the courses that match the rule.',
	settings: [...tenant, 'courseRules', 'skipInactiveCourses'],
	needs: ['source', 'apiKey'],
	ownOptions: {
		'--search <text>': 'Show only courses with this text in their name, code, ID or number.',
		'--active': 'Show only active courses.',
	},
	examples: {
		'litmos-connector courses --region eu --source acme': 'All courses of an account in the EU',
		"litmos-connector courses --search safety -o json | jq -r '.courses[].id'": 'IDs of some courses, for a script',
		'litmos-connector courses --source acme --course-rule \'code starts with "SEC" and active\'':
			'What a rule matches, before you sync with it',
	},
	async run(context, {search, active}) {
		const {values, resolved} = context;
		// A rule that syncs go by doesn't narrow down the list of all courses.
		const rules = resolved.origins.courseRules === 'flag' ? (values.courseRules ?? []) : [];
		const session = await openSession(context);
		context.interruption.text = 'Nothing was changed.';
		const rows: CourseRow[] = [];
		const add = (page: CourseRow[]) => void rows.push(...page);
		// What came is shown even where Litmos does not prove that it is all, and then the command fails: no sync is made of it.
		let incomplete: Problem | null = null;
		const total = await session.listCourses(jobOf(context), add, context.signal).catch((error: unknown) => {
			if (!(error instanceof Problem) || error.code !== 'sync/incomplete' || rows.length === 0) throw error;
			incomplete = error;
			return null;
		});
		const text = typeof search === 'string' ? search.toLowerCase() : '';
		const {matching, undecided, unmatched} = matchesOf(rules, rows, values);
		const found = matching
			.filter((row) => active !== true || row.active)
			.filter((row) => [row.name, row.code, row.id, row.number].some((value) => value.toLowerCase().includes(text)));
		const listed = found.map(({description: _, ...row}) => ({...row, people: row.people ?? null}));
		const data = {
			courses: listed,
			shown: found.length,
			total,
			complete: incomplete === null,
			...(rules.length === 0 ? {} : {mayMatch: undecided.length, unmatched}),
		};
		context.print(data, () =>
			context.table(
				[
					{title: 'Name', value: ({name}) => name, least: 20},
					{title: 'Code', value: ({code}) => code, least: 8},
					{
						title: 'Status',
						value: (row) => (row.active ? 'active' : 'inactive'),
						tone: (row) => (row.active ? 'status.success' : 'text.secondary'),
						goes: 1,
					},
					// Litmos' listing does not tell: known of courses that were read before.
					...(found.some(({people}) => people !== undefined) ? [peopleColumn] : []),
					{title: 'Number', value: ({number}) => number, align: 'right', goes: 2},
					{title: 'ID', value: ({id}) => id, tone: () => 'text.secondary' as const, from: 140},
				],
				found,
			),
		);
		if (incomplete !== null) throw incomplete;
		context.progress.say(coursesMessages.shown(found.length, total ?? rows.length));
		if (undecided.length > 0) context.progress.say(coursesMessages.undecided(undecided.length));
		if (unmatched.length > 0) context.progress.say(`No course matches: ${unmatched.join(', ')}`);
		return 0;
	},
};

/** The rows that rules match, all without rules; and what is to be said of the rules. */
function matchesOf(
	texts: readonly string[],
	rows: readonly CourseRow[],
	{skipInactiveCourses: skipInactive}: SettingValues,
): {matching: readonly CourseRow[]; undecided: readonly CourseRow[]; unmatched: string[]} {
	if (texts.length === 0) return {matching: rows, undecided: [], unmatched: []};
	const rules = texts.flatMap((text) => parseRules(text));
	const found = applyRules(rules, rows, {skipInactive});
	return {...found, unmatched: found.unmatched.map(({text}) => text)};
}
