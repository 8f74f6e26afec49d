import type {Query, Slice} from '../../c1z/explorer-answers.ts';
import type {ExplorerClient} from '../../c1z/explorer-client.ts';
import type {Item} from '../../c1z/explorer-items.ts';
import type {CourseLine} from '../../c1z/resource-lines.ts';
import {count} from '../../text/amounts.ts';
import {bar} from '../components/chart/chart-state.ts';
import type {Column} from '../components/table/columns.ts';
import type {Symbols} from '../theme.ts';
import type {Level, Subject} from './explorer-state.ts';
import {explorerMessages} from './messages.ts';

export interface CallOptions {
	signal?: AbortSignal;
}

export interface Look {
	symbols: Symbols;
	of: Subject | null;
	/** There is space for what only looks like noise, such as ids. */
	isWide: boolean;
}

interface TypedList<Row> {
	columns: (look: Look) => readonly Column<Row>[];
	/** `of`: what the list belongs to. */
	read: (client: ExplorerClient, query: Query, options: CallOptions, of: Subject | null) => Promise<Slice<Row>>;
	/** What the row stands for; null where it has no details. */
	item: (row: Row) => Item | null;
	name: (row: Row) => string;
	/** What the row says of it in words, where the file has no more: of grants, changes and findings. */
	lines?: (row: Row) => readonly string[];
	/** What tells a row from all others. */
	key: (row: Row) => string;
	/** What tells rows of one name apart. */
	apart?: (row: Row) => string;
	canSort?: boolean;
	filters?: readonly string[];
}

/** How one kind of list is read, shown and opened. Rows are whatever `read` gives; only the list itself knows their type. */
export type List = Required<Omit<TypedList<unknown>, 'apart'>> & Pick<TypedList<unknown>, 'apart'>;

export function list<Row>(typed: TypedList<Row>): List {
	return {lines: () => [], canSort: false, filters: [], ...typed} as unknown as List;
}

/** A list of what is found by its ID, with a name and a count to sort by. */
export function resources<Row extends {id: string; name: string}>(typed: Omit<TypedList<Row>, 'key' | 'name'>): List {
	return list<Row>({key: ({id}) => id, name: ({id, name}) => name || id, canSort: true, ...typed});
}

const title = explorerMessages.columns;

export const nameColumn = <Row extends {name: string; id: string}>(): Column<Row> => ({
	id: 'name',
	title: title.name,
	value: (row) => row.name || row.id,
	min: 30,
	max: 80,
	priority: 1,
});

export const numberColumn = <Row>(
	id: string,
	heading: string,
	value: (row: Row) => number,
	priority: number,
): Column<Row> => ({
	id,
	title: heading,
	value: (row) => count(value(row)),
	min: Math.max(5, heading.length),
	max: 16,
	priority,
	align: 'right',
});

export const textColumn = <Row>(
	id: string,
	heading: string,
	value: (row: Row) => string,
	priority: number,
	more: Partial<Column<Row>> = {},
): Column<Row> => ({id, title: heading, value, min: Math.max(8, heading.length), max: 60, priority, ...more});

/** Said only where it matters: most are active. */
export const stateColumn = <Row extends {active: boolean}>(priority: number): Column<Row> =>
	textColumn('state', title.state, (row) => explorerMessages.state(row.active), priority);

export const idColumn = <Row extends {id: string}>({isWide}: Look): Column<Row>[] =>
	isWide ? [textColumn('id', title.id, (row) => row.id, 9, {cut: 'middle', max: 40})] : [];

type Studied = Pick<CourseLine, 'assigned' | 'completed' | 'inProgress'>;

/** Who has it, who is at it, and how much of it is done. */
export const studyColumns = <Row extends Studied>({symbols}: Look): Column<Row>[] => [
	numberColumn('people', title.people, (row) => row.assigned, 2),
	numberColumn('inProgress', title.inProgress, (row) => row.inProgress, 5),
	textColumn('finished', title.finished, (row) => completion(row, symbols), 3, {min: 14}),
];

/** How much of a course is done, as a bar and in percent; empty when nobody has it. */
export function completion({assigned, completed}: Omit<Studied, 'inProgress'>, symbols: Symbols): string {
	if (assigned === 0) return '';
	const share = completed / assigned;
	const picture = bar(share, 8, symbols);
	return `${picture.filled}${picture.rest} ${explorerMessages.percent(share).padStart(4)}`;
}

/** The question a level asks; offset and limit come from the table. */
export function queryOf({sort, filter}: Pick<Level, 'sort' | 'filter'>, search: string, offset: number, limit: number) {
	return {
		offset,
		limit,
		sort,
		...(search === '' ? {} : {search}),
		...(filter === '' ? {} : {slug: filter}),
	} satisfies Query;
}
