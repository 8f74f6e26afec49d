import type {ReadingItem} from '../../setup/reading.ts';
import {count, plural} from '../../text/amounts.ts';
import {about} from './about.ts';

/** The page that asks what is read besides, or left out. */
export const whatElseWords = {
	title: 'What else shall be read, or left out?',
	name: 'What else to read',
	note: 'With none ticked you get what baton-litmos reads. No choice changes an id.',
	groups: {extras: 'Read besides', thrift: 'Leave out, or read faster'},
	items: {
		'learning-paths': {
			label: 'Learning paths',
			gives: 'Each learning path, with who is assigned, under way and done.',
			each: {requests: 1, of: 'path'},
		},
		'team-roles': {
			label: 'Team leaders and admins',
			gives: 'Each team can be granted as leader and admin too, not only as member.',
			each: {requests: 2, of: 'team'},
		},
		'nested-teams': {
			label: 'Teams within teams',
			gives: 'A team is a member of the team above it, so its people count there too.',
			each: null,
		},
		'access-levels': {
			label: 'Access levels',
			gives: 'Each access level in Litmos, such as Administrator, as a role that people have.',
			each: null,
		},
		'account-details': {
			label: 'Richer account profiles',
			gives: 'Job title, manager, employee id, last sign-in. Answers are 10 to 20 times as large.',
			each: null,
		},
		'course-modules': {
			label: 'Course modules',
			gives: 'The modules of each course, below it. Nobody is granted one.',
			each: {requests: 1, of: 'course'},
		},
		'skip-empty-teams': {
			label: 'Without empty teams',
			gives: 'Teams without members stay out. They are still asked for their members.',
			each: null,
		},
		'skip-inactive-courses': {
			label: 'Without inactive courses',
			gives: 'Courses switched off in Litmos stay out, unless you tick them one by one.',
			each: null,
		},
		'bulk-read': {
			label: 'Bulk read',
			gives: 'Reads 25 accounts at once, if that is cheaper and a sample proves it equal.',
			each: null,
		},
	} satisfies Record<ReadingItem, {label: string; gives: string; each: {requests: number; of: string} | null}>,
	noRequest: 'no extra request',
	fewer: 'fewer, or as many',
	per: (requests: number, of: string) => `${plural(requests, 'request')} per ${of}`,
	perShort: (requests: number, of: string) => `${count(requests)} per ${of}`,
	sum: (requests: number) =>
		requests === 0 ? 'no extra request' : `${requests < 0 ? '−' : '+'} ${plural(Math.abs(requests), 'request')}`,
	total: (before: number, after: number, seconds: number, isAtLeast: boolean) =>
		`About ${count(before)} → ${isAtLeast ? 'at least ' : ''}${plural(after, 'request')} · ${about(seconds)}`,
	spokenTotal: (before: number, after: number, seconds: number, isAtLeast: boolean) =>
		`About ${plural(before, 'request')} without, ${isAtLeast ? 'at least ' : ''}${count(after)} with what is ticked, ${about(seconds)}`,
	plainTotal: (requests: number, seconds: number) => `About ${plural(requests, 'request')} · ${about(seconds)}`,
	totalUnknown: 'The total is known when the list of courses is complete.',
	keep: 'keep',
	nothing: 'nothing ticked',
	chosen: (labels: readonly string[]) =>
		labels.length <= 2 ? labels.join(', ') : `${labels[0]} and ${count(labels.length - 1)} more`,
	notThere: 'What else you ticked is not read there: ConductorOne’s own connector does not know it.',
} as const;
