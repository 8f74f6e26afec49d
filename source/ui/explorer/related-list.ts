import type {RelatedLine} from '../../c1z/explorer-items.ts';
import {findingMessages} from '../../findings/messages.ts';
import type {Column} from '../components/table/columns.ts';
import type {Subject} from './explorer-state.ts';
import {list, textColumn} from './lists.ts';
import {explorerMessages} from './messages.ts';

const title = explorerMessages.columns;

/** Whoever has completed a course was assigned it: one word says both. */
export function standing(slugs: readonly string[]): string {
	const told = slugs.some((slug) => slug === 'completed' || slug === 'in_progress')
		? slugs.filter((slug) => slug !== 'assigned')
		: slugs;
	return told.map((slug) => explorerMessages.slugs[slug] ?? slug).join(', ');
}

/** Whether each row of the finding has words of its own, beside the name. */
function hasRowMessages(of: Subject | null): boolean {
	return of?.item.kind === 'finding' && findingMessages[of.item.finding].row !== undefined;
}

/** What belongs to an item: who has a course, what an account has, whom a finding is about. Empty columns go by themselves. */
export const relatedList = list<RelatedLine>({
	columns: ({of}) => {
		const kind = of?.item.kind;
		const columns: Column<RelatedLine>[] = [
			textColumn('name', title.name, ({name}) => name, 1, {min: 16, max: 80}),
			textColumn('standing', kind === 'course' ? title.progress : title.how, ({slugs}) => standing(slugs), 2),
		];
		// Of a course there are accounts only.
		if (kind !== 'course') columns.push(textColumn('kind', title.kind, ({type}) => explorerMessages.kindOf(type), 3));
		columns.push(
			textColumn('state', title.state, ({active}) => (active ? '' : explorerMessages.state(false)), 4),
			textColumn('apart', title.apart, ({name, apart}) => (apart === name ? '' : apart), 5, {min: 12, max: 40}),
		);
		// Of an account the finding itself says what there is to say.
		if (kind === 'finding')
			columns.push(
				textColumn('note', title.note, ({item, note}) => (item === null || hasRowMessages(of) ? note : ''), 3, {
					min: 20,
					max: 120,
				}),
			);
		return columns;
	},
	read: async (client, query, options, of) =>
		of === null ? {lines: [], total: 0} : client.related(of.item, query, options),
	key: ({type, name, apart, item, slugs, note}) => JSON.stringify([type, item ?? name, apart, slugs, note]),
	item: ({item}) => item,
	name: ({name}) => name,
	lines: ({note}) => (note === '' ? [] : [note]),
	apart: ({apart}) => apart,
});
