import {count, plural} from '../../text/amounts.ts';
import {about} from './about.ts';

/** The page that asks which courses are read. */
export const coursesWords = {
	title: 'Which courses shall ConductorOne see?',
	all: 'All courses, also future ones',
	some: 'Only courses that I choose',
	someHint: (selected: number) => (selected === 0 ? 'search, tick, paste a list' : `${count(selected)} chosen`),
	allHint: (total: number) => `${count(total)} now`,
	listing: (rows: number) =>
		rows === 0 ? 'Reading the list of courses' : `Reading the list: ${plural(rows, 'course')} so far`,
	listed: (rows: number, inactive: number) =>
		`${plural(rows, 'course')} in Litmos${inactive > 0 ? `, ${count(inactive)} of them switched off` : ''}.`,
	none: 'This Litmos has no courses. Accounts and teams can still be read.',
	accountsNote: 'Accounts and teams are always read, all of them.',
	cost: (selected: number, total: number, requests: number, seconds: number) =>
		`${count(selected)} of ${plural(total, 'course')} · about ${plural(requests, 'request')} · ${about(seconds)}`,
	costUnknown: (selected: number) => `${plural(selected, 'course')} chosen · cost known when the list is complete`,
	listTitle: 'Tick courses, or paste ids, numbers or codes.',
	/** With what cannot be told yet; the longest that fits is shown. */
	listTitleUnread: [
		'Tick courses, or paste ids, numbers or codes. People show after the first read.',
		'Tick courses, or paste. People show after the first read.',
	],
	columns: {name: 'Name', code: 'Code', number: 'Number', state: 'State', people: 'People', id: 'Id'},
	active: 'active',
	inactive: 'off',
	sorts: {name: 'name', code: 'code', number: 'number', people: 'most people'},
	filters: {active: 'active', inactive: 'switched off', people: 'with people'},
	pasted: (found: number) => `${plural(found, 'course')} ticked from what you pasted.`,
	waiting: (wanted: number) => `${plural(wanted, 'pasted value')} will be looked up when the list is complete.`,
	unknown: (values: readonly string[]) => `No course has the id, number or code ${quoted(values)}.`,
	ambiguous: (values: readonly string[]) => `More than one course has the code ${quoted(values)}; tick it by hand.`,
	retry: 'Read the list again',
	retryHint: 'asks Litmos once more',
} as const;

function quoted(values: readonly string[]): string {
	const shown = values
		.slice(0, 3)
		.map((value) => `“${value}”`)
		.join(', ');
	return values.length > 3 ? `${shown} and ${count(values.length - 3)} more` : shown;
}
