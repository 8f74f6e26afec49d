import {useEffect, useState} from 'react';
import type {ExplorerClient} from '../../c1z/explorer-client.ts';
import {Problem} from '../../problem/problem.ts';
import {ProblemView} from '../components/message/message.tsx';
import {Spinner} from '../components/spinner/spinner.tsx';
import {Text} from '../components/text/text.tsx';
import {useTheme} from '../provider.tsx';
import {explorerWords as words} from './messages.ts';

/** How far the comparison is: `none` without an earlier file. */
export type Comparing = 'none' | 'running' | 'ready' | Problem;

/** Fills the changes once there is something to compare with. */
export function useComparison(client: ExplorerClient, earlier: string | undefined): Comparing {
	const [result, setResult] = useState<Exclude<Comparing, 'none'>>('running');
	useEffect(() => {
		if (earlier === undefined) return;
		setResult('running');
		const stop = new AbortController();
		client.compare(earlier, {signal: stop.signal}).then(
			() => setResult('ready'),
			(error: unknown) => stop.signal.aborted || setResult(Problem.from(error)),
		);
		return () => stop.abort();
	}, [client, earlier]);
	return earlier === undefined ? 'none' : result;
}

/** In place of the list of changes while there is none. */
export function NoChangesYet(props: {comparing: Exclude<Comparing, 'ready'>; isReading: boolean; hint: string}) {
	const {comparing, isReading, hint} = props;
	const theme = useTheme();
	if (comparing instanceof Problem) return <ProblemView problem={comparing} />;
	if (comparing === 'running') return <Spinner label={words.comparing} />;
	return <Text>{theme.paint('text.secondary', isReading ? words.reading.changes : hint)}</Text>;
}
