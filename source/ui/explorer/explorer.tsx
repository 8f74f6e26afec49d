import {Box} from 'ink';
import {type ReactNode, useCallback, useEffect, useMemo} from 'react';
import type {ExplorerClient} from '../../c1z/explorer-client.ts';
import {printable} from '../../text/printable.ts';
import {Breadcrumbs} from '../components/breadcrumbs/breadcrumbs.tsx';
import {ProblemView} from '../components/message/message.tsx';
import {useHasPane} from '../components/panes/panes.tsx';
import {VirtualTable} from '../components/table/virtual-table.tsx';
import {Tabs} from '../components/tabs/tabs.tsx';
import {Text} from '../components/text/text.tsx';
import {useModel} from '../hooks/use-model.ts';
import {Area, useSize, useTheme, useWindow} from '../provider.tsx';
import {NoChangesYet, useComparison} from './changes.tsx';
import {Charts} from './charts.tsx';
import {DetailsPane, FactLines, factRows, useKnownDetails, useWanted} from './details-pane.tsx';
import {DetailsReader} from './details-reader.ts';
import {ExplorerKeys} from './explorer-keys.tsx';
import {
	beginExploring,
	currentLevel,
	type Level,
	level,
	type RootList,
	reduceExplorer,
	type Subject,
} from './explorer-state.ts';
import type {List} from './lists.ts';
import {explorerMessages} from './messages.ts';
import {listOf} from './root-lists.ts';
import {SavePanel} from './save-panel.tsx';
import {emptyText, hasChanges, labelOfList, tabsOf} from './tabs-of.ts';
import {useFetch} from './use-fetch.ts';
import {useOverview} from './use-overview.ts';

export interface ExplorerProps {
	client: ExplorerClient;
	/** Grows while a sync is still writing: what is shown is read again, the cursor stays on its row. */
	version?: number;
	/** A sync is still writing: empty lists say that more may come. */
	isReading?: boolean;
	/** The sync stopped before its end: an empty list says nothing about Litmos. */
	isStopped?: boolean;
	/** The file of the last push, once the sync is complete; the changes tab compares with it. */
	earlier?: string | undefined;
	/** What to say where there is nothing to compare with. Default: that there is no earlier push. */
	compareHint?: string;
	/** Esc on the outermost list. */
	onBack?: () => void;
	/** Enter, where it leads on; missing: it opens the row. */
	onAccept?: () => void;
	acceptLabel?: string;
	/** Between the tabs and the list, so many rows. */
	notice?: {rows: number; node: ReactNode} | undefined;
	/** Where lists are saved. Default: the current folder. */
	folder?: string;
	tab?: RootList;
}

/** From here on there is space for opaque ids. */
const widest = 140;

