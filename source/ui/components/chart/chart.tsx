import {Box} from 'ink';
import {count} from '../../../text/amounts.ts';
import {useSize, useTheme} from '../../provider.tsx';
import {cut, fit, width} from '../../text.ts';
import {Text} from '../text/text.tsx';
import {bar} from './chart-state.ts';

export interface ChartItem {
	label: string;
	value: number;
	/** What a full bar means for this item; default: the greatest value of the chart. */
	of?: number;
	/** The number in words; default: the value with thousands separators. */
	note?: string;
}

export interface BarChartProps {
	title?: string;
	items: readonly ChartItem[];
	/** At most this many cells for a bar. Default 40. */
	barCells?: number;
}

/** Horizontal bars, one per line, each with its number: the picture is never the only way to read it. */
export function BarChart({title, items, barCells = 40}: BarChartProps) {
	const theme = useTheme();
	const {columns} = useSize();
	const greatest = Math.max(1, ...items.map((item) => item.value));
	const notes = items.map((item) => item.note ?? count(item.value));
	const noteCells = Math.max(0, ...notes.map(width));
	const longest = Math.max(0, ...items.map((item) => width(item.label)));
	const labelCells = Math.min(longest, Math.max(8, Math.floor(columns * 0.4)));
	const cells = Math.max(4, Math.min(barCells, columns - labelCells - noteCells - 3));
	return (
		<Box flexDirection="column" flexShrink={0} aria-role="list">
			{title !== undefined && <Text>{theme.paint('text.heading', cut(title, columns, theme.symbols.ellipsis))}</Text>}
			{items.map((item, index) => {
				const {filled, rest} = bar(item.value / (item.of ?? greatest), cells, theme.symbols);
				const picture = theme.paint('chart.bar', filled) + theme.paint('rule', rest);
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
