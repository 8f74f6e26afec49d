import {Box} from 'ink';
import {createContext, use, useState} from 'react';
import {problemLines} from '../../problem/layout.ts';
import type {Problem} from '../../problem/problem.ts';
import {ProblemView, useHelpfulLog} from '../components/message/message.tsx';
import {Lines, Text} from '../components/text/text.tsx';
import {useKeys} from '../hooks/use-keys.ts';
import {useScreenReader, useSize, useTheme} from '../provider.tsx';
import {wrap} from '../text.ts';
import type {Theme} from '../theme.ts';

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
	const {columns} = useSize();
	const isScreenReader = useScreenReader();
	const lines = panelLines(problem, useHelpfulLog(problem), columns, theme, kind);
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

/** Rows that a Problem takes when nothing of it is paged. */
export function useProblemRows(problem: Problem | null): number {
	const theme = useTheme();
	const {columns} = useSize();
	const where = useHelpfulLog(problem);
	return problem === null ? 0 : panelLines(problem, where, columns, theme, 'error').length;
}

/** Lines that fit the width. What is to be copied stands alone, from the first column. */
function panelLines(
	problem: Problem,
	where: {log?: string},
	columns: number,
	theme: Theme,
	kind: 'error' | 'warning',
): string[] {
	const {symbols} = theme;
	const indented = (text: string, first: string) =>
		wrap(text, columns - 2 - first.length).map(
			(line, index) => `  ${index === 0 ? theme.paint('accent', first) : ' '.repeat(first.length)}${line}`,
		);
	return problemLines(problem, where).flatMap(({role, text}) => {
		switch (role) {
			case 'what':
				return wrap(text, columns - symbols[kind].length - 1).map((line, index) => {
					const sign = index === 0 ? theme.paint(`status.${kind}`, symbols[kind]) : ' '.repeat(symbols[kind].length);
					return `${sign} ${theme.paint('text.heading', line)}`;
				});
			case 'next':
				return indented(text, `${symbols.action} `);
			case 'copy':
				return wrap(text, columns).map((line) => theme.paint('accent', line));
			default:
				return indented(text, '');
		}
	});
}
