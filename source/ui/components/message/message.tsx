import {Box} from 'ink';
import {createContext, use} from 'react';
import {problemLines} from '../../../problem/layout.ts';
import type {Problem} from '../../../problem/problem.ts';
import {uiMessages} from '../../messages.ts';
import {useScreenReader, useSize, useTheme} from '../../provider.tsx';
import {hanging, wrap} from '../../text.ts';
import {Lines, Text} from '../text/text.tsx';
import {problemText} from './problem-text.ts';

/**
 * Lines meant to be copied: from the first column, with nothing around them and no character added where a line longer
 * than the window breaks. The transcript after the exit has them in one piece. `isTight`: no empty row above them.
 */
export function Copyable({lines, isTight = false}: {lines: readonly string[]; isTight?: boolean}) {
	const isScreenReader = useScreenReader();
	if (lines.length === 0) return null;
	return (
		<Box flexDirection="column" flexShrink={0} marginTop={isScreenReader || isTight ? 0 : 1}>
			<Lines lines={lines} token="accent" wrap="hard" />
		</Box>
	);
}

/** Where the log is, for the problems below. */
export const LogPath = createContext<string | undefined>(undefined);

/** Where the log is, unless it says nothing more: of an answer that is missing or must wait. */
function useHelpfulLog(problem: Problem | null): {log?: string} {
	const log = use(LogPath);
	const code = problem?.code ?? 'input/missing';
	const isAnswer = code.startsWith('input/') || code === 'sync/incomplete' || code === 'push/drop-guard';
	return log === undefined || isAnswer ? {} : {log};
}

/** A Problem in lines that fit the width. What is to be copied stands alone, from the first column. */
export function useProblemLines(problem: Problem | null, kind: 'error' | 'warning' = 'error'): string[] {
	const theme = useTheme();
	const {columns} = useSize();
	const where = useHelpfulLog(problem);
	if (problem === null) return [];
	const {symbols} = theme;
	return problemLines(problem, where).flatMap(({role, text}) => {
		switch (role) {
			case 'what':
				return hanging(`${theme.paint(`status.${kind}`, symbols[kind])} `, text, columns, (line) =>
					theme.paint('text.heading', line),
				);
			case 'next':
				return hanging(`  ${theme.paint('accent', symbols.action)} `, text, columns);
			case 'copy':
				return wrap(text, columns).map((line) => theme.paint('accent', line));
			case 'log':
				return hanging('  ', text, columns, (line) => theme.paint('text.secondary', line));
			default:
				return hanging('  ', text, columns);
		}
	});
}

/** A Problem where the person is looking: what happened, why, what to do, where the log is, what to copy. */
export function ProblemView({problem}: {problem: Problem}) {
	const {log} = useHelpfulLog(problem);
	const lines = useProblemLines(problem);
	const isScreenReader = useScreenReader();
	if (isScreenReader) return <Text>{`${uiMessages.problem.error}: ${problemText(problem, log)}`}</Text>;
	return (
		<Box flexDirection="column" flexShrink={0}>
			<Lines lines={lines} />
		</Box>
	);
}
