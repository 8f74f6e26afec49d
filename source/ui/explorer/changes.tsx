import {useEffect, useState} from 'react';
import type {Comparison} from '../../c1z/changes.ts';
import type {ExplorerClient} from '../../c1z/explorer-client.ts';
import {Problem} from '../../problem/problem.ts';
import {ProblemView} from '../components/message/message.tsx';
import {Spinner} from '../components/spinner/spinner.tsx';
import {Text} from '../components/text/text.tsx';
import {useKeys} from '../hooks/use-keys.ts';
import {useTheme} from '../provider.tsx';

/** How far the comparison is: `none` without an earlier file. */
export type Comparing = 'none' | 'running' | Comparison | Problem;

/** Fills the changes once there is something to compare with. */
export function useComparison(client: ExplorerClient, earlier: string | undefined): Comparing {
	const [result, setResult] = useState<Exclude<Comparing, 'none'>>('running');
	useEffect(() => {
		if (earlier === undefined) return;
		setResult('running');
		const stop = new AbortController();
		client
			.compare(earlier, {signal: stop.signal})
			.then(setResult, (error: unknown) => stop.signal.aborted || setResult(Problem.from(error)));
		return () => stop.abort();
	}, [client, earlier]);
	return earlier === undefined ? 'none' : result;
}

/** In place of the list of changes while there is none. */
export function NoChangesYet(props: {
	comparing: Comparing;
	isReading: boolean;
	hint: string;
	onAccept: (() => void) | undefined;
	acceptLabel: string | undefined;
}) {
	const {comparing, isReading, hint, onAccept, acceptLabel} = props;
	useKeys({
		contexts: ['browse'],
		on: {accept: onAccept},
		hints: ['accept'],
		labels: {accept: acceptLabel},
	});
	const theme = useTheme();
	if (comparing instanceof Problem) return <ProblemView problem={comparing} />;
	if (comparing === 'running') return <Spinner label="Comparing with the earlier data" />;
	return (
		<Text>{theme.paint('text.secondary', isReading ? 'Changes appear once everything has been read.' : hint)}</Text>
	);
}
