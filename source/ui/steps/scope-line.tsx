import {Box} from 'ink';
import {Text} from '../components/text/text.tsx';
import {useKeys} from '../hooks/use-keys.ts';
import {useScreenReader, useSize, useTheme} from '../provider.tsx';
import {width} from '../text.ts';
import {coursesMessages as messages} from './courses-messages.ts';

const modes = ['all', 'some', 'rule'] as const;
export type Scope = (typeof modes)[number];

const labels: Record<Scope, string> = {
	all: 'All courses, including ones added later',
	some: 'Only the courses I select',
	rule: 'Courses that match a rule',
};
/** The same in less and less space. */
const forms: readonly Record<Scope, string>[] = [
	labels,
	{...labels, all: 'All courses'},
	{all: 'All courses', some: 'Selected', rule: 'By a rule'},
];

interface ScopeLineProps {
	scope: Scope;
	/** It has the keyboard. */
	isActive: boolean;
	/** Gives the scope that follows on the present one: several keys may come before the next frame. */
	onChange: (next: (now: Scope) => Scope) => void;
	onAccept: () => void;
	/** What Enter does. Default: continue. */
	acceptLabel: string | undefined;
	/** Down leads to the list. */
	onLeave: () => void;
}

/** All courses, only some, or those that match a rule: different answers, side by side. */
export function ScopeLine({scope, isActive, onChange, onAccept, acceptLabel, onLeave}: ScopeLineProps) {
	const theme = useTheme();
	const {columns} = useSize();
	const isScreenReader = useScreenReader();
	useKeys({
		contexts: ['choice'],
		isActive,
		on: {
			left: () => onChange((now) => modes[Math.max(0, modes.indexOf(now) - 1)]!),
			right: () => onChange((now) => modes[Math.min(modes.length - 1, modes.indexOf(now) + 1)]!),
			toggle: () => onChange((now) => modes[(modes.indexOf(now) + 1) % modes.length]!),
			accept: onAccept,
			down: onLeave,
		},
		hints: ['accept', 'toggle'],
		labels: {
			toggle: 'change',
			down: messages.toList,
			accept: acceptLabel,
		},
	});
	const {symbols} = theme;
	if (isScreenReader) {
		return <Text>{`Scope: ${labels[scope]}${isActive ? `, Left and Right change it` : ''}`}</Text>;
	}
	const lines = forms.map((form) =>
		modes.map((mode) => `${mode === scope ? symbols.radioOn : symbols.radioOff} ${form[mode]}`),
	);
	const gap = '    ';
	const pointerCells = width(symbols.pointer) + 1;
	const fits = (line: string[]) => pointerCells + width(line.join(gap)) <= columns;
	const shown = lines.find(fits) ?? lines.at(-1)!;
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
