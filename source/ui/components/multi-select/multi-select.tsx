import {Box} from 'ink';
import {Fragment} from 'react';
import {useModel} from '../../hooks/use-model.ts';
import {uiMessages} from '../../messages.ts';
import {useScreenReader, useSize, useTheme} from '../../provider.tsx';
import {width} from '../../text.ts';
import {OptionRow, SpokenSelect} from '../select/select.tsx';
import type {Option} from '../select/select-state.ts';
import {useSelect} from '../select/use-select.ts';
import {Text} from '../text/text.tsx';

export interface MultiSelectProps<Value extends string> {
	options: readonly Option<Value>[];
	defaultValue: ReadonlySet<Value>;
	/** Screen rows it may fill. */
	rows: number;
	onFocus?: (value: Value) => void;
	onChange?: (selected: ReadonlySet<Value>) => void;
	onSubmit?: () => void;
	/** What Enter does, for the key line. Default: continue. */
	acceptLabel?: string;
}

/** Any number of a few. For many, with search: SearchList. */
export function MultiSelect<Value extends string>(props: MultiSelectProps<Value>) {
	const {options} = props;
	const {columns} = useSize();
	const isScreenReader = useScreenReader();
	const theme = useTheme();
	const rows = Math.max(1, Math.min(options.length, props.rows));
	// Headings only where nothing scrolls: they would be gone as soon as they are needed.
	const headings = new Set(options.map(({group}) => group)).size;
	const hasHeadings = options.some(({group}) => group !== undefined) && props.rows >= rows + headings;
	const {
		state: selected,
		send,
		current,
	} = useModel(
		(_: ReadonlySet<Value>, next: ReadonlySet<Value>) => next,
		() => props.defaultValue,
	);
	const select = (isSelected: (value: Value, wasSelected: boolean) => boolean) => {
		const values = options.map(({value}) => value).filter((value) => isSelected(value, current().has(value)));
		const next = send(new Set(values));
		props.onChange?.(next);
	};
	const {cursor, top} = useSelect({
		options,
		start: undefined,
		rows,
		onFocus: props.onFocus,
		onAccept: props.onSubmit,
		acceptLabel: props.acceptLabel,
		on: {
			toggle: (at) => select((value, was) => (value === at ? !was : was)),
			all: () => select(() => true),
			none: () => select(() => false),
			invert: () => select((_, was) => !was),
		},
		hints: ['toggle', 'accept', 'up', 'all', 'none', 'invert'],
	});
	const {checked, unchecked} = theme.symbols;
	const labelCells = Math.max(0, ...options.map((option) => width(option.label)));
	if (isScreenReader) {
		const isSelected = options.some(({value}, index) => index === cursor && selected.has(value));
		return (
			<Box flexDirection="column">
				<SpokenSelect options={options} cursor={cursor} isSelected={isSelected} />
				<Text>{uiMessages.list.selected(selected.size)}</Text>
			</Box>
		);
	}
	return (
		<Box flexDirection="column" flexShrink={0}>
			{options.slice(top, top + rows).map((option, index) => (
				<Fragment key={option.value}>
					{hasHeadings && option.group !== options[index - 1]?.group && (
						<Text wrap="truncate">{theme.paint('text.secondary', option.group ?? '')}</Text>
					)}
					<OptionRow
						option={option}
						hasCursor={top + index === cursor}
						labelCells={labelCells}
						columns={columns}
						mark={selected.has(option.value) ? `${theme.paint('selected', checked)} ` : `${unchecked} `}
					/>
				</Fragment>
			))}
		</Box>
	);
}
