import {Box} from 'ink';
import type {ReactNode} from 'react';
import {useScreenReader, useSize} from '../../provider.tsx';
import {Title} from '../notes.tsx';
import {ProblemPanel} from '../problem-panel.tsx';
import {useWizard} from '../wizard-context.tsx';
import {useConnect} from './connect-context.ts';

/** A page: its question, its parts, and what went wrong last below them. */
export function PageFrame({title, children, lines = 8}: {title: string; children: ReactNode; lines?: number}) {
	const {context} = useWizard();
	const {problem} = useConnect().state;
	const {rows} = useSize();
	const isScreenReader = useScreenReader();
	const gap = rows >= 13 && !isScreenReader ? 1 : 0;
	return (
		<Box flexDirection="column">
			<Title>{title}</Title>
			<Box flexDirection="column" marginTop={gap}>
				{children}
			</Box>
			{problem !== null && (
				<Box marginTop={gap}>
					<ProblemPanel problem={problem} log={context.logPath} rows={Math.max(4, rows - lines)} />
				</Box>
			)}
		</Box>
	);
}
