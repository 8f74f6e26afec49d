import type {LitmosTarget} from '../../../source/litmos/client.ts';
import {createLitmosClient} from '../../../source/litmos/litmos-client.ts';
import {runSync} from '../../../source/sync/run-sync.ts';
import {defaultOptions} from '../../../source/sync/workspace.ts';

/**
 * One sync in a process that is made to be killed. Says `asks <listing>@<start>` before each request, `stored …` when a
 * page is in the file, and the report at the end; each line is written at once.
 */
const [folder, baseUrl, source, apiKey] = process.argv.slice(2) as [string, string, string, string];
const say = (line: string) => process.stdout.write(`${line}\n`);

const report = await runSync(
	{
		target: {baseUrl, source, apiKey, requestsPerMinute: 1e6, minuteMs: 1000, pageSize: 100},
		options: {...defaultOptions, extras: ['access-levels', 'team-roles', 'learning-paths']},
		folder,
		fresh: false,
	},
	{
		onEvent: () => {},
		createClient(target: LitmosTarget) {
			const client = createLitmosClient(target);
			return {
				...client,
				page(listing, start, options) {
					say(`asks ${listing.of ? `${listing.kind}:${listing.of}` : listing.kind}@${start}`);
					return client.page(listing, start, options);
				},
			};
		},
		log: (_, message, fields) => {
			if (message === 'page stored') say(`stored ${fields?.listing}@${fields?.start}`);
		},
	},
);
say(JSON.stringify(report));
process.exit();
