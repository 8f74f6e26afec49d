import {Text} from '../components/text/text.tsx';
import {useScreenReader, useTheme} from '../provider.tsx';

/** A field that has not the keyboard: its label and what was answered. */
export function ClosedField({label, value, labelCells}: {label: string; value: string; labelCells: number}) {
	const theme = useTheme();
	const isScreenReader = useScreenReader();
	if (isScreenReader) return <Text>{`${label}: ${value}`}</Text>;
	return <Text wrap="truncate">{`  ${label.padEnd(labelCells)}  ${theme.paint('text.secondary', value)}`}</Text>;
}
