import {Box} from 'ink';
import {useEffect, useState} from 'react';
import type {Overview} from '../../c1z/explorer-answers.ts';
import type {ExplorerClient} from '../../c1z/explorer-client.ts';
import type {CourseLine} from '../../c1z/resource-lines.ts';
import {printable} from '../../text/printable.ts';
import {BarChart} from '../components/chart/chart.tsx';
import {Text} from '../components/text/text.tsx';
import {useSize, useTheme} from '../provider.tsx';
import {explorerMessages} from './messages.ts';

/** What is seen faster than read: accounts by state and level, how far the largest courses are finished. */
export function Charts({client, overview, version}: {client: ExplorerClient; overview: Overview; version: number}) {
	const {rows} = useSize();
	const theme = useTheme();
	const [courses, setCourses] = useState<CourseLine[]>();
	// biome-ignore lint/correctness/useExhaustiveDependencies: another version is other data
	useEffect(() => {
		const stop = new AbortController();
		client.courses({offset: 0, limit: 20, sort: 'count'}, {signal: stop.signal}).then(
			({lines}) => setCourses(lines.filter(({assigned}) => assigned > 0)),
			() => {},
		);
		return () => stop.abort();
	}, [client, version]);
	const {accountsByState, accountsByLevel} = overview;
	const accounts = accountsByState.active + accountsByState.inactive;
	const levels = accountsByLevel.slice(0, Math.max(1, Math.min(5, rows - 9)));
	const space = Math.max(1, rows - 7 - levels.length);
	return (
		<Box flexDirection="column">
			<BarChart
				title="Accounts"
				items={[
					{label: 'active', value: accountsByState.active, of: Math.max(1, accounts)},
					{label: 'inactive', value: accountsByState.inactive, of: Math.max(1, accounts)},
				]}
			/>
			<Text> </Text>
			<BarChart
				title="Access levels"
				items={levels.map(({level, accounts: value}) => ({
					label: printable(level.replaceAll('_', ' ')) || '(none)',
					value,
					of: Math.max(1, accounts),
				}))}
			/>
			<Text> </Text>
			{courses?.length === 0 ? (
				<Text>{theme.paint('text.secondary', 'No course has members yet.')}</Text>
			) : (
				<BarChart
					title="Completed, largest courses"
					items={(courses ?? []).slice(0, space).map((course) => ({
						label: printable(course.name || course.id),
						value: course.completed,
						of: course.assigned,
						note: explorerMessages.percent(course.completed / course.assigned),
					}))}
				/>
			)}
		</Box>
	);
}
