import {Box} from 'ink';
import {createContext, use, useState} from 'react';
import type {Problem} from '../../problem/problem.ts';
import {ProblemView, useProblemLines} from '../components/message/message.tsx';
import {Lines, Text} from '../components/text/text.tsx';
import {useKeys} from '../hooks/use-keys.ts';
import {useScreenReader, useTheme} from '../provider.tsx';

/** Opens the page that looks for the cause; undefined where there is none. */
export const Examine = createContext<(() => void) | undefined>(undefined);

export interface ProblemPanelProps {
	problem: Problem;
	/** Screen rows it may fill; what does not fit is reached with PgDn. */
	rows: number;
	/** A warning is a question, not a failure. Default: error. */
	kind?: 'error' | 'warning';
}

/** A Problem in the space there is: nothing is cut off, a long one is paged. */
export function ProblemPanel({problem, rows, kind = 'error'}: ProblemPanelProps) {
	const theme = useTheme();
	const isScreenReader = useScreenReader();
	const lines = useProblemLines(problem, kind);
	const [wanted, setTop] = useState(0);
	const isLong = lines.length > rows && !isScreenReader;
	const shown = isLong ? Math.max(1, rows - 1) : lines.length;
	const top = Math.min(wanted, Math.max(0, lines.length - shown));
	const step = Math.max(1, shown - 1);
	useKeys({
		level: 'overlay',
		contexts: ['choice'],
		isActive: isLong,
		on: {
			pageDown: () => setTop(Math.min(top + step, lines.length - shown)),
			pageUp: () => setTop(Math.max(0, top - step)),
		},
		hints: ['pageDown'],
		labels: {pageDown: 'scroll'},
	});
	const examine = use(Examine);
	useKeys({
		level: 'screen',
		contexts: ['everywhere'],
		// A question, or an answer that is missing, has its cause on the page.
		isActive: examine !== undefined && kind === 'error' && !problem.code.startsWith('input/'),
		on: {doctor: examine},
		hints: ['doctor'],
	});
	if (isScreenReader) return <ProblemView problem={problem} />;
	const more = isLong ? `${top + 1}–${top + shown} / ${lines.length}  PgUp PgDn` : undefined;
	return (
		<Box flexDirection="column" flexShrink={0}>
			<Lines lines={lines.slice(top, top + shown)} />
			{more && <Text>{theme.paint('text.secondary', more)}</Text>}
		</Box>
	);
}
