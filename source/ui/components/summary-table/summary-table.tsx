import {Box} from 'ink';
import type {PropsWithChildren} from 'react';
import {printable} from '../../../text/printable.ts';
import {useScreenReader, useSize, useTheme} from '../../provider.tsx';
import {cut, width} from '../../text.ts';
import {Table} from '../../vendor/ink-table.ts';
import {Text} from '../text/text.tsx';

export interface SummaryTableProps {
	/** Each with the same keys, in the order of the columns. Numbers stand to the right. */
	rows: readonly Readonly<Record<string, string | number>>[];
}

/** Cells between two columns, half of them on either side. */
const padding = 1;

/** A few rows without rules, for review and result pages. As many screen rows as it has rows, and one for the titles. */
export function SummaryTable({rows}: SummaryTableProps) {
	const {columns} = useSize();
	const isScreenReader = useScreenReader();
	const names = Object.keys(rows[0] ?? {});
	if (rows.length === 0) return null;
	if (isScreenReader) {
		return (
			<Box flexDirection="column" aria-role="table">
				{rows.map((row) => (
					<Text key={names.map((name) => row[name]).join()}>
						{names.map((name) => `${name}: ${row[name]}`).join(', ')}
					</Text>
				))}
			</Box>
		);
	}
	const limit = columnLimit(names, rows, columns - names.length * padding * 2);
	const placed = names.map((name) => {
		const isNumber = rows.every((row) => /^[\d,]*$|^\p{Pd}$/u.test(String(row[name] ?? '')));
		const cells = [name, ...rows.map((row) => printable(String(row[name] ?? '')))].map((text) => cut(text, limit));
		const widest = Math.max(...cells.map(width));
		return cells.map((text) => padWide(isNumber ? ' '.repeat(widest - width(text)) + text : text));
	});
	const data = rows.map((_, row) =>
		Object.fromEntries(placed.map(([title = '', ...cells]) => [title, cells[row] ?? ''])),
	);
	return (
		<Box flexDirection="column" flexShrink={0}>
			<Table data={data} header={Heading} cell={Cell} skeleton={NoRule} padding={padding} />
		</Box>
	);
}

// The library's own parts are blue and bold, also where colours are not wanted.
function Heading({children}: PropsWithChildren) {
	return <Text>{useTheme().paint('text.heading', String(children))}</Text>;
}

function Cell({children}: PropsWithChildren) {
	return <Text>{children}</Text>;
}

/** Rows that hold nothing but rules take no space then. */
function NoRule() {
	return null;
}

/** The greatest column width at which all columns fit together. */
function columnLimit(names: readonly string[], rows: SummaryTableProps['rows'], space: number): number {
	const widths = names.map((name) => Math.max(width(name), ...rows.map((row) => width(String(row[name] ?? '')))));
	let limit = Math.max(...widths);
	const total = () => widths.reduce((sum, each) => sum + Math.min(each, limit), 0);
	while (limit > 4 && total() > space) limit--;
	return limit;
}

/**
 * The library counts code units, a terminal counts cells. Where a text is wider than it is long, joiners that take no
 * space make up the difference.
 */
function padWide(text: string): string {
	const missing = width(text) - text.length;
	return missing > 0 ? text + '\u2060'.repeat(missing) : text;
}
