import {type RefObject, useMemo, useState} from 'react';
import type {CourseRow} from '../../sync/course-filter.ts';
import {SearchList} from '../components/search-list/search-list.tsx';
import type {SearchListStart} from '../components/search-list/search-list-state.ts';
import {asListed, CourseColumns, knowingMembers} from './course-columns.ts';
import {CourseDetails} from './course-details.tsx';
import {useWizard} from './wizard-context.tsx';

const idOf = (row: CourseRow) => row.id;
const searchTextOf = (row: CourseRow) => [row.name, row.code, row.number, row.id].join('\n');
const details = (row: CourseRow, cells: number) => <CourseDetails course={row} cells={cells} />;

interface CourseListProps {
	/** Search, sort and filter; kept while another page is shown. */
	view: RefObject<SearchListStart>;
	isActive: boolean;
	onAccept: () => void;
	acceptLabel: string | undefined;
	onPaste: (wanted: string[]) => void;
	/** A row was selected or not any more by hand. */
	onChoose: (ids: ReadonlySet<string>) => void;
}

/** The courses, live while pages arrive: search, select, sort, filter, paste a list; each in full on → or beside. */
export function CourseList({view, isActive, onAccept, acceptLabel, onPaste, onChoose}: CourseListProps) {
	const {state} = useWizard();
	const {rows, listing} = state.courses;
	const {mode, ids} = state.answers.courses;
	const [known, setKnown] = useState({ids, version: 0});
	// A selection that came from elsewhere (a paste, the end of the listing): the list starts over with it.
	if (known.ids !== ids) setKnown({ids, version: known.version + (isEqual(known.ids, ids) ? 0 : 1)});
	const knowsMembers = useMemo(() => rows.some(({people}) => people !== undefined), [rows]);
	const [measured] = useState(() => new CourseColumns());
	const columns = useMemo(() => measured.of(rows, knowsMembers), [measured, rows, knowsMembers]);
	return (
		<SearchList
			// The list reads its sorts and filters once.
			key={`${known.version} ${knowsMembers}`}
			rows={rows}
			idOf={idOf}
			searchTextOf={searchTextOf}
			columns={columns}
			{...(knowsMembers ? knowingMembers : asListed)}
			defaultSelection={ids}
			start={view.current}
			isLoading={listing.status === 'running'}
			isActive={isActive}
			isDimmed={mode === 'all'}
			details={details}
			onView={(now) => {
				view.current = now;
			}}
			onSelection={(selection) => {
				const chosen = selection.toSet();
				setKnown((now) => ({...now, ids: chosen}));
				onChoose(chosen);
			}}
			onAccept={onAccept}
			acceptLabel={acceptLabel}
			onPaste={(text) =>
				onPaste(
					text
						.split(/[\r\n,;\t]+/)
						.map((value) => value.trim())
						.filter(Boolean),
				)
			}
		/>
	);
}

function isEqual(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
	return a.size === b.size && [...a].every((id) => b.has(id));
}
