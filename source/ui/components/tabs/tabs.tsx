import {Box} from 'ink';
import {useKeys} from '../../hooks/use-keys.ts';
import {uiMessages} from '../../messages.ts';
import {useScreenReader, useSize, useTheme, useWindow} from '../../provider.tsx';
import {width} from '../../text.ts';
import {Text} from '../text/text.tsx';
import {type Tab, tabGap, tabLabels, totalWidth, visibleTabs} from './tabs-state.ts';

export interface TabsProps<Id extends string> {
	tabs: readonly Tab<Id>[];
	current: Id;
	onChange: (id: Id) => void;
	isActive?: boolean;
}

/** With less, the key itself would be left out of the key line. */
const roomForLabel = 84;

/** Two rows: the names, and a line below the current one. Tab and Shift-Tab change it. */
export function Tabs<Id extends string>({tabs, current, onChange, isActive = true}: TabsProps<Id>) {
	const theme = useTheme();
	const {columns} = useSize();
	const isScreenReader = useScreenReader();
	const window = useWindow();
	const at = Math.max(
		0,
		tabs.findIndex((tab) => tab.id === current),
	);
	const go = (by: number) => () => onChange(tabs[(at + by + tabs.length) % tabs.length]?.id ?? current);
	useKeys({
		// A list inside is asked first.
		level: 'screen',
		contexts: ['browse'],
		isActive: isActive && tabs.length > 1,
		on: {next: go(1), previous: go(-1)},
		hints: ['next'],
		labels: window.columns < roomForLabel ? uiMessages.tabs.short : uiMessages.tabs,
	});
	const {symbols} = theme;
	const labels = tabLabels(tabs, at, columns - 1, symbols.warning);
	if (isScreenReader) {
		return (
			<Box aria-role="tablist">
				<Box aria-role="tab" aria-state={{selected: true}}>
					<Text>{`${labels[at] ?? ''}, ${uiMessages.list.position(at + 1, tabs.length)}`}</Text>
				</Box>
			</Box>
		);
	}
	const isWhole = totalWidth(labels) <= columns - 1;
	const {from, to} = isWhole ? {from: 0, to: labels.length} : visibleTabs(labels, at, columns - 5);
	const before = from > 0 ? `${symbols.moreBefore} ` : ' ';
	const after = to < labels.length ? ` ${symbols.moreAfter}` : '';
	const shown = labels.slice(from, to);
	const parts = shown.map((label, index) =>
		theme.paint(from + index === at ? 'focus' : tokenOf(tabs[from + index]), label),
	);
	const start = width(before) + shown.slice(0, at - from).reduce((sum, label) => sum + width(label) + tabGap, 0);
	const mark = symbols.rule.repeat(width(labels[at] ?? ''));
	return (
		<Box flexDirection="column" flexShrink={0}>
			<Text wrap="truncate">{`${before}${parts.join(' '.repeat(tabGap))}${after}`}</Text>
			<Text wrap="truncate">{' '.repeat(start) + theme.paint('focus', mark)}</Text>
		</Box>
	);
}

const tokenOf = (tab: Tab | undefined) => (tab?.hasWarning ? 'status.warning' : 'text.secondary');
