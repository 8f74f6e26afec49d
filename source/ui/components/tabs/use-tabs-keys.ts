import {useKeys} from '../../hooks/use-keys.ts';
import {words} from '../../messages.ts';
import {neighbour, type Tab} from './tabs-state.ts';

interface TabsKeys<Id extends string> {
	tabs: readonly Tab<Id>[];
	current: Id;
	isActive: boolean;
	onChange: (id: Id) => void;
}

/** Left and right, Tab and Shift-Tab. At the level of a screen: a list inside is asked first. */
export function useTabsKeys<Id extends string>({tabs, current, isActive, onChange}: TabsKeys<Id>): void {
	const go = (by: number) => () => onChange(neighbour(tabs, current, by));
	useKeys({
		level: 'screen',
		contexts: ['choice'],
		isActive: isActive && tabs.length > 1,
		on: {left: go(-1), right: go(1), next: go(1), previous: go(-1)},
		hints: ['next'],
		labels: words.tabs,
	});
}
