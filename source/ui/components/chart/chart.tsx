import {Box} from 'ink';
import {count} from '../../../text/amounts.ts';
import {useSize, useTheme} from '../../provider.tsx';
import {cut, fit, width} from '../../text.ts';
import {Text} from '../text/text.tsx';
import {paintedBar} from './chart-state.ts';

export interface ChartItem {
	label: string;
	value: number;
	/** What a full bar means for this item. */
	of: number;
	/** The number in words; default: the value with thousands separators. */
	note?: string;
}

/** Of a bar. */
const mostCells = 40;

export interface BarChartProps {
	title: string;
	items: readonly ChartItem[];
}

/** Horizontal bars, one per line, each with its number: the picture is never the only way to read it. */
export function BarChart({title, items}: BarChartProps) {
	const theme = useTheme();
	const {columns} = useSize();
	const notes = items.map((item) => item.note ?? count(item.value));
	const noteCells = Math.max(0, ...notes.map(width));
	const longest = Math.max(0, ...items.map((item) => width(item.label)));
	const labelCells = Math.min(longest, Math.max(8, Math.floor(columns * 0.4)));
	const cells = Math.max(4, Math.min(mostCells, columns - labelCells - noteCells - 3));
	return (
		<Box flexDirection="column" flexShrink={0} aria-role="list">
			<Text>{theme.paint('text.heading', cut(title, columns, theme.symbols.ellipsis))}</Text>
			{items.map((item, index) => {
				const picture = paintedBar(item.value / item.of, cells, theme);
				const label = fit(item.label, labelCells, 'left', theme.symbols.ellipsis);
				return (
					<Text key={item.label} wrap="truncate" aria-label={`${item.label}: ${notes[index]}`}>
						{`${label} ${picture} ${fit(notes[index] ?? '', noteCells, 'right')}`}
					</Text>
				);
			})}
		</Box>
	);
}
