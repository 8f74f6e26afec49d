import type {CourseRow} from '../../sync/course-filter.ts';
import type {Column} from '../components/table/columns.ts';
import {width} from '../text.ts';
import {stepWords} from './messages.ts';

const words = stepWords.courses;

const sorts = [
	{id: 'name', label: words.sorts.name, key: (row: CourseRow) => row.name},
	{id: 'code', label: words.sorts.code, key: (row: CourseRow) => row.code},
];
const filters = [
	{id: 'active', label: words.filters.active, test: (row: CourseRow) => row.active},
	{id: 'inactive', label: words.filters.inactive, test: (row: CourseRow) => !row.active},
];
/** Sorts and filters of courses, once it is known of any how many members it has. */
export const knowingMembers = {
	sorts: [...sorts, {id: 'people', label: words.sorts.people, key: (row: CourseRow) => -(row.people ?? -1)}],
	filters: [...filters, {id: 'people', label: words.filters.people, test: (row: CourseRow) => (row.people ?? 0) > 0}],
};
export const asListed = {sorts, filters};

const cells = {name: {min: 16, max: 80}, code: {min: 6, max: 18}} as const;

/**
 * The columns, measured on the rows: codes and members take what they need, names what is left. The members are left out
 * until they are known of some course; a column of blanks would say that nobody takes courses.
 */
export function columnsFor(rows: readonly CourseRow[], knowsMembers: boolean): readonly Column<CourseRow>[] {
	const nameOf = distinctName(rows);
	const widest = (value: (row: CourseRow) => string, {min, max}: {min: number; max: number}) =>
		Math.min(
			max,
			rows.reduce((most, row) => Math.max(most, width(value(row))), min),
		);
	const code = widest((row) => row.code, cells.code);
	return [
		{
			id: 'name',
			title: words.columns.name,
			value: nameOf,
			min: cells.name.min,
			max: widest(nameOf, cells.name),
			priority: 1,
		},
		{
			id: 'code',
			title: words.columns.code,
			value: (row) => row.code,
			min: Math.min(code, 12),
			max: code,
			priority: 2,
			cut: 'middle',
		},
		{id: 'state', title: words.columns.state, value: stateOf, min: 8, priority: 3},
		...(knowsMembers ? [membersColumn] : []),
	];
}

const membersColumn: Column<CourseRow> = {
	id: 'people',
	title: words.columns.people,
	value: (row) => (row.people === undefined ? '' : String(row.people)),
	min: 7,
	priority: 4,
	align: 'right',
};

export function stateOf({active}: CourseRow): string {
	return active ? words.active : words.inactive;
}

/** Rows that would look alike show the number that people see in the web address. */
function distinctName(rows: readonly CourseRow[]): (row: CourseRow) => string {
	const looks = ({name, code}: CourseRow) => `${name}\n${code}`;
	const seen = new Set<string>();
	const shared = new Set<string>();
	for (const row of rows) {
		const key = looks(row);
		if (seen.has(key)) shared.add(key);
		seen.add(key);
	}
	return (row) => (shared.has(looks(row)) ? words.distinct(row.name, row.number || row.id) : row.name);
}
