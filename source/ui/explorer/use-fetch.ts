import {useMemo, useState} from 'react';
import type {ExplorerClient} from '../../c1z/explorer-client.ts';
import type {FetchRows} from '../components/table/table-props.ts';
import type {Level} from './explorer-state.ts';
import {queryOf} from './lists.ts';
import {newestOnly} from './newest-only.ts';
import {listOf} from './root-lists.ts';

interface Answer {
	total: number;
	isPartial: boolean;
}

/** The rows of a level as the table asks for them, and how many the last answer had. */
export function useFetch(client: ExplorerClient, shown: Level): {fetch: FetchRows<unknown>; answer: Answer} {
	const [answer, setAnswer] = useState<Answer>({total: 0, isPartial: false});
	const ask = useMemo(newestOnly, []);
	// Without the search text: that is the table's own, which asks again for each change of it.
	const {list, of, sort, filter} = shown;
	const fetch = useMemo<FetchRows<unknown>>(
		() =>
			async ({offset, limit, query, signal}) => {
				const asked = queryOf({sort, filter}, query, offset, limit);
				const slice = await ask(() => listOf({list}).read(client, asked, {signal}, of), signal);
				if (!signal.aborted) {
					const next = {total: slice.total, isPartial: slice.partial === true};
					setAnswer((now) => (now.total === next.total && now.isPartial === next.isPartial ? now : next));
				}
				return {rows: slice.lines, total: slice.total};
			},
		[client, ask, list, of, sort, filter],
	);
	return {fetch, answer};
}
