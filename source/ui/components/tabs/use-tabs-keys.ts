import {useKeys} from '../../hooks/use-keys.ts';
import {uiMessages} from '../../messages.ts';
import {useWindow} from '../../provider.tsx';
import {neighbour, type Tab} from './tabs-state.ts';

/** With less, the key itself would be left out of the key line. */
const roomForLabel = 84;

interface TabsKeys<Id extends string> {
	tabs: readonly Tab<Id>[];
	current: Id;
	isActive: boolean;
	onChange: (id: Id) => void;
}

/** Tab and Shift-Tab. At the level of a screen: a list inside is asked first. */
export function useTabsKeys<Id extends string>({tabs, current, isActive, onChange}: TabsKeys<Id>): void {
	const {columns} = useWindow();
	const go = (by: number) => () => onChange(neighbour(tabs, current, by));
	useKeys({
		level: 'screen',
		contexts: ['browse'],
		isActive: isActive && tabs.length > 1,
		on: {next: go(1), previous: go(-1)},
		hints: ['next'],
		labels: columns < roomForLabel ? uiMessages.tabs.short : uiMessages.tabs,
	});
}
