import {count, plural} from '../../text/amounts.ts';
import {about} from './about.ts';

/** The page that asks which courses are read. */
export const coursesMessages = {
	title: 'Which courses do you want to sync?',
	about: [
		'All courses: every course in Litmos, and those that are added later. Only the courses I select: the rows with a mark, until you change them here. Courses that match a rule: each sync applies the rule again, so courses that match later come along.',
		'A rule: code, name or id with is, starts with, ends with or contains; number 100-200; active; with members. Join conditions with “and”, put “not” before one, and separate rules with commas. ConductorOne’s own connector takes IDs, so it gets the courses that match now.',
		'ConductorOne sees who is assigned each course you sync, who has started it, and who has completed it. Accounts and teams are included either way.',
		'Fewer courses take fewer requests. Litmos allows about 100 requests a minute.',
		'Type to search by name, code, number or ID. Paste a list of them to select many courses at once. Enter continues to the preview; nothing is sent to ConductorOne yet.',
	],
	scope: 'Scope',
	hasKeys: 'Left and Right change it',
	all: 'All courses, including ones added later',
	allShort: 'All courses',
	rule: 'Courses that match a rule',
	ruleShort: 'By a rule',
	someShort: 'Selected',
	ruleField: 'Rule',
	ruleExample: 'code starts with "SEC" and active',
	ruleMatches: (matching: number, total: number) => `${count(matching)} of ${plural(total, 'course')} match.`,
	ruleMayMatch: (courses: number) =>
		`${plural(courses, 'course')} may match too: members are known once they are read.`,
	ruleUnmatched: (rules: readonly string[]) => `No course matches: ${rules.join(', ')}`,
	ruleMore: (courses: number) => `… and ${count(courses)} more`,
	toRule: 'rule',
	byRule: (matching: number, total: number) => `${count(matching)} of ${plural(total, 'course')} match`,
	noRule: 'Write a rule. Each sync applies it again, so new courses that match come along.',
	badRule: 'The rule can’t be read yet.',
	some: 'Only the courses I select',
	toScope: 'scope',
	toList: 'list',
	changeScope: 'change',
	listing: (rows: number) =>
		rows === 0 ? 'Reading the course list' : `Reading the course list: ${plural(rows, 'course')} so far`,
	none: 'This Litmos account has no courses. You can still sync accounts and teams.',
	price: (requests: number, seconds: number, isAtLeast = false) =>
		`${isAtLeast ? 'at least' : 'about'} ${plural(requests, 'request')} · ${about(seconds)}`,
	allOf: (total: number) => `${plural(total, 'course')}, and ones added later`,
	/** Where the window is too narrow for more. */
	allOfShort: (total: number) => plural(total, 'course'),
	someOf: (selected: number, total: number) => `${count(selected)} of ${plural(total, 'course')}`,
	allUnknown: 'All courses, and ones added later',
	nothingSelected: 'Nothing selected yet. Space selects the course under the cursor.',
	costUnknown: (selected: number) => `${plural(selected, 'course')} selected · estimate once the list is complete`,
	optional: (chosen: string) => `Optional data: ${chosen}`,
	columns: {name: 'Name', code: 'Code', state: 'Status', people: 'Members'},
	distinct: (name: string, number: string) => `${name} (${number})`,
	number: (number: string) => `No. ${number}`,
	id: (id: string) => `Litmos ID ${id}`,
	members: (people: number) => plural(people, 'member'),
	membersUnknown: 'You’ll see the number of members after the first sync of this course.',
	noDescription: 'No description.',
	active: 'active',
	inactive: 'inactive',
	sorts: {name: 'name', code: 'code', people: 'most members'},
	filters: {active: 'active', inactive: 'inactive', people: 'with members'},
	pasted: (found: number) => `${plural(found, 'course')} selected from what you pasted.`,
	waiting: (wanted: number) => `${plural(wanted, 'pasted value')} will be looked up once the list is complete.`,
	unknown: (values: readonly string[]) => `No course has this name, code, number or ID: ${quoted(values)}.`,
	ambiguous: (values: readonly string[]) =>
		`More than one course is called ${quoted(values)}. Select the right one in the list.`,
	retry: 'read the list again',
} as const;

function quoted(values: readonly string[]): string {
	const shown = values
		.slice(0, 3)
		.map((value) => `“${value}”`)
		.join(', ');
	return values.length > 3 ? `${shown} and ${count(values.length - 3)} more` : shown;
}
