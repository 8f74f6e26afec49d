import {count, plural} from '../text/amounts.ts';

/** Lists that delta sync is about, by the name they have in JSON. */
const lists: Partial<Record<string, string>> = {
	'course-people': 'course assignments',
	'team-members': 'team members',
};

/** Runs that sent data, or did not. */
export const runMessages = {
	ways: {
		schedule: 'Last nightly push',
		push: 'Last push',
		setup: 'Last push of the setup',
		service: 'Last sync of the service',
	},
	next: 'Next nightly push',
	done: (at: string) => `${at}, done`,
	sent: (at: string, accounts: number, teams: number, courses: number, grants: number) =>
		`${at}, sent ${plural(accounts, 'account')}, ${plural(teams, 'team')}, ${plural(courses, 'course')}, ${plural(grants, 'grant')}`,
	failed: (at: string, exit: number, title: string) => `${at}, failed (exit code ${exit}): ${title}`,
	/** Names of the lines below a run. */
	lines: {
		took: '  took',
		delta: '  delta sync',
		dropGuard: '  drop guard',
		lastSuccess: '  last success',
		total: '  so far',
	},
	took: (time: string, requests: number, retried: number, throttled: number) =>
		[
			time,
			plural(requests, 'request'),
			...(retried > 0 ? [`${count(retried)} tried again`] : []),
			...(throttled > 0 ? [`${count(throttled)} refused for going too fast`] : []),
		].join(', '),
	dropGuard: {sent: 'exceeded, sent all the same', kept_back: 'exceeded, not sent'},
	/** `full`: why lists were all read, by kind; null where they were updated. */
	delta: (
		full: readonly (readonly [kind: string, reason: string | null])[],
		{updated, read, untold, late}: {updated: number; read: number; untold: number; late: number},
	) =>
		[
			`${count(updated)} of ${plural(updated + read, 'list')} updated from changes`,
			...full.flatMap(([kind, reason]) => (reason === null ? [] : [`${lists[kind] ?? kind} read in full (${reason})`])),
			...(untold > 0 ? [`${plural(untold, 'change')} not reported`] : []),
			...(late > 0 ? [`${plural(late, 'change')} reported late`] : []),
		].join(', '),
	total: (succeeded: number, failed: number) => `${count(succeeded)} succeeded, ${count(failed)} failed`,
	never: 'never',
	tooOld: (limit: string) => `No push has succeeded in the last ${limit}`,
} as const;
