import type {ReadingItem} from '../../setup/reading.ts';
import {count, plural} from '../../text/amounts.ts';
import {about} from './about.ts';

/** The page for optional data: what is read in addition, or left out. */
export const whatElseWords = {
	title: 'Optional data',
	name: 'Optional data',
	note: 'Leave everything off for the standard sync. You can change this later; IDs stay the same.',
	groups: {extras: 'Also read', thrift: 'Leave out, or read faster'},
	items: {
		'learning-paths': {
			label: 'Learning paths',
			gives: 'Each learning path, and who is assigned, in progress or completed.',
			each: {requests: 1, of: 'path'},
		},
		'team-roles': {
			label: 'Team leaders and admins',
			gives: 'The leaders and admins of each team, in addition to its members.',
			each: {requests: 2, of: 'team'},
		},
		'nested-teams': {
			label: 'Teams within teams',
			gives: 'A team becomes a member of the team above it, so its members count there too.',
			each: null,
		},
		'access-levels': {
			label: 'Access levels',
			gives: 'Each access level in Litmos, such as Administrator, as a role that accounts have.',
			each: null,
		},
		'account-details': {
			label: 'Richer account profiles',
			gives: 'Job title, manager, employee ID, last sign-in. Responses are 10 to 20 times as large.',
			each: null,
		},
		'course-modules': {
			label: 'Course modules',
			gives: 'The modules of each course, listed below it. They have no grants.',
			each: {requests: 1, of: 'course'},
		},
		'skip-empty-teams': {
			label: 'Skip empty teams',
			gives: 'Leaves out teams without members. Checking them still takes requests.',
			each: null,
		},
		'skip-inactive-courses': {
			label: 'Skip inactive courses',
			gives: 'Leaves out courses that are inactive in Litmos, unless you select them one by one.',
			each: null,
		},
		'bulk-read': {
			label: 'Bulk read',
			gives: 'Reads 25 accounts at a time if that is cheaper and a sample gives the same data.',
			each: null,
		},
	} satisfies Record<ReadingItem, {label: string; gives: string; each: {requests: number; of: string} | null}>,
	noRequest: 'no extra requests',
	fewer: 'the same or fewer',
	per: (requests: number, of: string) => `${plural(requests, 'request')} per ${of}`,
	perShort: (requests: number, of: string) => `${count(requests)} per ${of}`,
	sum: (requests: number) =>
		requests === 0 ? 'no extra requests' : `${requests < 0 ? '−' : '+'} ${plural(Math.abs(requests), 'request')}`,
	total: (before: number, after: number, seconds: number, isAtLeast: boolean) =>
		`About ${count(before)} → ${isAtLeast ? 'at least ' : ''}${plural(after, 'request')} · ${about(seconds)}`,
	spokenTotal: (before: number, after: number, seconds: number, isAtLeast: boolean) =>
		`About ${plural(before, 'request')} without, ${isAtLeast ? 'at least ' : ''}${count(after)} with what is selected, ${about(seconds)}`,
	plainTotal: (requests: number, seconds: number) => `About ${plural(requests, 'request')} · ${about(seconds)}`,
	totalUnknown: 'The total is known once the course list is complete.',
	keep: 'done',
	nothing: 'none',
	chosen: (labels: readonly string[]) =>
		labels.length <= 2 ? labels.join(', ') : `${labels[0]} and ${count(labels.length - 1)} more`,
	notThere: 'Optional data is not read there: ConductorOne’s own connector doesn’t support it.',
} as const;
