import {Box, type DOMElement} from 'ink';
import {useRef} from 'react';
import {useCaret} from '../../hooks/use-caret.ts';
import {uiMessages} from '../../messages.ts';
import {useScreenReader, useSize, useTheme} from '../../provider.tsx';
import {width} from '../../text.ts';
import {Text} from '../text/text.tsx';
import {type StatusPart, statusText} from './status-text.ts';

/** Cells that what is typed keeps beside the state of the list. */
const queryCells = {least: 14, most: 24} as const;
const gap = 2;

interface SearchFieldProps {
	query: string;
	isActive: boolean;
	status: readonly StatusPart[];
}

/** The line in which the query stands, with the state of the list at its end. */
export function SearchField({query, isActive, status}: SearchFieldProps) {
	const {columns} = useSize();
	const theme = useTheme();
	const isScreenReader = useScreenReader();
	const field = useRef<DOMElement>(null);
	useCaret(field, isActive && !isScreenReader ? width(query) : undefined);
	if (isScreenReader) {
		return (
			<Box aria-role="textbox">
				<Text>{`${uiMessages.list.searchLabel}: ${query === '' ? uiMessages.text.empty : query}. ${statusText(status, Number.POSITIVE_INFINITY)}`}</Text>
			</Box>
		);
	}
	const forQuery = Math.min(queryCells.most, Math.max(queryCells.least, width(query) + 1));
	const space = columns - width(uiMessages.list.searchLabel) - 1 - forQuery - gap;
	const shown = query === '' ? theme.paint('text.secondary', 'type to search') : query;
	return (
		<Box height={1} flexShrink={0}>
			<Box flexShrink={0}>
				<Text>{`${theme.paint('text.key', uiMessages.list.searchLabel)} `}</Text>
			</Box>
			<Box ref={field} flexGrow={1} flexShrink={1}>
				<Text wrap="truncate-start">{shown}</Text>
			</Box>
			<Box flexShrink={0} marginLeft={gap}>
				<Text>{theme.paint('text.secondary', statusText(status, space))}</Text>
			</Box>
		</Box>
	);
}
