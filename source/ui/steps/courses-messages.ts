import {count, plural} from '../../text/amounts.ts';
import {about} from './about.ts';

/** The page that asks which courses are read. */
export const coursesMessages = {
	ruleMatches: (matching: number, total: number) => `${count(matching)} of ${plural(total, 'course')} match.`,
	ruleMayMatch: (courses: number) =>
		`${plural(courses, 'course')} may match too: members are known once they are read.`,
	ruleUnmatched: (rules: readonly string[]) => `No course matches: ${rules.join(', ')}`,
	ruleMore: (courses: number) => `… and ${count(courses)} more`,
	byRule: (matching: number, total: number) => `${count(matching)} of ${plural(total, 'course')} match`,
	toList: 'list',
	listing: (rows: number) =>
		rows === 0 ? 'Reading the course list' : `Reading the course list: ${plural(rows, 'course')} so far`,
	price: (requests: number, seconds: number, isAtLeast = false) =>
		`${isAtLeast ? 'at least' : 'about'} ${plural(requests, 'request')} · ${about(seconds)}`,
	allOf: (total: number) => `${plural(total, 'course')}, and ones added later`,
	/** Where the window is too narrow for more. */
	allOfShort: (total: number) => plural(total, 'course'),
	someOf: (selected: number, total: number) => `${count(selected)} of ${plural(total, 'course')}`,
	costUnknown: (selected: number) => `${plural(selected, 'course')} selected · estimate once the list is complete`,
	columns: {name: 'Name', code: 'Code', state: 'Status', people: 'Members'},
	distinct: (name: string, number: string) => `${name} (${number})`,
	members: (people: number) => plural(people, 'member'),
	active: 'active',
	inactive: 'inactive',
	sorts: {name: 'name', code: 'code', people: 'most members'},
	filters: {active: 'active', inactive: 'inactive', people: 'with members'},
	pasted: (found: number) => `${plural(found, 'course')} selected from what you pasted.`,
	waiting: (wanted: number) => `${plural(wanted, 'pasted value')} will be looked up once the list is complete.`,
	unknown: (values: readonly string[]) => `No course has this name, code, number or ID: ${quoted(values)}.`,
	ambiguous: (values: readonly string[]) =>
		`More than one course is called ${quoted(values)}. Select the right one in the list.`,
} as const;

function quoted(values: readonly string[]): string {
	const shown = values
		.slice(0, 3)
		.map((value) => `“${value}”`)
		.join(', ');
	return values.length > 3 ? `${shown} and ${count(values.length - 3)} more` : shown;
}
