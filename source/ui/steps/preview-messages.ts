import type {WarningKind} from '../../c1z/model.ts';
import type {ReadingItem} from '../../setup/reading.ts';
import type {Phase} from '../../sync/events.ts';
import {age, count, duration, plural} from '../../text/amounts.ts';

/** Reading from Litmos, and what came of it. */
export const previewWords = {
	title: 'Reading from Litmos',
	asking: 'Requesting the first pages',
	titleDone: 'Ready to push',
	titleFailed: 'Reading stopped',
	pausing: 'Waiting: Litmos allows about 100 requests a minute',
	resumed: (requests: number, coursesMs: number | null) =>
		`Picking up where the last sync left off (${plural(requests, 'request')} saved).${coursesMs === null ? '' : ` Course list: ${age(coursesMs)} old.`}`,
	readBefore: (milliseconds: number) => `Read from Litmos ${age(milliseconds)} ago and not pushed yet.`,
	implausible: (what: string) => `${what}. Read again, or check Litmos before you push.`,
	phases: {
		accounts: 'Accounts',
		teams: 'Teams',
		courses: 'Courses',
		'team-members': 'Team members',
		'course-people': 'Course assignments',
		extras: 'Optional data',
		finishing: 'Verifying',
	} satisfies Record<Phase, string>,
	counts: {accounts: 'accounts', teams: 'teams', courses: 'courses', grants: 'grants'},
	others: {
		'learning-paths': 'learning paths',
		'access-levels': 'access levels',
		'course-modules': 'course modules',
	} satisfies Partial<Record<ReadingItem, string>>,
	budget: (spent: number, left: number | null) =>
		left === null ? plural(spent, 'request') : `${count(spent)} of about ${plural(spent + left, 'request')}`,
	timeLeft: (seconds: number) => `about ${duration(seconds)} left`,
	silent: (seconds: number) => `waiting for Litmos to answer, ${duration(seconds)}`,
	rate: (perMinute: number) => `${count(perMinute)} a minute`,
	spent: (requests: number, seconds: number) => `${plural(requests, 'request')} in ${duration(Math.max(1, seconds))}`,
	saved: (requests: number) => `${plural(requests, 'request')} saved`,
	throttled: (seconds: number) => `Litmos asked for a pause of ${duration(seconds)}. It allows 100 requests a minute.`,
	warnings: {
		'account-without-email': (n) => `${plural(n, 'account')} without an email address`,
		'invalid-email': (n) => `${plural(n, 'account')} with an invalid email address`,
		'unknown-principal': (n) => `${plural(n, 'grant')} to accounts that Litmos no longer lists`,
		'inactive-principal': (n) => `${plural(n, 'grant')} to inactive accounts`,
		'course-vanished': (n) => `${plural(n, 'course')} deleted in Litmos while reading`,
		'team-vanished': (n) => `${plural(n, 'team')} deleted in Litmos while reading`,
		'unusable-row': (n) => `${plural(n, 'row')} that could not be used`,
		'cut-text': (n) => `${plural(n, 'text')} shortened`,
		'refused-id': (n) => `${plural(n, 'entry', 'entries')} with an ID that ConductorOne rejects`,
		'listing-stuck': (n) => `${plural(n, 'list')} that Litmos returned incomplete`,
		'optional-part-failed': (n) => `${plural(n, 'optional part')} that could not be read`,
		'duplicate-row': (n) => `${plural(n, 'row')} that Litmos sent twice`,
	} satisfies Record<WarningKind, (n: number) => string>,
	moreWarnings: (kinds: number) => `and ${plural(kinds, 'more kind')} of finding: browse the data`,
	go: 'Continue',
	goHint: 'to ConductorOne; nothing is sent yet',
	goWhileReading: 'to ConductorOne while reading continues',
	again: 'Read again',
	againHint: 'everything from Litmos',
	look: 'Browse the data',
	lookHint: 'every account, team, course and grant',
	retry: 'Try again',
	retryHint: 'continues where it stopped',
	back: 'Change courses',
	backHint: 'back to the list',
} as const;
