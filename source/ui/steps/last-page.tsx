import {Box} from 'ink';
import {Fragment, type ReactNode} from 'react';
import type {Block} from '../blocks.ts';
import {fitBlocks} from '../blocks.ts';
import {Lines, Text} from '../components/text/text.tsx';
import {useScreenReader, useSize, useTheme} from '../provider.tsx';
import {hanging, wrap} from '../text.ts';
import {type Fact, FactLines, factRows, labelCells} from './fact-lines.tsx';
import {Hint} from './notes.tsx';

/** A block with what it draws. */
export interface DrawnBlock extends Block {
	id: string;
	draw: () => ReactNode;
}

/** How a page ends: done, still coming in, or open because something is missing or left to do. */
export type Ending = 'done' | 'waiting' | 'open';

/** The title of an ending, with its sign. */
export function titleBlock(title: string, ending: Ending, columns: number): DrawnBlock {
	return {
		id: 'title',
		rows: wrap(title, columns - 3).length,
		priority: 0,
		draw: () => <EndingTitle title={title} ending={ending} />,
	};
}

/** Quiet help as a block. */
export function hintBlock(id: string, text: string, columns: number, priority: number, hasGap = true): DrawnBlock {
	return {id, rows: wrap(text, columns).length, priority, hasGap, draw: () => <Hint>{text}</Hint>};
}

const signs = {done: 'success', waiting: 'info', open: 'warning'} as const;

function EndingTitle({title, ending}: {title: string; ending: Ending}) {
	const theme = useTheme();
	const {columns} = useSize();
	const isScreenReader = useScreenReader();
	if (isScreenReader) return <Text>{title}</Text>;
	const kind = signs[ending];
	const sign = `${theme.paint(`status.${kind}`, theme.symbols[kind])} `;
	return <Lines lines={hanging(sign, title, columns, (line) => theme.paint('text.heading', line))} />;
}

/** One block a line, the first with `priority`: what does not fit is in the transcript. */
export function factBlocks(facts: readonly Fact[], columns: number, priority: number): DrawnBlock[] {
	const labels = labelCells(facts);
	return facts.map((fact, index) => ({
		id: fact.label,
		rows: factRows([fact], columns, labels),
		priority: priority + index,
		hasGap: index === 0,
		draw: () => <FactLines facts={[fact]} labels={labels} />,
	}));
}

/** Blocks one below the other, as many as the space takes; nothing is drawn over. */
export function BlockPage({blocks}: {blocks: readonly DrawnBlock[]}) {
	const {rows} = useSize();
	const isScreenReader = useScreenReader();
	if (isScreenReader) return blocks.map(({id, draw}) => <Fragment key={id}>{draw()}</Fragment>);
	const {shown, gap} = fitBlocks(blocks, rows);
	return (
		<Box flexDirection="column">
			{shown.map(({id, hasGap, draw}, index) => (
				<Box key={id} flexDirection="column" flexShrink={0} marginTop={hasGap === true && index > 0 ? gap : 0}>
					{draw()}
				</Box>
			))}
		</Box>
	);
}
