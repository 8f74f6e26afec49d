import type {CourseRow} from '../../sync/course-filter.ts';
import type {Column} from '../components/table/columns.ts';
import {width} from '../text.ts';
import {coursesMessages as messages} from './courses-messages.ts';

const sorts = [
	{id: 'name', label: messages.sorts.name, key: (row: CourseRow) => row.name},
	{id: 'code', label: messages.sorts.code, key: (row: CourseRow) => row.code},
];
const filters = [
	{id: 'active', label: messages.filters.active, test: (row: CourseRow) => row.active},
	{id: 'inactive', label: messages.filters.inactive, test: (row: CourseRow) => !row.active},
];
/** Sorts and filters of courses, once it is known of any how many members it has. */
export const knowingMembers = {
	sorts: [...sorts, {id: 'people', label: messages.sorts.people, key: (row: CourseRow) => -(row.people ?? -1)}],
	filters: [
		...filters,
		{id: 'people', label: messages.filters.people, test: (row: CourseRow) => (row.people ?? 0) > 0},
	],
};
export const asListed = {sorts, filters};

const cells = {name: {min: 16, max: 80}, code: {min: 6, max: 18}} as const;

/**
 * The columns, measured on the rows: codes and members take what they need, names what is left. A list that grows page by
 * page is measured page by page: to measure 100,000 courses again with each page would stop the keys for half a second.
 */
export class CourseColumns {
	#rows: readonly CourseRow[] = [];
	/** By how it looks, the first row that looks so. */
	#first = new Map<string, CourseRow>();
	#shared = new Set<string>();
	#widest: {name: number; code: number} = {name: cells.name.min, code: cells.code.min};
	#made: {columns: readonly Column<CourseRow>[]; of: string} = {columns: [], of: ''};

	/**
	 * The members are left out until they are known of some course; a column of blanks would say that nobody takes courses.
	 * Gives the same array as before while nothing of it has changed.
	 */
	of(rows: readonly CourseRow[], knowsMembers: boolean): readonly Column<CourseRow>[] {
		if (!isContinued(this.#rows, rows)) this.#forget();
		for (let at = this.#rows.length; at < rows.length; at++) {
			const row = rows[at];
			if (row !== undefined) this.#add(row);
		}
		this.#rows = rows;
		const {name, code} = this.#widest;
		const of = [name, code, this.#shared.size, knowsMembers].join(' ');
		if (this.#made.of !== of) this.#made = {columns: columnsOf(this.#widest, this.#nameOf(), knowsMembers), of};
		return this.#made.columns;
	}

	#forget(): void {
		this.#first = new Map();
		this.#shared = new Set();
		this.#widest = {name: cells.name.min, code: cells.code.min};
		this.#rows = [];
		this.#made = {columns: [], of: ''};
	}

	#add(row: CourseRow): void {
		const looks = looksOf(row);
		const twin = this.#first.get(looks);
		if (twin === undefined) this.#first.set(looks, row);
		else {
			this.#shared.add(looks);
			this.#widen('name', distinct(twin));
		}
		this.#widen('name', twin === undefined ? row.name : distinct(row));
		this.#widen('code', row.code);
	}

	#widen(column: keyof typeof cells, text: string): void {
		const {max} = cells[column];
		if (this.#widest[column] < max) this.#widest[column] = Math.min(max, Math.max(this.#widest[column], width(text)));
	}

	/** Rows that would look alike show the number that people see in the web address. */
	#nameOf(): (row: CourseRow) => string {
		const shared = this.#shared;
		return (row) => (shared.has(looksOf(row)) ? distinct(row) : row.name);
	}
}

const looksOf = ({name, code}: CourseRow) => `${name}\n${code}`;
const distinct = (row: CourseRow) => messages.distinct(row.name, row.number || row.id);

/** Whether `now` begins with the rows of `before`. Rows are replaced as a whole or added at the end. */
function isContinued(before: readonly CourseRow[], now: readonly CourseRow[]): boolean {
	const last = before.length - 1;
	return now.length >= before.length && before[0] === now[0] && before[last] === now[last];
}

function columnsOf(
	{name, code}: {name: number; code: number},
	nameOf: (row: CourseRow) => string,
	knowsMembers: boolean,
): readonly Column<CourseRow>[] {
	return [
		{id: 'name', title: messages.columns.name, value: nameOf, min: cells.name.min, max: name, priority: 1},
		{
			id: 'code',
			title: messages.columns.code,
			value: (row) => row.code,
			min: Math.min(code, 12),
			max: code,
			priority: 2,
			cut: 'middle',
		},
		{id: 'state', title: messages.columns.state, value: stateOf, min: 8, priority: 3},
		...(knowsMembers ? [membersColumn] : []),
	];
}

const membersColumn: Column<CourseRow> = {
	id: 'people',
	title: messages.columns.people,
	value: (row) => (row.people === undefined ? '' : String(row.people)),
	min: 7,
	priority: 4,
	align: 'right',
};

export function stateOf({active}: CourseRow): string {
	return active ? messages.active : messages.inactive;
}
