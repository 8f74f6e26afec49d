import {memo} from 'react';
import {useTheme} from '../../provider.tsx';
import {findRanges, width} from '../../text.ts';
import type {Theme} from '../../theme.ts';
import {type PlacedColumn, rowText} from '../table/columns.ts';
import {Text} from '../text/text.tsx';

interface SearchRowProps<Row> {
	row: Row;
	placed: readonly PlacedColumn<Row>[];
	/** Folded words joined by spaces: a string, so that an unchanged query draws nothing anew. */
	query: string;
	hasCursor: boolean;
	/** Undefined: the list has no check marks. */
	isSelected: boolean | undefined;
	/** Marks do not count at the moment: none is drawn, and the row steps back. */
	isDimmed: boolean;
}

/** One row, one text; drawn again only when something about it changes. */
function SearchRowOf<Row>({row, placed, query, hasCursor, isSelected, isDimmed}: SearchRowProps<Row>) {
	const theme = useTheme();
	const {symbols} = theme;
	const words = query === '' ? [] : query.split(' ');
	const line = rowText(row, placed, symbols.ellipsis, (cell) => highlight(cell, words, theme)).trimEnd();
	const pointer = hasCursor ? theme.paint('focus', symbols.pointer) : ' '.repeat(symbols.pointer.length);
	const mark =
		isSelected === undefined
			? ''
			: isDimmed
				? ' '.repeat(width(symbols.unchecked))
				: isSelected
					? theme.paint('selected', symbols.checked)
					: symbols.unchecked;
	const text = isDimmed && !hasCursor ? theme.paint('text.secondary', line) : line;
	return <Text wrap="truncate">{`${pointer} ${mark}${mark === '' ? '' : ' '}${text}`}</Text>;
}

export const SearchRow = memo(SearchRowOf) as typeof SearchRowOf;

function highlight(cell: string, words: readonly string[], theme: Theme): string {
	if (words.length === 0) return cell;
	let painted = '';
	let at = 0;
	for (const [from, to] of findRanges(cell, words)) {
		painted += cell.slice(at, from) + theme.paint('match', cell.slice(from, to));
		at = to;
	}
	return painted + cell.slice(at);
}
