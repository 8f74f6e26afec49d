import type {RestCaller, RestRequest} from './caller.ts';

interface Page {
	list?: unknown[] | null;
	nextPageToken?: string | null;
}

/** Walks all pages of a list. Page size 10 to 100; `''` ends it (ConductorOne fact sheet, section 2.1). */
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
		// A server that repeats its token would be asked for ever.
		if (next === token) return;
		token = next;
	} while (token !== '');
}
