import type {
	AccountLine,
	ChangeLine,
	CourseLine,
	GrantLine,
	Query,
	Slice,
	Tab,
	TeamLine,
} from '../../c1z/explorer-answers.ts';
import type {ExplorerClient} from '../../c1z/explorer-client.ts';
import type {Warning} from '../../c1z/model.ts';
import {count} from '../../text/amounts.ts';
import {bar} from '../components/chart/chart-state.ts';
import type {Column} from '../components/table/columns.ts';
import type {Symbols} from '../theme.ts';
import {type Level, level, type Subject} from './explorer-state.ts';
import {explorerWords as words} from './messages.ts';

interface CallOptions {
	signal?: AbortSignal;
}

/** How one kind of list is read, shown and opened. Rows are whatever `read` gives; only the list itself knows their type. */
export interface List {
	columns: (symbols: Symbols, level: Level) => readonly Column<unknown>[];
	read: (client: ExplorerClient, query: Query, options: CallOptions) => Promise<Slice<unknown>>;
	/** Rows have something inside, or some of them have. */
	opens: boolean;
	/** What Enter leads to; null where there is nothing inside. */
	open: (row: unknown, level: Level) => Level | null;
	/** What tells a row from all others. */
	key: (row: unknown) => string;
	/** The row's text in full, shown below the list: what a column had to cut. Empty where the columns say it all. */
	whole: (row: unknown) => string;
	/** The columns cut what is worth reading in full. */
	cutsText: boolean;
	canSort: boolean;
	filters: (level: Level) => readonly string[];
}

interface TypedList<Row> {
	columns: (symbols: Symbols, level: Level) => readonly Column<Row>[];
	read: (client: ExplorerClient, query: Query, options: CallOptions) => Promise<Slice<Row>>;
	open?: (row: Row, level: Level) => Level | null;
	key: (row: Row) => string;
	whole?: (row: Row) => string;
	canSort?: boolean;
	filters?: (level: Level) => readonly string[];
}

function list<Row>(typed: TypedList<Row>): List {
	const plain = {open: () => null, whole: () => '', canSort: false, filters: () => []};
	return {...plain, opens: typed.open !== undefined, cutsText: typed.whole !== undefined, ...typed} as unknown as List;
}

const title = words.columns;
const name = <Row extends {name: string}>(): Column<Row> => ({
	id: 'name',
	title: title.name,
	value: (row) => row.name,
	min: 22,
	max: 40,
	priority: 1,
});
const number = <Row>(id: string, heading: string, value: (row: Row) => number, priority: number): Column<Row> => ({
	id,
	title: heading,
	value: (row) => count(value(row)),
	min: Math.max(7, heading.length),
	priority,
	align: 'right',
});
const state = <Row extends {active: boolean}>(priority: number): Column<Row> => ({
	id: 'state',
	title: title.state,
	value: (row) => words.state(row.active),
	min: 8,
	priority,
});

const openOf = (kind: Subject['kind'], id: string, label: string): Level =>
	level('grants', {kind, id, name: label || id});

