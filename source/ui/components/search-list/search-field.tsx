import {Box, type DOMElement, Text} from 'ink';
import {useRef} from 'react';
import {useCaret} from '../../hooks/use-caret.ts';
import {useScreenReader, useTheme} from '../../provider.tsx';
import {width} from '../../text.ts';
import {words} from '../../words.ts';

/** The line in which the query stands, with the state of the list at its end. */
export function SearchField({query, isActive, status}: {query: string; isActive: boolean; status: string}) {
	const theme = useTheme();
	const isScreenReader = useScreenReader();
	const field = useRef<DOMElement>(null);
	useCaret(field, isActive && !isScreenReader ? width(query) : undefined);
	if (isScreenReader) {
		return (
			<Box aria-role="textbox">
				<Text>{`${words.list.searchLabel}: ${query === '' ? words.text.empty : query}. ${status}`}</Text>
			</Box>
		);
	}
	const shown = query === '' ? theme.paint('text.secondary', words.list.searchPlaceholder) : query;
	return (
		<Box height={1} flexShrink={0}>
			<Box flexShrink={0}>
				<Text>{`${theme.paint('text.key', words.list.searchLabel)} `}</Text>
			</Box>
			<Box ref={field} flexGrow={1} flexShrink={1}>
				<Text wrap="truncate-start">{shown}</Text>
			</Box>
			<Box flexShrink={0} marginLeft={2}>
				<Text>{theme.paint('text.secondary', status)}</Text>
			</Box>
		</Box>
	);
}
