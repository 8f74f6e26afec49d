import {Box} from 'ink';
import {createContext, type ReactNode, use} from 'react';
import {problemLines} from '../../../problem/layout.ts';
import type {Problem} from '../../../problem/problem.ts';
import {uiMessages} from '../../messages.ts';
import {useScreenReader, useTheme} from '../../provider.tsx';
import {Lines, Text} from '../text/text.tsx';
import {problemText} from './problem-text.ts';

export type MessageKind = 'success' | 'warning' | 'error' | 'info';

export interface MessageProps {
	kind: MessageKind;
	/** One sentence. */
	title: string;
	children?: ReactNode;
	/** Texts to copy (links, commands, ids), each on a line of its own, unwrapped, outside any frame. */
	copy?: readonly string[];
}

/** Something to know. The symbol says the kind, not only the colour. */
export function Message({kind, title, children, copy = []}: MessageProps) {
	const theme = useTheme();
	const isScreenReader = useScreenReader();
	return (
		<Box flexDirection="column" flexShrink={0}>
			<Text aria-label={`${uiMessages.problem[kind]}: ${title}`}>
				{`${theme.paint(`status.${kind}`, theme.symbols[kind])} ${theme.paint('text.heading', title)}`}
			</Text>
			{children !== undefined && (
				<Box flexDirection="column" paddingLeft={isScreenReader ? 0 : 2}>
					{children}
				</Box>
			)}
			<Copyable lines={copy} />
		</Box>
	);
}

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
		<Message kind="error" title={problem.what} copy={problem.copy}>
			{lines.map(({role, text}) => {
				if (role === 'what' || role === 'copy') return null;
				if (role === 'next') return <Text key={text}>{`${theme.paint('accent', theme.symbols.action)} ${text}`}</Text>;
				return <Text key={text}>{role === 'log' ? theme.paint('text.secondary', text) : text}</Text>;
			})}
		</Message>
	);
}
