import {Box} from 'ink';
import {useEffect, useMemo, useState} from 'react';
import type {ExplorerClient} from '../../c1z/explorer-client.ts';
import type {AccountLine} from '../../c1z/working-file.types.ts';
import {Problem} from '../../problem/problem.ts';
import {Spinner} from '../components/spinner/spinner.tsx';
import {type Column, type FetchRows, VirtualTable} from '../components/table/virtual-table.tsx';
import {useKeys} from '../hooks/use-keys.ts';
import {useSize} from '../provider.tsx';
import {count} from '../text.ts';
import {ProblemPanel} from './problem-panel.tsx';
import {useWizard} from './wizard-context.tsx';
import {stepWords} from './words.ts';

const words = stepWords.look;
const columns: readonly Column<AccountLine>[] = [
	{id: 'name', title: words.name, value: (row) => row.name, min: 20, max: 40, priority: 1},
	{id: 'login', title: words.login, value: (row) => row.login, min: 20, max: 40, priority: 2},
	{id: 'grants', title: words.grants, value: (row) => count(row.grants), min: 6, priority: 3, align: 'right'},
];

/** Opens the working file and looks into it, while the sync may still be writing it. */
export function Look({onBack}: {onBack: () => void}) {
	const {state, context} = useWizard();
	const {rows} = useSize();
	const [explorer, setExplorer] = useState<ExplorerClient | Problem>();
	useKeys({level: 'screen', contexts: ['everywhere'], on: {back: onBack}});
	useEffect(() => {
		const path = context.workingFile();
		let opened: Promise<ExplorerClient> | undefined;
		let isOver = false;
		if (path === undefined) return;
		opened = context.explore(path);
		opened.then(
			(client) => !isOver && setExplorer(client),
			(error: unknown) => !isOver && setExplorer(Problem.from(error)),
		);
		return () => {
			isOver = true;
			opened?.then(
				(client) => client.close(),
				() => {},
			);
		};
	}, [context]);
	const fetch = useMemo<FetchRows<AccountLine> | undefined>(() => {
		if (explorer === undefined || explorer instanceof Problem) return undefined;
		return async ({offset, limit, query, signal}) => {
			const {lines, total} = await explorer.accounts({offset, limit, search: query, sort: 'name'}, {signal});
			return {rows: lines, total};
		};
	}, [explorer]);
	if (explorer instanceof Problem) return <ProblemPanel problem={explorer} log={context.logPath} rows={rows} />;
	return (
		<Box flexDirection="column">
			{fetch === undefined ? (
				<Spinner label={words.opening} />
			) : (
				<VirtualTable
					columns={columns}
					fetch={fetch}
					dataKey="accounts"
					version={state.sync.counts?.accounts ?? 0}
					emptyText={words.empty}
				/>
			)}
		</Box>
	);
}
