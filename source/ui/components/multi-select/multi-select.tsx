import {Box} from 'ink';
import {Fragment} from 'react';
import {useKeys} from '../../hooks/use-keys.ts';
import {useModel} from '../../hooks/use-model.ts';
import {movementHandlers} from '../../list-window.ts';
import {uiMessages} from '../../messages.ts';
import {useScreenReader, useSize, useTheme} from '../../provider.tsx';
import {width} from '../../text.ts';
import {OptionRow, SpokenSelect} from '../select/select.tsx';
import type {Option} from '../select/select-state.ts';
import {Text} from '../text/text.tsx';
import {FieldError} from '../text-input/field-error.tsx';
import {
	createMultiSelect,
	type MultiSelectAction,
	type MultiSelectState,
	reduceMultiSelect,
} from './multi-select-state.ts';

export interface MultiSelectProps<Value extends string> {
	label?: string;
	options: readonly Option<Value>[];
	defaultValue?: Iterable<Value>;
	rows?: number;
	validate?: (selected: ReadonlySet<Value>) => string | undefined;
	onFocus?: (value: Value) => void;
	onChange?: (selected: ReadonlySet<Value>) => void;
	onSubmit?: (selected: ReadonlySet<Value>) => void;
	acceptLabel?: string;
}

/** Any number of a few. For many, with search: SearchList. */
export function MultiSelect<Value extends string>(props: MultiSelectProps<Value>) {
	const {options, label} = props;
	const {rows: space, columns} = useSize();
	const isScreenReader = useScreenReader();
	const theme = useTheme();
	const rows = Math.max(1, Math.min(options.length, props.rows ?? space - 2));
	// Headings only where nothing scrolls: they would be gone as soon as they are needed.
	const headings = new Set(options.map(({group}) => group)).size;
	const hasHeadings = options.some(({group}) => group !== undefined) && (props.rows ?? space - 2) >= rows + headings;
	const model = useModel<MultiSelectState, MultiSelectAction>(reduceMultiSelect, () =>
		createMultiSelect(props.defaultValue),
	);
	const send = (action: MultiSelectAction) => {
		const before = model.current();
		const {selected, window} = model.send(action);
		if (selected !== before.selected) props.onChange?.(selected as ReadonlySet<Value>);
		const value = options[window.cursor]?.value;
		if (window.cursor !== before.window.cursor && value !== undefined) props.onFocus?.(value);
	};
	const change = (type: 'toggle' | 'all' | 'none' | 'invert') => () => send({type, options});
	const accept = () => {
		const selected = model.current().selected as ReadonlySet<Value>;
		const refusal = props.validate?.(selected);
		if (refusal === undefined) props.onSubmit?.(selected);
		else model.send({type: 'refuse', text: refusal});
	};
	useKeys({
		contexts: ['choice'],
		on: {
			...movementHandlers((movement) => send({type: 'move', movement, total: options.length, rows})),
			toggle: change('toggle'),
			all: change('all'),
			none: change('none'),
			invert: change('invert'),
			accept,
		},
		hints: ['toggle', 'accept', 'up', 'all', 'none', 'invert'],
		...(props.acceptLabel === undefined ? {} : {labels: {accept: props.acceptLabel}}),
	});
	const {window, selected, refusal} = model.state;
	const {checked, unchecked} = theme.symbols;
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
					<OptionRow
						option={option}
						hasCursor={window.top + index === window.cursor}
						labelCells={labelCells}
						columns={columns}
						mark={selected.has(option.value) ? `${theme.paint('selected', checked)} ` : `${unchecked} `}
					/>
				</Fragment>
			))}
			<FieldError error={refusal} indent={2} />
		</Box>
	);
}
