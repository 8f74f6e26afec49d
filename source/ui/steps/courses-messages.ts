import {count, plural} from '../../text/amounts.ts';
import {about} from './about.ts';

/** The page that asks which courses are read. */
export const coursesWords = {
	title: 'Which courses do you want to sync?',
	all: 'All courses, including ones added later',
	some: 'Only the courses I select',
	someHint: (selected: number) => (selected === 0 ? 'search, select, or paste a list' : `${count(selected)} selected`),
	allHint: (total: number) => `${count(total)} now`,
	listing: (rows: number) =>
		rows === 0 ? 'Reading the course list' : `Reading the course list: ${plural(rows, 'course')} so far`,
	listed: (rows: number, inactive: number) =>
		`${plural(rows, 'course')} in Litmos${inactive > 0 ? ` (${count(inactive)} inactive)` : ''}.`,
	none: 'This Litmos account has no courses. You can still sync accounts and teams.',
	accountsNote: 'Accounts and teams are included either way.',
	cost: (selected: number, total: number, requests: number, seconds: number) =>
		`${count(selected)} of ${plural(total, 'course')} · about ${plural(requests, 'request')} · ${about(seconds)}`,
	costUnknown: (selected: number) => `${plural(selected, 'course')} selected · estimate once the list is complete`,
	listTitle: 'Select courses, or paste IDs, numbers or codes.',
	/** With what cannot be told yet; the longest that fits is shown. */
	listTitleUnread: [
		'Select courses or paste IDs, numbers or codes. Members show after the first read.',
		'Select courses or paste. Members show after the first read.',
	],
	columns: {name: 'Name', code: 'Code', number: 'Number', state: 'Status', people: 'Members', id: 'ID'},
	active: 'active',
	inactive: 'inactive',
	sorts: {name: 'name', code: 'code', number: 'number', people: 'most members'},
	filters: {active: 'active', inactive: 'inactive', people: 'with members'},
	pasted: (found: number) => `${plural(found, 'course')} selected from what you pasted.`,
	waiting: (wanted: number) => `${plural(wanted, 'pasted value')} will be looked up once the list is complete.`,
	unknown: (values: readonly string[]) => `No course found with this ID, number or code: ${quoted(values)}.`,
	ambiguous: (values: readonly string[]) =>
		`Several courses share a code: ${quoted(values)}. Select the right one in the list.`,
	retry: 'Read the list again',
	retryHint: 'asks Litmos again',
} as const;

function quoted(values: readonly string[]): string {
	const shown = values
		.slice(0, 3)
		.map((value) => `“${value}”`)
		.join(', ');
	return values.length > 3 ? `${shown} and ${count(values.length - 3)} more` : shown;
}
