import type {LitmosTarget} from '../../../source/litmos/client.ts';
import {createLitmosClient} from '../../../source/litmos/litmos-client.ts';
import {runSync} from '../../../source/sync/run-sync.ts';
import {savedSync} from '../../../source/sync/saved-sync.ts';
import {defaultOptions} from '../../../source/sync/workspace.ts';

/**
 * One sync in a process that is made to be killed. Says `starts <why>`, `asks <listing>@<start>` before each request,
 * `stored …` when a page is in the file, and the report at the end; each line is written at once. With `by-changes` it is
 * a delta sync, to which one change of a kind is proof enough.
 */
const [folder, baseUrl, source, apiKey, way] = process.argv.slice(2) as [string, string, string, string, string?];
const say = (line: string) => process.stdout.write(`${line}\n`);

const target: LitmosTarget = {baseUrl, source, apiKey, requestsPerMinute: 1e6, minuteMs: 1000, pageSize: 100};
// As every command does: a sync that was finished, but killed before anybody heard of it, is used as it is.
const saved = savedSync(folder, target);
const isByChanges = way === 'by-changes';
const report = await runSync(
	{
		target,
		options: isByChanges
			? {...defaultOptions, delta: 'auto', deltaProofs: 1}
			: {...defaultOptions, extras: ['access-levels', 'team-roles', 'learning-paths']},
		folder,
		fresh: false,
		...(isByChanges ? {endsWithRead: true} : {unused: saved?.finishedAt ? saved.syncId : undefined}),
	},
	{
		onEvent(event) {
			if (event.type === 'started') say(`starts ${event.reason}`);
		},
		createClient(target) {
			const client = createLitmosClient(target);
			return {
				...client,
				page(listing, start, options) {
					say(`asks ${listing.of ? `${listing.kind}:${listing.of}` : listing.kind}@${start}`);
					return client.page(listing, start, options);
				},
				changes(kind, window, start, options) {
					say(`asks changes of ${kind}@${start}`);
					return client.changes!(kind, window, start, options);
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