export const lists: Record<Tab, List> = {
	accounts: list<AccountLine>({
		columns: () => [
			name(),
			{id: 'email', title: title.email, value: (row) => row.email, min: 16, max: 40, priority: 4},
			{id: 'level', title: title.level, value: (row) => row.level.replaceAll('_', ' '), min: 13, priority: 5},
			state(3),
			number('grants', title.grants, (row) => row.grants, 2),
			{id: 'login', title: title.login, value: (row) => row.login, min: 20, max: 40, priority: 6},
		],
		read: (client, query, options) => client.accounts(query, options),
		key: (row) => row.id,
		open: (row) => openOf('account', row.id, row.name),
		canSort: true,
	}),
	teams: list<TeamLine>({
		columns: () => [name(), number('members', title.members, (row) => row.members, 2)],
		read: (client, query, options) => client.teams(query, options),
		key: (row) => row.id,
		open: (row) => openOf('team', row.id, row.name),
		canSort: true,
	}),
	courses: list<CourseLine>({
		columns: (symbols) => [
			name(),
			{id: 'code', title: title.code, value: (row) => row.code, min: 8, max: 16, priority: 5, cut: 'middle'},
			{
				id: 'number',
				title: title.number,
				value: (row) => row.number,
				min: 10,
				priority: 6,
				align: 'right',
				cut: 'middle',
			},
			state(4),
			number('people', title.people, (row) => row.assigned, 2),
			{
				id: 'finished',
				title: title.finished,
				value: (row) => completion(row, symbols),
				min: 15,
				priority: 3,
			},
		],
		read: (client, query, options) => client.courses(query, options),
		key: (row) => row.id,
		open: (row) => openOf('course', row.id, row.name),
		canSort: true,
	}),
	grants: list<GrantLine>({
		columns: (_symbols, {of}) => [
			...(of?.kind === 'account' ? [] : [accountColumn, loginColumn]),
			...(of === null || of.kind === 'account' ? [ofColumn, kindColumn] : []),
			howColumn,
		],
		read: (client, query, options) => client.grants(query, options),
		key: (row) => [row.type, row.resourceId, row.slug, row.principalId].join('\n'),
		// The other side of the grant: from a course to a person, from a person to a course.
		open: (row, {of}) => {
			if (of?.kind !== 'account') return openOf('account', row.principalId, row.principalName);
			return row.type === 'team' || row.type === 'course' ? openOf(row.type, row.resourceId, row.resourceName) : null;
		},
		filters: ({of}) => (of?.kind === 'team' ? [] : ['assigned', 'completed', 'in_progress']),
	}),
	changes: list<ChangeLine>({
		columns: () => [
			{id: 'change', title: title.change, value: (row) => words.changes[row.change], min: 9, priority: 1},
			{id: 'what', title: title.kind, value: (row) => words.kinds[row.what] ?? row.what, min: 8, priority: 3},
			{id: 'name', title: title.name, value: (row) => row.name || row.id, min: 20, max: 60, priority: 2},
			{id: 'detail', title: title.detail, value: (row) => row.detail, min: 16, max: 50, priority: 4},
		],
		read: (client, query, options) => client.changes(query, options),
		key: (row) => [row.change, row.what, row.id].join('\n'),
		whole: (row) => [row.name || row.id, row.detail].filter(Boolean).join(': '),
		filters: () => ['added', 'removed', 'changed'],
	}),
	warnings: list<Warning>({
		columns: () => [
			{id: 'kind', title: title.kind, value: (row) => words.warnings[row.kind] ?? row.kind, min: 18, priority: 2},
			{id: 'about', title: title.about, value: (row) => row.subject, min: 12, max: 24, priority: 3},
			{id: 'detail', title: title.detail, value: (row) => row.detail, min: 24, max: 120, priority: 1},
		],
		read: (client, query, options) => client.warnings(query, options),
		key: (row) => [row.kind, row.subject, row.detail].join('\n'),
		whole: (row) => `${row.subject}: ${row.detail}`,
		open: ({kind, subject}) => (aboutAccounts.includes(kind) ? openOf('account', subject, subject) : null),
	}),
};

/** Warnings whose subject is the id of an account, listed or not. */
const aboutAccounts: readonly Warning['kind'][] = [
	'account-without-email',
	'invalid-email',
	'unknown-principal',
	'inactive-principal',
];

const accountColumn: Column<GrantLine> = {
	id: 'account',
	title: title.account,
	value: (row) => row.principalName || row.principalId,
	min: 18,
	max: 40,
	priority: 1,
};
/** Two people may have one name. */
const loginColumn: Column<GrantLine> = {
	id: 'login',
	title: title.login,
	value: (row) => row.principalLogin,
	min: 18,
	max: 32,
	priority: 5,
};
const ofColumn: Column<GrantLine> = {
	id: 'of',
	title: title.of,
	value: (row) => row.resourceName || row.resourceId,
	min: 16,
	max: 44,
	priority: 2,
};
const kindColumn: Column<GrantLine> = {
	id: 'kind',
	title: title.kind,
	value: (row) => words.kinds[row.type] ?? row.type,
	min: 8,
	priority: 4,
};
const howColumn: Column<GrantLine> = {
	id: 'how',
	title: title.how,
	value: (row) => words.slugs[row.slug] ?? row.slug,
	min: 11,
	priority: 3,
};

/** How much of a course is done, as a bar and in percent; empty when nobody has it. */
export function completion(
	{assigned, completed}: Pick<CourseLine, 'assigned' | 'completed'>,
	symbols: Symbols,
): string {
	if (assigned === 0) return '';
	const share = completed / assigned;
	const picture = bar(share, 8, symbols);
	return `${picture.filled}${picture.rest} ${words.percent(share).padStart(5)}`;
}

/** The question a level asks; offset and limit come from the table. */
export function queryOf({of, sort, filter}: Level, search: string, offset: number, limit: number): Query {
	return {
		offset,
		limit,
		sort,
		...(search === '' ? {} : {search}),
		...(filter === '' ? {} : {slug: filter}),
		...(of === null ? {} : {[of.kind]: of.id}),
	};
}
