import {useEffect, useState} from 'react';
import type {Comparison} from '../../c1z/changes.ts';
import type {SyncState} from '../../setup/state.ts';
import {paintedBar} from '../components/chart/chart-state.ts';
import {calmSeconds} from '../components/progress/progress-state.ts';
import {type StatusPart, statusText} from '../components/search/status-text.ts';
import {Text} from '../components/text/text.tsx';
import {useScreenReader, useSize, useTheme} from '../provider.tsx';
import {width} from '../text.ts';
import {changeParts} from './change-parts.ts';
import {previewMessages as messages} from './preview-messages.ts';
import {worthTelling} from './preview-notice.tsx';

/** How far the read is, or what came of it: one line. */
export function PreviewStatus({sync}: {sync: SyncState}) {
	const theme = useTheme();
	const {columns} = useSize();
	const isScreenReader = useScreenReader();
	const isPausing = usePausing(sync.budget?.spent ?? 0);
	const {sign, share, parts} = statusOf(sync, isPausing, columns - 3);
	if (isScreenReader) return <Text>{parts.map(({full}) => full).join(' · ')}</Text>;
	const mark = sign === undefined ? '' : `${theme.paint(`status.${sign}`, theme.symbols[sign])} `;
	const cells = Math.max(8, Math.min(20, Math.floor(columns / 5)));
	const drawn = share === undefined ? '' : `${paintedBar(share, cells, theme)} `;
	const space = columns - width(mark + drawn) - 1;
	return <Text wrap="truncate">{`${mark}${drawn}${theme.paint('text.secondary', statusText(parts, space))}`}</Text>;
}

interface Status {
	sign?: 'success' | 'warning' | 'error';
	/** 0 … 1 while it is known. */
	share?: number;
	parts: StatusPart[];
}

const part = (full: string, priority: number, short = full): StatusPart => ({full, short, priority});

function statusOf(sync: SyncState, isPausing: boolean, cells: number): Status {
	const {work, budget, throttled} = sync;
	if (work.status === 'done') {
		const {requests, durationMs, comparison} = work.value;
		const seconds = durationMs / 1000;
		return {
			sign: 'success',
			parts: [
				...sinceLastPush(comparison, cells),
				part(messages.readIn(seconds), 2),
				...(requests.spent > 0 ? [part(messages.requests(requests.spent), 3)] : []),
				...(worthTelling(requests.saved) ? [part(messages.saved(requests.saved), 4)] : []),
			],
		};
	}
	if (work.status === 'failed') {
		const spent = budget === null ? [] : [part(messages.budget(budget.spent, budget.left), 2)];
		return {sign: 'error', parts: [part('Reading stopped', 1), ...spent]};
	}
	if (throttled !== null) {
		const text = messages.throttled(throttled.waitMs / 1000);
		return {sign: 'warning', parts: [part(text, 1, messages.throttledShort(throttled.waitMs / 1000))]};
	}
	const phase = sync.phases.find(({done, total}) => total === null || done < total)?.phase;
	if (budget === null || phase === undefined) return {parts: [part('Requesting the first pages', 1)]};
	const {spent, left, timeLeft, silent} = budget;
	return {
		...(left !== null && {share: spent / Math.max(1, spent + left)}),
		parts: [
			part(messages.phases[phase], 4),
			part(messages.budget(spent, left), 2, messages.budgetShort(spent, left)),
			...(silent !== undefined
				? [part(messages.silent(silent / 1000), 1)]
				: isPausing
					? [part('Waiting: Litmos allows about 100 requests a minute', 1, 'waiting: 100 requests a minute')]
					: timeLeft === null
						? []
						: [part(messages.timeLeft(calmSeconds(timeLeft / 1000)), 3)]),
		],
	};
}

/** What came and went, in the words of the lists. */
function sinceLastPush(comparison: Comparison | undefined, cells: number): StatusPart[] {
	if (comparison?.against == null) return [];
	const changes = changeParts(comparison);
	if (changes.length === 0) return [part('Nothing changed since the last push', 1)];
	const full = `Since the last push: ${changes.join(', ')}`;
	// Worth more than what stands behind it.
	return [part(full, 1, width(full) <= cells ? full : changes.join(', '))];
}

/** True when no request went out for a while: the pace allows bursts, and then a rest. */
function usePausing(spent: number): boolean {
	const [quiet, setQuiet] = useState<number>();
	useEffect(() => {
		const timer = setTimeout(() => setQuiet(spent), 2500);
		return () => clearTimeout(timer);
	}, [spent]);
	return quiet === spent && spent > 0;
}
