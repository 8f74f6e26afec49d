import {Box} from 'ink';
import {count} from '../../../text/amounts.ts';
import {words} from '../../messages.ts';
import {useScreenReader, useSize, useTheme} from '../../provider.tsx';
import {Text} from '../text/text.tsx';
import {type Tab, visibleTabs} from './tabs-state.ts';
import {useTabsKeys} from './use-tabs-keys.ts';

export interface TabsProps<Id extends string> {
	tabs: readonly Tab<Id>[];
	current: Id;
	onChange: (id: Id) => void;
	isActive?: boolean;
}

/** Two rows: the names, and a line in which the current one is marked; brackets mark it without colour too. */
export function Tabs<Id extends string>({tabs, current, onChange, isActive = true}: TabsProps<Id>) {
	const theme = useTheme();
	const {columns} = useSize();
	const isScreenReader = useScreenReader();
	useTabsKeys({tabs, current, isActive, onChange});
	const {symbols} = theme;
	const at = Math.max(
		0,
		tabs.findIndex((tab) => tab.id === current),
	);
	const labels = tabs.map((tab) => {
		const number = tab.count === undefined ? '' : ` ${count(tab.count)}`;
		return `${tab.label}${number}${tab.hasWarning ? ` ${symbols.warning}` : ''}`;
	});
	if (isScreenReader) {
		return (
			<Box aria-role="tablist">
				<Box aria-role="tab" aria-state={{selected: true}}>
					<Text>{`${labels[at] ?? ''}, ${words.list.position(at + 1, tabs.length)}`}</Text>
				</Box>
			</Box>
		);
	}
	const {from, to} = visibleTabs(labels, at, columns - 4);
	const parts = labels.slice(from, to).map((label, index) => {
		const isCurrent = from + index === at;
		return isCurrent ? theme.paint('focus', `[${label}]`) : theme.paint('text.secondary', ` ${label} `);
	});
	const before = from > 0 ? `${symbols.moreBefore} ` : '';
	const after = to < labels.length ? ` ${symbols.moreAfter}` : '';
	return (
		<Box flexDirection="column" flexShrink={0}>
			<Text wrap="truncate">{before + parts.join(' ') + after}</Text>
			<Text wrap="truncate">{theme.paint('rule', symbols.rule.repeat(columns))}</Text>
		</Box>
	);
}
