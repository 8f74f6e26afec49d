import {Box} from 'ink';
import type {ReactNode} from 'react';
import {useGap, useSize} from '../../provider.tsx';
import {Page} from '../notes.tsx';
import {ProblemPanel} from '../problem-panel.tsx';
import {useConnect} from './connect-context.ts';

/** A page: its question, its parts, and what went wrong last below them. */
export function PageFrame({title, children, lines = 8}: {title: string; children: ReactNode; lines?: number}) {
	const {problem} = useConnect().state;
	const {rows} = useSize();
	const gap = useGap(13);
	return (
		<Page title={title}>
			<Box flexDirection="column" marginTop={gap}>
				{children}
			</Box>
			{problem !== null && (
				<Box marginTop={gap}>
					<ProblemPanel problem={problem} rows={Math.max(4, rows - lines)} />
				</Box>
			)}
		</Page>
	);
}
