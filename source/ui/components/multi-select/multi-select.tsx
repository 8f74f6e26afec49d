import {Box} from 'ink';
import {Fragment, memo} from 'react';
import {useModel} from '../../hooks/use-model.ts';
import {uiMessages} from '../../messages.ts';
import {useScreenReader, useSize, useTheme} from '../../provider.tsx';
import {fit, width} from '../../text.ts';
import {SpokenSelect} from '../select/select.tsx';
import type {Option} from '../select/select-state.ts';
import {Text} from '../text/text.tsx';
import {FieldError} from '../text-input/field-error.tsx';
import {
	createMultiSelect,
	type MultiSelectAction,
	type MultiSelectState,
	reduceMultiSelect,
} from './multi-select-state.ts';
import {useMultiSelectKeys} from './use-multi-select-keys.ts';

export interface MultiSelectProps<Value extends string> {
	label?: string;
	options: readonly Option<Value>[];
	defaultValue?: Iterable<Value>;
	rows?: number;
	isActive?: boolean;
	/** A rule checked on Enter. */
	validate?: (selected: ReadonlySet<Value>) => string | undefined;
	/** The cursor came to this option. */
	onFocus?: (value: Value) => void;
	onChange?: (selected: ReadonlySet<Value>) => void;
	onSubmit?: (selected: ReadonlySet<Value>) => void;
	acceptLabel?: string;
}

/** Any number of a few. For many, with search: SearchList. */
export function MultiSelect<Value extends string>(props: MultiSelectProps<Value>) {
	const {options, label, isActive = true} = props;
	const {rows: space} = useSize();
	const isScreenReader = useScreenReader();
	const theme = useTheme();
	const rows = Math.max(1, Math.min(options.length, props.rows ?? space - 2));
	// Headings only where nothing scrolls: they would be gone as soon as they are needed.
	const headings = new Set(options.map(({group}) => group)).size;
	const hasHeadings = options.some(({group}) => group !== undefined) && (props.rows ?? space - 2) >= rows + headings;
	const model = useModel<MultiSelectState, MultiSelectAction>(reduceMultiSelect, () =>
		createMultiSelect(props.defaultValue),
	);
	useMultiSelectKeys({
		model,
		options,
		rows,
		isActive,
		acceptLabel: props.acceptLabel,
		onFocus: (value) => props.onFocus?.(value as Value),
		onChange: (selected) => props.onChange?.(selected as ReadonlySet<Value>),
		onSubmit: () => {
			const selected = model.current().selected as ReadonlySet<Value>;
			const refusal = props.validate?.(selected);
			if (refusal === undefined) props.onSubmit?.(selected);
			else model.send({type: 'refuse', text: refusal});
		},
	});
	const {window, selected, refusal} = model.state;
	const labelCells = Math.max(0, ...options.map((option) => width(option.label)));
	if (isScreenReader) {
		const isSelected = selected.has(options[window.cursor]?.value ?? '');
		return (
			<Box flexDirection="column">
				<SpokenSelect label={label} options={options} cursor={window.cursor} isSelected={isSelected} />
				<Text>{uiMessages.list.selected(selected.size)}</Text>
				<FieldError error={refusal} />
			</Box>
		);
	}
	return (
		<Box flexDirection="column" flexShrink={0}>
			{label !== undefined && <Text>{label}</Text>}
			{options.slice(window.top, window.top + rows).map((option, index) => (
				<Fragment key={option.value}>
					{hasHeadings && option.group !== options[index - 1]?.group && (
						<Text wrap="truncate">{theme.paint('text.secondary', option.group ?? '')}</Text>
					)}
					<CheckRow
						option={option}
						hasCursor={isActive && window.top + index === window.cursor}
						isSelected={selected.has(option.value)}
						labelCells={labelCells}
					/>
				</Fragment>
			))}
			<FieldError error={refusal} indent={2} />
		</Box>
	);
}

const CheckRow = memo(function CheckRow(props: {
	option: Option;
	hasCursor: boolean;
	isSelected: boolean;
	labelCells: number;
}) {
	const {option, hasCursor, isSelected, labelCells} = props;
	const theme = useTheme();
	const {symbols} = theme;
	const pointer = hasCursor ? theme.paint('focus', symbols.pointer) : ' ';
	const mark = isSelected ? theme.paint('selected', symbols.checked) : symbols.unchecked;
	const description = option.disabled ?? option.description;
	const token = option.disabled !== undefined ? 'text.secondary' : hasCursor ? 'focus' : 'text.primary';
	const label = description === undefined ? option.label : fit(option.label, labelCells);
	const second = description === undefined ? '' : `  ${theme.paint('text.secondary', description)}`;
	return <Text wrap="truncate">{`${pointer} ${mark} ${theme.paint(token, label)}${second}`}</Text>;
});
