import {Box} from 'ink';
import {useScreenReader, useTheme, useWindow} from '../../provider.tsx';
import {Text} from '../text/text.tsx';

/** From this size on a page has two panes: the list, and the details of the row under the cursor beside it. */
const wideColumns = 110;
const wideRows = 24;

export function isWide({columns, rows}: {columns: number; rows: number}): boolean {
	return columns >= wideColumns && rows >= wideRows;
}

/** Cells between the list and the details beside it: the line and a space on each side. */
export const paneGap = 3;

/** Cells of the details beside a list: a good third, so that the list keeps what it needs. */
export function paneWidth(columns: number): number {
	return Math.min(56, Math.max(34, Math.floor(columns * 0.34)));
}

/** Whether details stand beside the list. Read aloud, they come when they are asked for. */
export function useHasPane(): boolean {
	const isScreenReader = useScreenReader();
	return isWide(useWindow()) && !isScreenReader;
}

/** The line between the two. */
export function Divider({rows}: {rows: number}) {
	const theme = useTheme();
	const line = theme.paint('rule', theme.symbols.separator);
	return (
		<Box width={paneGap} flexShrink={0} paddingLeft={1} height={rows}>
			<Text>{Array.from({length: rows}, () => line).join('\n')}</Text>
		</Box>
	);
}
