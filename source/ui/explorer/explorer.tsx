import {Box, Text} from 'ink';
import {useCallback, useEffect, useMemo, useRef, useState} from 'react';
import type {Overview, Tab} from '../../c1z/contract.ts';
import type {ExplorerClient} from '../../c1z/explorer-client.ts';
import {Problem} from '../../problem/problem.ts';
import {Breadcrumbs} from '../components/breadcrumbs/breadcrumbs.tsx';
import {ProblemView} from '../components/message/message.tsx';
import {Spinner} from '../components/spinner/spinner.tsx';
import {type FetchRows, VirtualTable} from '../components/table/virtual-table.tsx';
import {Tabs} from '../components/tabs/tabs.tsx';
import {useKeys} from '../hooks/use-keys.ts';
import {useModel} from '../hooks/use-model.ts';
import {Area, useTheme} from '../provider.tsx';
import {clean} from '../text.ts';
import {Charts} from './charts.tsx';
import {beginExploring, canGoBack, currentLevel, type Level, reduceExplorer, tabs} from './explorer-state.ts';
import {lists, queryOf} from './lists.ts';
import {SavePanel} from './save-panel.tsx';
import {explorerWords as words} from './words.ts';

export interface ExplorerProps {
	client: ExplorerClient;
	/** Grows while a sync is still writing: what is shown is read again, the cursor stays. */
	version?: number;
	/** The file of the last push, once the sync is complete; the changes tab compares with it. */
	earlier?: string | undefined;
	/** Esc on the outermost list. */
	onBack?: () => void;
	/** Where lists are saved. Default: the current folder. */
	folder?: string;
	tab?: Tab;
}

/** Everything that would be sent, to be searched and opened: account → grants → course → people → account … */
export function Explorer({client, version = 0, earlier, onBack, folder, tab}: ExplorerProps) {
	const {state, send, current} = useModel(reduceExplorer, () => beginExploring(tab));
	const overview = useOverview(client, version);
	const comparison = useComparison(client, earlier);
	const [total, setTotal] = useState(0);
	const [whole, setWhole] = useState('');
	const theme = useTheme();
	const shown = currentLevel(state);
	const list = lists[shown.list];
	const filters = list.filters(shown);

	useKeys({
		level: 'screen',
		contexts: ['everywhere', 'search'],
		on: {
			back: () => (canGoBack(current()) ? send({type: 'back'}) : onBack === undefined ? false : onBack()),
			...(state.panel === 'none' && list.canSort ? {sort: () => send({type: 'sort'})} : {}),
			...(state.panel === 'none' && filters.length > 0 ? {filter: () => send({type: 'filter', filters})} : {}),
			...(state.panel === 'save' ? {} : {details: () => send({type: 'panel', panel: 'charts'})}),
			...(state.panel === 'none' ? {export: () => send({type: 'panel', panel: 'save'})} : {}),
		},
		hints: ['back', 'sort', 'filter', 'details', 'export'],
		labels: words.keys,
	});

	// Without the search text: that is the table's own, which asks again for each change of it.
	const {list: name, of, sort, filter} = shown;
	const fetch = useMemo<FetchRows<unknown>>(
		() =>
			async ({offset, limit, query, signal}) => {
				const asked: Level = {list: name, of, sort, filter, search: ''};
				const slice = await lists[name].read(client, queryOf(asked, query, offset, limit), {signal});
				setTotal(slice.total);
				return {rows: slice.lines, total: slice.total};
			},
		[client, name, of, sort, filter],
	);
	const columns = useMemo(() => lists[shown.list].columns(theme.symbols, shown), [shown, theme.symbols]);
	const place = placeOf(shown, state.opened.length);
	const note = noteOf(shown);
	const counts = overview instanceof Problem ? undefined : overview?.counts;
	const showWhole = useCallback((row: unknown) => setWhole(row === undefined ? '' : lists[name].whole(row)), [name]);
	const below = opens(shown) ? 0 : 2;
	const around = 2 + (state.opened.length > 0 ? 1 : 0) + (note === '' ? 0 : 1) + below;

	if (overview instanceof Problem) return <ProblemView problem={overview} />;
	return (
		<Box flexDirection="column">
			<Tabs
				tabs={tabs.map((id) => ({
					id,
					label: words.tabs[id],
					...countOf(id, counts),
					...(id === 'warnings' && (counts?.warnings ?? 0) > 0 ? {hasWarning: true} : {}),
				}))}
				current={state.tab}
				onChange={(next) => send({type: 'tab', tab: next})}
				isActive={state.panel !== 'save'}
			/>
			{state.opened.length > 0 && (
				<Breadcrumbs crumbs={[words.tabs[state.tab], ...state.opened.map(({of}) => of?.name ?? '')]} />
			)}
			{note !== '' && <Text wrap="truncate">{theme.paint('text.secondary', note)}</Text>}
			<Area rows={-around}>
				{state.panel === 'charts' && overview !== undefined ? (
					<Charts client={client} overview={overview} />
				) : state.panel === 'save' ? (
					<SavePanel
						client={client}
						level={shown}
						rows={total}
						folder={folder ?? process.cwd()}
						onClose={() => send({type: 'back'})}
					/>
				) : shown.list === 'changes' && comparison !== 'ready' ? (
					<Comparing comparison={comparison} />
				) : (
					<VirtualTable
						key={place}
						columns={columns}
						fetch={fetch}
						dataKey={`${place} ${shown.sort} ${shown.filter}`}
						version={version}
						defaultQuery={shown.search}
						onQuery={(text) => send({type: 'search', text})}
						emptyText={words.empty[shown.list]}
						onFocus={showWhole}
						openLabel={words.keys.open}
						{...(opens(shown)
							? {
									onOpen: (row: unknown) => {
										const next = list.open(row, shown);
										if (next) send({type: 'open', level: next});
									},
								}
							: {})}
					/>
				)}
			</Area>
			{below > 0 && state.panel === 'none' && (
				<Box height={below}>
					<Text>{theme.paint('text.secondary', clean(whole))}</Text>
				</Box>
			)}
		</Box>
	);
}

