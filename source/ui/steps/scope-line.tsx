import {Box} from 'ink';
import {Text} from '../components/text/text.tsx';
import {useKeys} from '../hooks/use-keys.ts';
import {useScreenReader, useSize, useTheme} from '../provider.tsx';
import {width} from '../text.ts';
import {stepWords} from './messages.ts';

const words = stepWords.courses;
const modes = ['all', 'some'] as const;
export type Scope = (typeof modes)[number];

interface ScopeLineProps {
	scope: Scope;
	/** It has the keyboard. */
	isActive: boolean;
	onChange: (scope: Scope) => void;
	onAccept: () => void;
	/** What Enter does. Default: continue. */
	acceptLabel?: string;
	/** Down leads to the list. */
	onLeave: () => void;
}

/** All courses, or only some: two different answers, side by side. */
export function ScopeLine({scope, isActive, onChange, onAccept, acceptLabel, onLeave}: ScopeLineProps) {
	const theme = useTheme();
	const {columns} = useSize();
	const isScreenReader = useScreenReader();
	useKeys({
		contexts: ['choice'],
		isActive,
		on: {
			left: () => onChange('all'),
			right: () => onChange('some'),
			toggle: () => onChange(scope === 'all' ? 'some' : 'all'),
			accept: onAccept,
			down: onLeave,
		},
		hints: ['accept', 'toggle'],
		labels: {
			toggle: words.changeScope,
			down: words.toList,
			...(acceptLabel === undefined ? {} : {accept: acceptLabel}),
		},
	});
	const {symbols} = theme;
	if (isScreenReader) {
		return (
			<Text>{`${words.scope}: ${scope === 'all' ? words.all : words.some}${isActive ? `, ${words.hasKeys}` : ''}`}</Text>
		);
	}
	const line = (labels: Record<Scope, string>) =>
		modes.map((mode) => `${mode === scope ? symbols.radioOn : symbols.radioOff} ${labels[mode]}`);
	const long = line({all: words.all, some: words.some});
	const gap = '    ';
	const pointerCells = width(symbols.pointer) + 1;
	const isLong = pointerCells + width(long.join(gap)) <= columns;
	const shown = isLong ? long : line({all: words.allShort, some: words.some});
	const painted = shown.map((text, at) =>
		modes[at] === scope ? theme.paint(isActive ? 'focus' : 'selected', text) : theme.paint('text.secondary', text),
	);
	const pointer = isActive ? theme.paint('focus', symbols.pointer) : ' '.repeat(width(symbols.pointer));
	return (
		<Box height={1} flexShrink={0}>
			<Text wrap="truncate">{`${pointer} ${painted.join(gap)}`}</Text>
		</Box>
	);
}
