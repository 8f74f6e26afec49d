import {Box} from 'ink';
import {useCallback, useMemo, useState} from 'react';
import type {Overview, Tab} from '../../c1z/explorer-answers.ts';
import type {ExplorerClient} from '../../c1z/explorer-client.ts';
import {printable} from '../../text/printable.ts';
import {Breadcrumbs} from '../components/breadcrumbs/breadcrumbs.tsx';
import {ProblemView} from '../components/message/message.tsx';
import type {FetchRows} from '../components/table/use-table-data.ts';
import {VirtualTable} from '../components/table/virtual-table.tsx';
import {Tabs} from '../components/tabs/tabs.tsx';
import {Text} from '../components/text/text.tsx';
import {useModel} from '../hooks/use-model.ts';
import {Area, useSize, useTheme} from '../provider.tsx';
import {wrap} from '../text.ts';
import {NoChangesYet, useComparison} from './changes.tsx';
import {Charts} from './charts.tsx';
import {ExplorerKeys} from './explorer-keys.tsx';
import {beginExploring, currentLevel, type Level, reduceExplorer, tabs} from './explorer-state.ts';
import {lists, queryOf} from './lists.ts';
import {explorerWords as words} from './messages.ts';
import {newestOnly} from './newest-only.ts';
import {SavePanel} from './save-panel.tsx';
import {SubjectLine} from './subject-line.tsx';
import {useOverview} from './use-overview.ts';

export interface ExplorerProps {
	client: ExplorerClient;
	/** Grows while a sync is still writing: what is shown is read again, the cursor stays on its row. */
	version?: number;
	/** A sync is still writing: empty lists say that more may come. */
	isReading?: boolean;
	/** The file of the last push, once the sync is complete; the changes tab compares with it. */
	earlier?: string | undefined;
	/** What to say where there is nothing to compare with. Default: that there is no earlier push. */
	compareHint?: string;
	/** Esc on the outermost list. */
	onBack?: () => void;
	/** Where lists are saved. Default: the current folder. */
	folder?: string;
	tab?: Tab;
}

/** Everything that would be sent, to be searched and opened: account → grants → course → people → account … */
export function Explorer(props: ExplorerProps) {
	const {client, version = 0, isReading = false, earlier, compareHint = words.nothingToCompare} = props;
	const model = useModel(reduceExplorer, () => beginExploring(props.tab));
	const {state, send} = model;
	const {overview, problem, again} = useOverview(client, version);
	const comparing = useComparison(client, earlier);
	const [answer, setAnswer] = useState({total: 0, isPartial: false});
	const [focus, setFocus] = useState<{list: Tab; row: unknown}>();
	const theme = useTheme();
	const {columns: cells} = useSize();
	const ask = useMemo(newestOnly, []);
	const shown = currentLevel(state);
	const list = lists[shown.list];
	const isComparing = shown.list === 'changes' && comparing !== 'ready';

	// Without the search text: that is the table's own, which asks again for each change of it.
	const {list: name, of, sort, filter} = shown;
	const fetch = useMemo<FetchRows<unknown>>(
		() =>
			async ({offset, limit, query, signal}) => {
				const asked: Level = {list: name, of, sort, filter, search: ''};
				const slice = await ask(() => lists[name].read(client, queryOf(asked, query, offset, limit), {signal}), signal);
				if (!signal.aborted) setAnswer({total: slice.total, isPartial: slice.partial === true});
				return {rows: slice.lines, total: slice.total};
			},
		[client, ask, name, of, sort, filter],
	);
	const columns = useMemo(() => lists[shown.list].columns(theme.symbols, shown), [shown, theme.symbols]);
	const place = placeOf(shown, state.opened.length);
	const note = state.panel === 'none' && !isComparing ? noteOf(shown, answer.isPartial) : '';
	const focusOn = useCallback((row: unknown) => setFocus({list: name, row}), [name]);
	const focused = focus?.list === name ? focus.row : undefined;
	const whole = focused === undefined ? '' : printable(list.whole(focused));
	const below = list.cutsText && state.panel === 'none' ? 2 : 0;
	const subject = state.panel === 'none' ? of : null;
	const around = 2 + (state.opened.length > 0 ? 1 : 0) + (subject ? 1 : 0) + (note === '' ? 0 : 1) + below;
	const [tab, depth] = [state.tab, state.opened.length];
	const search = useCallback((text: string) => send({type: 'search', text, tab, depth}), [send, tab, depth]);
	const open = (row: unknown) => {
		const next = list.open(row, shown);
		if (next) send({type: 'open', level: next});
	};
	// Later looks may fail where the first did not: what is known stays, and the list says what is wrong.
	const isBroken = problem !== undefined && overview === undefined;
	const keysOfExplorer = (
		<ExplorerKeys
			model={model}
			hasRows={answer.total > 0 && !isComparing && !isBroken}
			onBack={props.onBack}
			onRetry={isBroken ? again : undefined}
		/>
	);
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
				tabs={tabs.map((id) => ({
					id,
					label: words.tabs[id],
					...countOf(id, overview?.counts),
					...(id === 'warnings' && (overview?.counts.warnings ?? 0) > 0 ? {hasWarning: true} : {}),
				}))}
				current={state.tab}
				onChange={(next) => send({type: 'tab', tab: next})}
				isActive={state.panel !== 'save'}
			/>
			{state.opened.length > 0 && (
				<Breadcrumbs crumbs={[words.tabs[state.tab], ...state.opened.map(({of}) => printable(of?.name ?? ''))]} />
			)}
			{subject && <SubjectLine client={client} subject={subject} version={version} />}
			{note !== '' && <Text wrap="truncate">{theme.paint('text.secondary', note)}</Text>}
			<Area rows={-around}>
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
				) : shown.list === 'changes' && comparing !== 'ready' ? (
					<NoChangesYet comparing={comparing} isReading={isReading} hint={compareHint} />
				) : (
					<VirtualTable
						key={place}
						columns={columns}
						fetch={fetch}
						keyOf={list.key}
						dataKey={`${place} ${sort} ${filter}`}
						version={version}
						defaultQuery={shown.search}
						onQuery={search}
						emptyText={(isReading ? words.reading : words.empty)[name]}
						onFocus={focusOn}
						openLabel={words.keys.open}
						{...(list.opens ? {onOpen: open} : {})}
						canOpen={(row) => list.open(row, shown) !== null}
					/>
				)}
			</Area>
			{below > 0 && !isComparing && (
				<Box height={below}>
					<Text>{theme.paint('text.secondary', wrap(whole, cells).slice(0, below).join('\n'))}</Text>
				</Box>
			)}
		</Box>
	);
}

/** Another place is another table, with its own cursor. */
const placeOf = ({list, of}: Level, depth: number) => `${depth} ${list} ${of === null ? '' : `${of.kind} ${of.id}`}`;

function noteOf({list, sort, filter}: Level, isPartial: boolean): string {
	const parts: string[] = [];
	if (filter !== '') {
		const name = list === 'changes' ? words.changes[filter as keyof typeof words.changes] : words.slugs[filter];
		parts.push(words.showing(name ?? filter));
	}
	if (sort === 'count') parts.push(words.sortedByCount);
	if (isPartial) parts.push(words.partial);
	return parts.join(' · ');
}

function countOf(tab: Tab, counts: Overview['counts'] | undefined): {count?: number} {
	return counts === undefined || tab === 'changes' ? {} : {count: counts[tab]};
}
