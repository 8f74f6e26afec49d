import {Box} from 'ink';
import {memo} from 'react';
import {useModel} from '../../hooks/use-model.ts';
import {moveTo} from '../../list-window.ts';
import {uiMessages} from '../../messages.ts';
import {useScreenReader, useSize, useTheme} from '../../provider.tsx';
import {fit, width} from '../../text.ts';
import {Text} from '../text/text.tsx';
import {createSelect, type Option, reduceSelect, type SelectAction, type SelectState} from './select-state.ts';
import {useSelectKeys} from './use-select-keys.ts';

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
	const model = useModel<SelectState, SelectAction>(reduceSelect, () =>
		createSelect(options, props.defaultValue, rows),
	);
	useSelectKeys({
		model,
		options,
		rows,
		onFocus: props.onFocus,
		onSelect: props.onSelect,
		acceptLabel: props.acceptLabel,
	});
	// A window that shrank keeps the option under the cursor in sight.
	const {cursor, top} = moveTo(model.state.window, model.state.window.cursor, options.length, rows);
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
	const description = columns - labelCells < 16 ? undefined : (option.disabled ?? option.description);
	const label = description === undefined ? option.label : fit(option.label, labelCells);
	const token = option.disabled !== undefined ? 'text.secondary' : hasCursor ? 'focus' : 'text.primary';
	const second = description === undefined ? '' : `  ${theme.paint('text.secondary', description)}`;
	return <Text wrap="truncate">{`${pointer} ${mark}${theme.paint(token, label)}${second}`}</Text>;
});

/** A list read aloud is the current option and its place, not twenty lines for every key. */
export function SpokenSelect(props: {
	label: string | undefined;
	options: readonly Option[];
	cursor: number;
	isSelected?: boolean;
}) {
	const {label, options, cursor, isSelected} = props;
	const option = options[cursor];
	const description = option?.disabled === undefined ? option?.description : `not available, ${option.disabled}`;
	return (
		<Box flexDirection="column" aria-role="listbox">
			{label !== undefined && <Text>{label}</Text>}
			<Box aria-role="option" aria-state={{selected: isSelected ?? true, disabled: option?.disabled !== undefined}}>
				<Text>
					{`${option?.label ?? uiMessages.list.empty}${description ? `, ${description}` : ''}, ${uiMessages.list.position(cursor + 1, options.length)}`}
				</Text>
			</Box>
		</Box>
	);
}
