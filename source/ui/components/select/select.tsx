import {Box} from 'ink';
import {memo} from 'react';
import {uiMessages} from '../../messages.ts';
import {useScreenReader, useSize, useTheme} from '../../provider.tsx';
import {fit, width} from '../../text.ts';
import {Text} from '../text/text.tsx';
import type {Option} from './select-state.ts';
import {useSelect} from './use-select.ts';

export interface SelectProps<Value extends string> {
	/** A question or title above the list. */
	label?: string;
	options: readonly Option<Value>[];
	defaultValue?: Value | undefined;
	/** Default: all options, or what the space allows. */
	rows?: number;
	onFocus?: (value: Value) => void;
	onSelect?: (value: Value) => void;
	/** What Enter does, for the key line. Default: continue. */
	acceptLabel?: string;
}

/** One of a few. Descriptions stand beside the labels where there is space. */
export function Select<Value extends string>(props: SelectProps<Value>) {
	const {options, label} = props;
	const {columns, rows: space} = useSize();
	const isScreenReader = useScreenReader();
	const rows = Math.max(1, Math.min(options.length, props.rows ?? space - (label === undefined ? 0 : 1)));
	const {cursor, top} = useSelect({
		options,
		start: props.defaultValue,
		rows,
		onFocus: props.onFocus,
		onAccept: props.onSelect,
		acceptLabel: props.acceptLabel,
	});
	const labelCells = Math.max(0, ...options.map((option) => width(option.label)));
	if (isScreenReader) return <SpokenSelect label={label} options={options} cursor={cursor} />;
	return (
		<Box flexDirection="column" flexShrink={0}>
			{label !== undefined && <Text>{label}</Text>}
			{options.slice(top, top + rows).map((option, index) => (
				<OptionRow
					key={option.value}
					option={option}
					hasCursor={top + index === cursor}
					labelCells={labelCells}
					columns={columns}
				/>
			))}
		</Box>
	);
}

interface OptionRowProps {
	option: Option;
	hasCursor: boolean;
	labelCells: number;
	columns: number;
	mark?: string;
}

/** An option with what choosing it means beside it, where there is space for that. */
export const OptionRow = memo(function OptionRow({option, hasCursor, labelCells, columns, mark = ''}: OptionRowProps) {
	const theme = useTheme();
	const pointer = hasCursor ? theme.paint('focus', theme.symbols.pointer) : ' ';
	const description = columns - labelCells < 16 ? undefined : option.description;
	const label = description === undefined ? option.label : fit(option.label, labelCells);
	const second = description === undefined ? '' : `  ${theme.paint('text.secondary', description)}`;
	return (
		<Text wrap="truncate">{`${pointer} ${mark}${theme.paint(hasCursor ? 'focus' : 'text.primary', label)}${second}`}</Text>
	);
});

/** A list read aloud is the current option and its place, not twenty lines for every key. */
export function SpokenSelect(props: {
	label?: string | undefined;
	options: readonly Option[];
	cursor: number;
	isSelected?: boolean;
}) {
	const {label, options, cursor, isSelected = true} = props;
	const option = options[cursor];
	const said = [option?.label ?? uiMessages.list.empty, option?.description].filter(Boolean).join(', ');
	return (
		<Box flexDirection="column" aria-role="listbox">
			{label !== undefined && <Text>{label}</Text>}
			<Box aria-role="option" aria-state={{selected: isSelected}}>
				<Text>{`${said}, ${uiMessages.list.position(cursor + 1, options.length)}`}</Text>
			</Box>
		</Box>
	);
}
