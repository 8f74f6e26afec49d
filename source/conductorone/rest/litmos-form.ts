import {Problem} from '../../problem/problem.ts';
import type {RestClient} from './client.ts';
import {setUpMessages} from './messages.ts';
import {litmosCatalogId} from './set-up.ts';

/** Fields of the hosted Litmos connector that the set-up fills in, and that none goes without. */
const needed = ['litmos_source', 'litmos_api_key'];

/**
 * Reads the form of the hosted Litmos connector, which proves that the tenant offers it and still names its fields as
 * expected. Throws Problem `c1/not-found` or `c1/unexpected-answer` when it does not.
 */
export async function checkLitmosForm(client: RestClient): Promise<void> {
	const {fields} = await client.configSchema(litmosCatalogId);
	const missing = needed.filter((name) => !fields?.some((field) => field.name === name && field.displayName));
	if (missing.length > 0) throw new Problem({code: 'c1/unexpected-answer', ...setUpMessages.formChanged(missing)});
}
