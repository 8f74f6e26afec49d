import {Problem} from '../../problem/problem.ts';
import type {RestClient} from './client.ts';
import {setUpMessages} from './messages.ts';
import {litmosCatalogId} from './set-up.ts';

/** The form of the hosted Litmos connector, as this tenant words it. */
export interface LitmosForm {
	displayName: string;
	helpUrl: string;
	labels: {source: string; apiKey: string; courseIds: string};
}

const names = {source: 'litmos_source', apiKey: 'litmos_api_key', courseIds: 'litmos_course_ids'} as const;

/**
 * Reads the form, which proves that the tenant offers the connector and still names its fields as expected. Throws
 * Problem `c1/not-found` or `c1/unexpected-answer` when it does not.
 */
export async function litmosForm(client: RestClient): Promise<LitmosForm> {
	const schema = await client.configSchema(litmosCatalogId);
	const labelOf = (name: string) => schema.fields?.find((field) => field.name === name)?.displayName;
	const missing = [names.source, names.apiKey].filter((name) => labelOf(name) === undefined);
	if (missing.length > 0) throw new Problem({code: 'c1/unexpected-answer', ...setUpMessages.formChanged(missing)});
	return {
		displayName: schema.displayName ?? 'Litmos',
		helpUrl: schema.helpUrl ?? '',
		labels: {
			source: labelOf(names.source) ?? '',
			apiKey: labelOf(names.apiKey) ?? '',
			courseIds: labelOf(names.courseIds) ?? '',
		},
	};
}
