import type {Overview} from '../../c1z/explorer-answers.ts';
import type {Tab} from '../components/tabs/tabs-state.ts';
import type {Comparing} from './changes.tsx';
import type {Level, RootList} from './explorer-state.ts';
import {explorerMessages} from './messages.ts';
import {typeOf} from './root-lists.ts';

/** How many rows changed since the last push; null where nothing is compared. */
export function changesOf(comparing: Comparing): {added: number; removed: number; changed: number} | null {
	if (typeof comparing === 'string' || !('added' in comparing) || comparing.against === null) return null;
	const sum = (amounts: Record<string, number>) => Object.values(amounts).reduce((all, amount) => all + amount, 0);
	return {added: sum(comparing.added), removed: sum(comparing.removed), changed: sum(comparing.changed)};
}

export function hasChanges(comparing: Comparing): boolean {
	const changes = changesOf(comparing);
	return changes !== null && changes.added + changes.removed + changes.changed > 0;
}

/** What there is, with live numbers; the changes first when there are any. */
export function tabsOf(overview: Overview | undefined, comparing: Comparing, current: RootList): Tab<RootList>[] {
	const counts = overview?.counts;
	const changes = changesOf(comparing);
	const note = changes === null ? '' : explorerMessages.changed(changes.added, changes.removed, changes.changed);
	const changesTab: Tab<RootList> = {
		id: 'changes',
		label: explorerMessages.tabs.changes,
		...(note === '' ? {} : {note}),
	};
	const isFirst = hasChanges(comparing);
	const plain = (id: 'accounts' | 'teams' | 'courses' | 'grants'): Tab<RootList> => ({
		id,
		label: explorerMessages.tabs[id],
		count: counts?.[id],
	});
	const types = new Set((overview?.otherTypes ?? []).map(({type}) => type));
	// The file may be read anew while somebody looks at one of these.
	if (current.startsWith('type:')) types.add(typeOf(current));
	return [
		...(isFirst ? [changesTab] : []),
		...(['accounts', 'teams', 'courses'] as const).map(plain),
		...[...types].map(
			(type): Tab<RootList> => ({
				id: `type:${type}`,
				label: labelOfType(type),
				count: overview?.otherTypes.find((each) => each.type === type)?.count,
			}),
		),
		plain('grants'),
		...(isFirst ? [] : [changesTab]),
		{
			id: 'findings',
			label: explorerMessages.tabs.findings,
			count: overview?.findings,
			...((overview?.findings ?? 0) > 0 ? {hasWarning: true} : {}),
		},
	];
}

export function labelOfList(list: RootList): string {
	return list in explorerMessages.tabs
		? explorerMessages.tabs[list as keyof typeof explorerMessages.tabs]
		: labelOfType(typeOf(list));
}

function labelOfType(type: string): string {
	return explorerMessages.typeTabs[type] ?? explorerMessages.typeTab(type);
}

export function emptyText({list, of}: Pick<Level, 'list' | 'of'>, isReading: boolean, isStopped: boolean): string {
	if (list === 'related') {
		const kind = of?.item.kind;
		return kind === 'account' || kind === 'team' || kind === 'course'
			? explorerMessages.emptyOf[kind]
			: explorerMessages.emptyOf.other;
	}
	if (isReading) return explorerMessages.reading(labelOfList(list));
	if (isStopped) return explorerMessages.stopped(labelOfList(list));
	return list in explorerMessages.empty
		? explorerMessages.empty[list as keyof typeof explorerMessages.empty]
		: explorerMessages.emptyType(labelOfList(list));
}