/** Everything that would be sent, to be searched and opened: account → course → its accounts → account … */
export function Explorer(props: ExplorerProps) {
	const {
		client,
		version = 0,
		isReading = false,
		isStopped = false,
		earlier,
		compareHint = explorerMessages.nothingToCompare,
		notice,
	} = props;
	const model = useModel(reduceExplorer, () => beginExploring(props.tab));
	const {state, send} = model;
	const {overview, problem, again} = useOverview(client, version);
	const comparing = useComparison(client, earlier);
	const theme = useTheme();
	const size = useSize();
	const window = useWindow();
	const reader = useMemo(() => new DetailsReader(client), [client]);
	const shown = currentLevel(state);
	const list = listOf(shown);
	const {fetch, answer} = useFetch(client, shown);
	const isComparing = shown.list === 'changes' && (typeof comparing === 'string' || !('added' in comparing));
	const isWide = useHasPane();
	const {of} = shown;
	const factsOfOpen = useKnownDetails(reader, of?.item ?? null);
	// In a wide window the pane asks for it as well.
	useWanted(reader, isWide || of === null ? [] : [of.item], [], version);

	const [tab, depth] = [state.tab, state.opened.length];
	const areChanged = hasChanges(comparing);
	useEffect(() => {
		if (areChanged) send({type: 'suggest', tab: 'changes'});
	}, [areChanged, send]);
	const columns = useMemo(
		() => list.columns({symbols: theme.symbols, of, isWide: window.columns >= widest}),
		[list, theme.symbols, of, window.columns],
	);
	const search = useCallback((text: string) => send({type: 'search', text, tab, depth}), [send, tab, depth]);
	const touch = useCallback(() => void send({type: 'touch'}), [send]);
	const place = placeOf(shown, depth);
	const isList = state.panel === 'none' && !isComparing;
	const note = isList ? noteOf(shown, answer.isPartial) : '';
	const space = size.rows - 2 - (notice?.rows ?? 0) - (depth > 0 ? 1 : 0) - (note === '' ? 0 : 1);
	const factsShown = of && state.panel === 'none' ? Math.min(factRows(factsOfOpen, of), Math.max(1, space - 6)) : 0;
	const paneColumns = Math.max(36, Math.min(64, Math.floor(size.columns * 0.36)));
	const isBroken = problem !== undefined && overview === undefined;
	const keysOfExplorer = (
		<ExplorerKeys
			model={model}
			hasRows={answer.total > 0 && !isComparing && !isBroken}
			onBack={props.onBack}
			onRetry={isBroken ? again : undefined}
		/>
	);
	// Later looks may fail where the first did not: what is known stays, and the list says what is wrong.
	if (isBroken) {
		return (
			<>
				{keysOfExplorer}
				<ProblemView problem={problem} />
			</>
		);
	}
	return (
		<Box flexDirection="column">
			{keysOfExplorer}
			<Tabs
				tabs={tabsOf(overview, comparing, state.tab)}
				current={state.tab}
				onChange={(next) => send({type: 'tab', tab: next})}
				isActive={state.panel !== 'save'}
			/>
			{notice?.node}
			{depth > 0 && (
				<Breadcrumbs crumbs={[labelOfList(state.tab), ...state.opened.map(({of}) => printable(of?.name ?? ''))]} />
			)}
			{of && state.panel === 'none' && <FactLines details={factsOfOpen} subject={of} rows={factsShown} />}
			{note !== '' && <Text wrap="truncate">{theme.paint('text.secondary', note)}</Text>}
			<Area rows={space - factsShown}>
				{state.panel === 'charts' && overview !== undefined ? (
					<Charts client={client} overview={overview} version={version} />
				) : state.panel === 'save' ? (
					<SavePanel
						client={client}
						level={shown}
						rows={answer.total}
						folder={props.folder ?? process.cwd()}
						onClose={() => send({type: 'back'})}
					/>
				) : isComparing ? (
					<NoChangesYet
						comparing={comparing}
						isReading={isReading}
						hint={compareHint}
						onAccept={props.onAccept}
						acceptLabel={props.acceptLabel}
					/>
				) : (
					<VirtualTable
						key={place}
						columns={columns}
						fetch={fetch}
						keyOf={list.key}
						{...(list.apart && {apart: list.apart})}
						dataKey={`${place} ${shown.sort} ${shown.filter}`}
						version={version}
						defaultQuery={shown.search}
						onQuery={search}
						emptyText={emptyText(shown, isReading, isStopped)}
						onMove={touch}
						onOpen={(row) => {
							const subject = subjectOf(list, row);
							if (subject) send({type: 'open', level: level('related', subject)});
						}}
						canOpen={(row) => list.item(row) !== null}
						onAccept={props.onAccept}
						acceptLabel={props.acceptLabel}
						onClose={depth > 0 ? () => send({type: 'back'}) : undefined}
						aside={
							isWide
								? {
										columns: paneColumns,
										render: ({row, near, rows}) => (
											<DetailsPane
												reader={reader}
												subject={row === undefined ? null : subjectOf(list, row)}
												near={near.map((each) => list.item(each)).filter((item) => item !== null)}
												beside={of?.item ?? null}
												version={version}
												columns={paneColumns}
												rows={rows}
											/>
										),
									}
								: undefined
						}
					/>
				)}
			</Area>
		</Box>
	);
}

function subjectOf(list: List, row: unknown): Subject | null {
	const item = list.item(row);
	return item && {item, name: list.name(row), lines: list.lines(row)};
}

/** Another place is another table, with its own cursor. */
const placeOf = ({list, of}: Level, depth: number) => `${depth} ${list} ${of === null ? '' : JSON.stringify(of.item)}`;

function noteOf({list, sort, filter}: Level, isPartial: boolean): string {
	const parts: string[] = [];
	if (filter !== '') {
		const name =
			list === 'changes'
				? explorerMessages.changes[filter as keyof typeof explorerMessages.changes]
				: explorerMessages.slugs[filter];
		parts.push(`Showing: ${name ?? filter}`);
	}
	if (sort === 'count') parts.push('Sorted by count, highest first');
	if (isPartial) parts.push('Not everything is listed. Type more to narrow the search.');
	return parts.join(' · ');
}
