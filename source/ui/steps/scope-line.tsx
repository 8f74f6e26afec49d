import {Box} from 'ink';
import {Text} from '../components/text/text.tsx';
import {useKeys} from '../hooks/use-keys.ts';
import {useScreenReader, useSize, useTheme} from '../provider.tsx';
import {width} from '../text.ts';
import {coursesMessages as messages} from './courses-messages.ts';

const modes = ['all', 'some', 'rule'] as const;
export type Scope = (typeof modes)[number];

interface ScopeLineProps {
	scope: Scope;
	/** It has the keyboard. */
	isActive: boolean;
	/** Gives the scope that follows on the present one: several keys may come before the next frame. */
	onChange: (next: (now: Scope) => Scope) => void;
	onAccept: () => void;
	/** What Enter does. Default: continue. */
	acceptLabel?: string;
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
			toggle: messages.changeScope,
			down: messages.toList,
			...(acceptLabel === undefined ? {} : {accept: acceptLabel}),
		},
	});
	const {symbols} = theme;
	if (isScreenReader) {
		return <Text>{`${messages.scope}: ${messages[scope]}${isActive ? `, ${messages.hasKeys}` : ''}`}</Text>;
	}
	const line = (labels: Record<Scope, string>) =>
		modes.map((mode) => `${mode === scope ? symbols.radioOn : symbols.radioOff} ${labels[mode]}`);
	const {all, allShort, some, someShort, rule, ruleShort} = messages;
	const forms = [
		{all, some, rule},
		{all: allShort, some, rule},
		{all: allShort, some: someShort, rule: ruleShort},
	].map(line);
	const gap = '    ';
	const pointerCells = width(symbols.pointer) + 1;
	const fits = (form: string[]) => pointerCells + width(form.join(gap)) <= columns;
	const shown = forms.find(fits) ?? forms.at(-1)!;
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
