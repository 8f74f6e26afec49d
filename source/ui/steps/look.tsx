import {Box} from 'ink';
import {useEffect, useState} from 'react';
import type {ExplorerClient} from '../../c1z/explorer-client.ts';
import {Problem} from '../../problem/problem.ts';
import {LogPath} from '../components/message/message.tsx';
import {Spinner} from '../components/spinner/spinner.tsx';
import {Explorer} from '../explorer/explorer.tsx';
import {explorerWords} from '../explorer/messages.ts';
import {useKeys} from '../hooks/use-keys.ts';
import {useSize} from '../provider.tsx';
import {ProblemPanel} from './problem-panel.tsx';
import {useWizard} from './wizard-context.tsx';

/** Opens the working file and looks into it, while the sync may still be writing it. */
export function Look({onBack}: {onBack: () => void}) {
	const {state, context} = useWizard();
	const {rows} = useSize();
	const [explorer, setExplorer] = useState<ExplorerClient | Problem>();
	const isOpen = explorer !== undefined && !(explorer instanceof Problem);
	useKeys({level: 'screen', contexts: ['everywhere'], isActive: !isOpen, on: {back: onBack}});
	useEffect(() => {
		const path = context.workingFile();
		if (path === undefined) return;
		let isOver = false;
		const opened = context.explore(path);
		opened.then(
			(client) => !isOver && setExplorer(client),
			(error: unknown) => !isOver && setExplorer(Problem.from(error)),
		);
		return () => {
			isOver = true;
			opened.then(
				(client) => client.close(),
				() => {},
			);
		};
	}, [context]);
	if (explorer instanceof Problem) return <ProblemPanel problem={explorer} log={context.logPath} rows={rows} />;
	if (explorer === undefined) {
		return (
			<Box flexDirection="column">
				<Spinner label={explorerWords.opening} />
			</Box>
		);
	}
	const {counts, work} = state.sync;
	const version = counts === null ? 0 : counts.resources + counts.grants + counts.warnings;
	// Only a complete read can be compared: what is still to come would look like gone.
	const earlier = work.status === 'done' ? context.earlier() : undefined;
	return (
		<LogPath value={context.logPath}>
			<Explorer
				client={explorer}
				version={version}
				isReading={work.status === 'running'}
				earlier={earlier}
				onBack={onBack}
			/>
		</LogPath>
	);
}
