import {Box} from 'ink';
import {useEffect, useState} from 'react';
import {count, duration} from '../../../text/amounts.ts';
import {uiMessages} from '../../messages.ts';
import {useScreenReader, useSize, useTheme} from '../../provider.tsx';
import {bar} from '../chart/chart-state.ts';
import {Text} from '../text/text.tsx';
import {calmSeconds, measure, type ProgressState, reduceProgress, startProgress} from './progress-state.ts';

export interface ProgressBarProps {
	/** What is being done. */
	label: string;
	done: number;
	/** Missing: not known yet; the bar is left out. */
	total?: number | undefined;
	/** Formats numbers: `bytes` for uploads. Default: `12,345`. */
	format?: (value: number) => string;
	/** Unit of the rate, for instance `requests`. Default: none. */
	unit?: string;
	/** Milliseconds of any steady clock; tests bring their own. */
	now?: () => number;
}

const steadyClock = () => performance.now();

/** How far, how fast, how long still: the time left appears when it can be told honestly. */
export function ProgressBar(props: ProgressBarProps) {
	const {label, done, total, format = count, unit, now = steadyClock} = props;
	const theme = useTheme();
	const {columns} = useSize();
	const isScreenReader = useScreenReader();
	const [state, setState] = useState<ProgressState>(() => startProgress(now(), total, done));
	useEffect(() => {
		setState((before) => reduceProgress(before, {at: now(), done, total}));
	}, [done, total, now]);
	const {share, rate, elapsedSeconds, secondsLeft} = measure(state, now());
	const numbers = total === undefined ? format(done) : uiMessages.progress.of(format(done), format(total));
	const speed = rate > 0 ? `${uiMessages.progress.rate(`${format(Math.round(rate))}${unit ? ` ${unit}` : ''}`)}` : '';
	const time =
		share === 1
			? uiMessages.progress.elapsed(duration(elapsedSeconds))
			: secondsLeft === undefined
				? ''
				: uiMessages.progress.left(duration(calmSeconds(secondsLeft)));
	const facts = [numbers, speed, time].filter(Boolean).join(' · ');
	if (isScreenReader) {
		const percent = share === undefined ? '' : `${Math.floor(share * 100)}%, `;
		return (
			<Box aria-role="progressbar" aria-state={{busy: share !== 1}}>
				<Text>{`${label}: ${percent}${facts}`}</Text>
			</Box>
		);
	}
	const cells = Math.max(10, Math.min(40, columns - 20));
	const picture = share === undefined ? undefined : bar(share, cells, theme.symbols);
	return (
		<Box flexDirection="column" flexShrink={0}>
			<Text wrap="truncate">{label}</Text>
			{picture && (
				<Text wrap="truncate">
					{`${theme.paint('chart.bar', picture.filled)}${theme.paint('rule', picture.rest)} ${Math.floor((share ?? 0) * 100)}%`}
				</Text>
			)}
			<Text wrap="truncate">{theme.paint('text.secondary', facts)}</Text>
		</Box>
	);
}