/** Lists whose rows have something inside. */
const opens = ({list}: Level) => list !== 'changes' && list !== 'warnings';

/** Another place is another table, with its own cursor. */
const placeOf = ({list, of}: Level, depth: number) => `${depth} ${list} ${of === null ? '' : `${of.kind} ${of.id}`}`;

function noteOf({list, sort, filter}: Level): string {
	const parts: string[] = [];
	if (filter !== '') {
		const name = list === 'changes' ? words.changes[filter as keyof typeof words.changes] : words.slugs[filter];
		parts.push(words.showing(name ?? filter));
	}
	if (sort === 'count') parts.push(words.sortedByCount);
	return parts.join(' · ');
}

function countOf(tab: Tab, counts: Overview['counts'] | undefined): {count?: number} {
	return counts === undefined || tab === 'changes' ? {} : {count: counts[tab]};
}

function Comparing({comparison}: {comparison: 'none' | 'running' | Problem}) {
	const theme = useTheme();
	if (comparison instanceof Problem) return <ProblemView problem={comparison} />;
	if (comparison === 'running') return <Spinner label={words.comparing} />;
	return <Text>{theme.paint('text.secondary', words.nothingToCompare)}</Text>;
}

/** The sums, read again as the data grows, one look at a time. */
function useOverview(client: ExplorerClient, version: number): Overview | Problem | undefined {
	const [overview, setOverview] = useState<Overview | Problem>();
	const wanted = useRef(version);
	const isLooking = useRef(false);
	useEffect(() => {
		wanted.current = version;
		if (isLooking.current) return;
		isLooking.current = true;
		const look = async () => {
			for (let seen: number | undefined; seen !== wanted.current; ) {
				seen = wanted.current;
				setOverview(await client.overview());
			}
		};
		look()
			.catch((error: unknown) => setOverview(Problem.from(error)))
			.finally(() => {
				isLooking.current = false;
			});
	}, [client, version]);
	return overview;
}

/** Fills the changes once there is something to compare with. */
function useComparison(client: ExplorerClient, earlier: string | undefined): 'none' | 'running' | 'ready' | Problem {
	const [result, setResult] = useState<'running' | 'ready' | Problem>('running');
	useEffect(() => {
		if (earlier === undefined) return;
		const stop = new AbortController();
		client.compare(earlier, {signal: stop.signal}).then(
			() => setResult('ready'),
			(error: unknown) => stop.signal.aborted || setResult(Problem.from(error)),
		);
		return () => stop.abort();
	}, [client, earlier]);
	return earlier === undefined ? 'none' : result;
}
