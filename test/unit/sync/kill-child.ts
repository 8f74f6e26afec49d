import {runSync} from '../../../source/sync/run-sync.ts';
import {defaultOptions} from '../../../source/sync/workspace.ts';

/** One sync in a process that is made to be killed; says `page` for each page stored, and the report at the end. */
const [folder, baseUrl, source, apiKey] = process.argv.slice(2) as [string, string, string, string];
const report = await runSync(
	{
		target: {baseUrl, source, apiKey, requestsPerMinute: 1e6, minuteMs: 1000, pageSize: 100},
		options: {...defaultOptions, extras: ['access-levels', 'team-roles']},
		folder,
		fresh: false,
	},
	{
		onEvent: () => {},
		log: (_, message) => {
			if (message === 'page stored') process.stdout.write('page\n');
		},
	},
);
process.stdout.write(`${JSON.stringify(report)}\n`);
