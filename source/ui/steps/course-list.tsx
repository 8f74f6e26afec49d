import {Box} from 'ink';
import {type RefObject, useMemo, useState} from 'react';
import type {Problem} from '../../problem/problem.ts';
import type {CourseRow} from '../../sync/course-filter.ts';
import {SearchList} from '../components/search-list/search-list.tsx';
import type {SearchListStart} from '../components/search-list/search-list-state.ts';
import type {Column} from '../components/table/columns.ts';
import {useKeys} from '../hooks/use-keys.ts';
import {Area, useSize} from '../provider.tsx';
import {width} from '../text.ts';
import {CostLine} from './cost-line.tsx';
import {stepWords} from './messages.ts';
import {Hint, Note} from './notes.tsx';
import {useWhatElseKey} from './what-else-page.tsx';
import {useWizard} from './wizard-context.tsx';

const words = stepWords.courses;

export const courseColumns: readonly Column<CourseRow>[] = [
	{id: 'name', title: words.columns.name, value: (row) => row.name, min: 22, max: 60, priority: 1},
	{id: 'code', title: words.columns.code, value: (row) => row.code, min: 8, max: 16, priority: 2, cut: 'middle'},
	{
		id: 'number',
		title: words.columns.number,
		value: (row) => row.number,
		min: 10,
		priority: 4,
		align: 'right',
		cut: 'middle',
	},
	{
		id: 'state',
		title: words.columns.state,
		value: (row) => (row.active ? words.active : words.inactive),
		min: 8,
		priority: 3,
	},
	{id: 'id', title: words.columns.id, value: (row) => row.id, min: 17, max: 24, priority: 5, cut: 'middle'},
];
/** Only once it is known of any course; a column of blanks would say that nobody takes courses. */
const peopleColumn: Column<CourseRow> = {
	id: 'people',
	title: words.columns.people,
	value: (row) => (row.people === undefined ? '' : String(row.people)),
	min: 7,
	priority: 6,
	align: 'right',
};
const sorts = [
	{id: 'name', label: words.sorts.name, key: (row: CourseRow) => row.name},
	{id: 'code', label: words.sorts.code, key: (row: CourseRow) => row.code},
	{id: 'number', label: words.sorts.number, key: (row: CourseRow) => Number(row.number) || 0},
];
const filters = [
	{id: 'active', label: words.filters.active, test: (row: CourseRow) => row.active},
	{id: 'inactive', label: words.filters.inactive, test: (row: CourseRow) => !row.active},
];
/** From 80 columns on names give way a little, so that the people have room beside the id. */
export function columnsWithPeople(columnsOfScreen: number): readonly Column<CourseRow>[] {
	const shorter = columnsOfScreen < 80 ? {} : {min: 16};
	const before = courseColumns.slice(0, -1).map((column) => (column.id === 'name' ? {...column, ...shorter} : column));
	return [...before, peopleColumn, ...courseColumns.slice(-1)];
}
const knowingPeople = {
	sorts: [...sorts, {id: 'people', label: words.sorts.people, key: (row: CourseRow) => -(row.people ?? -1)}],
	filters: [...filters, {id: 'people', label: words.filters.people, test: (row: CourseRow) => (row.people ?? 0) > 0}],
};
const asListed = {sorts, filters};
const idOf = (row: CourseRow) => row.id;
const searchTextOf = (row: CourseRow) => [row.name, row.code, row.number, row.id].join('\n');

/** The courses, live while pages arrive: search, tick, sort, filter, paste a list. `view` outlives the page. */
export function CourseList({onBack, view}: {onBack: () => void; view: RefObject<SearchListStart>}) {
	const {state, send} = useWizard();
	const {courses, answers, problem} = state;
	const {columns: columnsOfScreen} = useSize();
	const [known, setKnown] = useState({ids: answers.courses.ids, version: 0});
	const [pasted, setPasted] = useState<number>();
	// Ticks that came from elsewhere (a paste, the end of the listing): the list starts anew with them.
	if (known.ids !== answers.courses.ids) {
		const isSame = isEqual(known.ids, answers.courses.ids);
		setKnown({ids: answers.courses.ids, version: known.version + (isSame ? 0 : 1)});
	}
	useKeys({level: 'screen', contexts: ['everywhere'], on: {back: onBack}});
	useWhatElseKey();
	const notes = [
		...(problem === null ? [] : [inOneLine(problem, columnsOfScreen - 2)]),
		...(courses.unknown.length > 0 ? [words.unknown(courses.unknown)] : []),
		...(courses.ambiguous.length > 0 ? [words.ambiguous(courses.ambiguous)] : []),
		...(courses.wanted.length > 0 ? [words.waiting(courses.wanted.length)] : []),
	];
	const isPasteSaid = pasted !== undefined && courses.wanted.length === 0;
	const above = 1 + notes.length + (isPasteSaid ? 1 : 0);
	const knowsPeople = useMemo(() => courses.rows.some(({people}) => people !== undefined), [courses.rows]);
	const columns = useMemo(
		() => (knowsPeople ? columnsWithPeople(columnsOfScreen) : courseColumns),
		[knowsPeople, columnsOfScreen],
	);
	const title =
		(!knowsPeople && courses.rows.length > 0 && words.listTitleUnread.find((each) => width(each) <= columnsOfScreen)) ||
		words.listTitle;
	const paste = (text: string) => {
		const wanted = text
			.split(/[\r\n,;\t]+/)
			.map((value) => value.trim())
			.filter(Boolean);
		const before = answers.courses.ids.size;
		send({type: 'courses/paste', wanted});
		setPasted(before);
	};
	return (
		<Box flexDirection="column">
			{answers.courses.ids.size === 0 && pasted === undefined ? <Hint>{title}</Hint> : <CostLine />}
			{answers.courses.ids.size === 0 && pasted !== undefined && <Hint>{title}</Hint>}
			{isPasteSaid && (
				<Note kind="success" isOneLine>
					{words.pasted(Math.max(0, answers.courses.ids.size - (pasted ?? 0)))}
				</Note>
			)}
			{notes.map((note) => (
				<Note key={note} kind="warning" isOneLine>
					{note}
				</Note>
			))}
			<Area rows={-above}>
				<SearchList
					// The list reads its sorts and filters once.
					key={`${known.version} ${knowsPeople}`}
					rows={courses.rows}
					idOf={idOf}
					searchTextOf={searchTextOf}
					columns={columns}
					{...(knowsPeople ? knowingPeople : asListed)}
					defaultSelection={answers.courses.ids}
					start={view.current}
					isLoading={courses.listing.status === 'running'}
					onView={(now) => {
						view.current = now;
					}}
					onSelection={(selection) => {
						const ids = selection.toSet();
						setKnown((now) => ({...now, ids}));
						setPasted(undefined);
						send({type: 'courses/choose', ids});
					}}
					onAccept={() => send({type: 'submit'})}
					onPaste={paste}
				/>
			</Area>
		</Box>
	);
}

/** What to do is said too where there is room; a note cut in the middle helps nobody. */
function inOneLine({what, next}: Problem, cells: number): string {
	const all = [what, ...next.slice(0, 1)].join(' ');
	return width(all) <= cells ? all : what;
}

function isEqual(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
	return a.size === b.size && [...a].every((id) => b.has(id));
}
