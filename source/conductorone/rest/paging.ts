import {Problem} from '../../problem/problem.ts';
import type {RestCaller, RestRequest} from './caller.ts';
import {apiMessages} from './messages.ts';

interface Page {
	list?: unknown[] | null;
	nextPageToken?: string | null;
}

/** Walks all pages of a list. Page size 10 to 100; `''` ends it, a token that comes again is
 * `c1/unexpected-answer` (ConductorOne fact sheet, section 2.1). */
export async function* pages<Row>(
	caller: RestCaller,
	request: Omit<RestRequest, 'reads'>,
	pageSize = 100,
): AsyncGenerator<Row> {
	let token = '';
	do {
		const page = await caller.call<Page>(
			request.method === 'GET'
				? {
						...request,
						query: {...request.query, page_size: String(pageSize), ...(token === '' ? {} : {page_token: token})},
					}
				: {...request, reads: true, body: {...(request.body as object), pageSize, pageToken: token}},
		);
		yield* (page.list ?? []) as Row[];
		const next = page.nextPageToken ?? '';
		// What follows cannot be asked for, and a list cut short must not look complete.
		if (next !== '' && next === token) {
			throw new Problem({code: 'c1/unexpected-answer', ...apiMessages.incomplete, retryable: true});
		}
		token = next;
	} while (token !== '');
}

/** The same for a list whose rows are wrapped: what stands in each under a name. */
export async function* wrapped<Row>(name: string, ...list: Parameters<typeof pages>): AsyncGenerator<Row> {
	for await (const {[name]: row} of pages<Record<string, Row | undefined>>(...list)) if (row) yield row;
}
