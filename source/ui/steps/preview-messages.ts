import type {Phase} from '../../sync/events.ts';
import {age, count, duration, plural} from '../../text/amounts.ts';

/** Reading from Litmos, and what came of it. */
export const previewMessages = {
	resumed: (requests: number, coursesMs: number | null) =>
		`Picking up where the last sync left off (${plural(requests, 'request')} saved).${coursesMs === null ? '' : ` Course list: ${age(coursesMs)} old.`}`,
	readBefore: (milliseconds: number) =>
		`Read from Litmos ${age(milliseconds)} ago and not pushed yet. Ctrl-R reads it again.`,
	readLongAgo: (milliseconds: number) =>
		`Read from Litmos ${age(milliseconds)} ago and not pushed yet. Enter reads it again, Ctrl-K keeps it.`,
	skipped: (lists: number) => `${plural(lists, 'optional list')} couldn’t be read. See Findings.`,
	incomplete: (lists: number) => `${plural(lists, 'list')} may be incomplete. See Findings.`,
	phases: {
		accounts: 'Accounts',
		teams: 'Teams',
		courses: 'Courses',
		'team-members': 'Team members',
		'course-people': 'Course assignments',
		extras: 'Optional data',
		finishing: 'Verifying',
	} satisfies Record<Phase, string>,
	budget: (spent: number, left: number | null) =>
		left === null ? plural(spent, 'request') : `${count(spent)} of about ${plural(spent + left, 'request')}`,
	budgetShort: (spent: number, left: number | null) =>
		left === null ? count(spent) : `${count(spent)} of ${count(spent + left)}`,
	timeLeft: (seconds: number) => `about ${duration(seconds)} left`,
	silent: (seconds: number) => `waiting for Litmos to answer, ${duration(seconds)}`,
	readIn: (seconds: number) => `Read in ${duration(Math.max(1, seconds))}`,
	requests: (requests: number) => plural(requests, 'request'),
	saved: (requests: number) => `${plural(requests, 'request')} saved`,
	throttled: (seconds: number) => `Litmos asked for a pause of ${duration(seconds)}. It allows 100 requests a minute.`,
	throttledShort: (seconds: number) => `Litmos asked for a pause of ${duration(seconds)}`,
	/** @param value above or below zero */
	delta: (value: number, one: string) => `${value > 0 ? '+' : '−'}${plural(Math.abs(value), one)}`,
	changed: (value: number) => `${count(value)} changed`,
} as const;
