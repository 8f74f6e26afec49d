import {Box} from 'ink';
import {createContext, use} from 'react';
import {problemLines} from '../../../problem/layout.ts';
import type {Problem} from '../../../problem/problem.ts';
import {uiMessages} from '../../messages.ts';
import {useScreenReader, useTheme} from '../../provider.tsx';
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
export function useHelpfulLog(problem: Problem | null): {log?: string} {
	const log = use(LogPath);
	const code = problem?.code ?? 'input/missing';
	const isAnswer = code.startsWith('input/') || code === 'sync/incomplete' || code === 'push/drop-guard';
	return log === undefined || isAnswer ? {} : {log};
}

/** A Problem where the person is looking: what happened, why, what to do, what to copy, where the log is. */
export function ProblemView({problem}: {problem: Problem}) {
	const where = useHelpfulLog(problem);
	const theme = useTheme();
	const isScreenReader = useScreenReader();
	if (isScreenReader) return <Text>{`${uiMessages.problem.error}: ${problemText(problem, where.log)}`}</Text>;
	const lines = problemLines(problem, where);
	return (
		<Box flexDirection="column" flexShrink={0}>
			<Text>{`${theme.paint('status.error', theme.symbols.error)} ${theme.paint('text.heading', problem.what)}`}</Text>
			<Box flexDirection="column" paddingLeft={2}>
				{lines.map(({role, text}) => {
					if (role === 'what' || role === 'copy') return null;
					if (role === 'next')
						return <Text key={text}>{`${theme.paint('accent', theme.symbols.action)} ${text}`}</Text>;
					return <Text key={text}>{role === 'log' ? theme.paint('text.secondary', text) : text}</Text>;
				})}
			</Box>
			<Copyable lines={problem.copy} />
		</Box>
	);
}
