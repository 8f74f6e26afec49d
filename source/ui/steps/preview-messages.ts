import type {WarningKind} from '../../c1z/model.ts';
import type {ReadingItem} from '../../setup/reading.ts';
import type {Phase} from '../../sync/sync.types.ts';
import {age, count, duration, plural} from '../../text/amounts.ts';

/** Reading from Litmos, and what came of it. */
export const previewWords = {
	title: 'Reading from Litmos',
	asking: 'Asking for the first pages',
	titleDone: 'Everything is read. This is what ConductorOne will get:',
	titleFailed: 'Reading stopped',
	pausing: 'Waiting: Litmos allows about 100 requests a minute',
	resumed: (requests: number, coursesMs: number | null) =>
		`Picking up the last sync: ${plural(requests, 'request')} saved.${coursesMs === null ? '' : ` List of courses: ${age(coursesMs)} old.`}`,
	readBefore: (milliseconds: number) => `Read from Litmos ${age(milliseconds)} ago, and not pushed yet.`,
	implausible: (what: string) => `${what}. Read again, or check Litmos before you push.`,
	phases: {
		accounts: 'Accounts',
		teams: 'Teams',
		courses: 'Courses',
		'team-members': 'Who is in which team',
		'course-people': 'Who has which course',
		extras: 'Extras',
		finishing: 'Checking the whole',
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
	throttled: (seconds: number) =>
		`Litmos asks for a pause of ${duration(seconds)}: its limit is 100 requests a minute.`,
	warnings: {
		'account-without-email': (n) => `${plural(n, 'account')} without an e-mail address`,
		'invalid-email': (n) => `${plural(n, 'account')} with an unusable e-mail address`,
		'unknown-principal': (n) => `${plural(n, 'grant')} to accounts that Litmos no longer lists`,
		'inactive-principal': (n) => `${plural(n, 'grant')} to deactivated accounts`,
		'course-vanished': (n) => `${plural(n, 'course')} vanished while reading`,
		'team-vanished': (n) => `${plural(n, 'team')} vanished while reading`,
		'unusable-row': (n) => `${plural(n, 'row')} that could not be used`,
		'cut-text': (n) => `${plural(n, 'text')} shortened`,
		'refused-id': (n) => `${plural(n, 'entry', 'entries')} with an id ConductorOne refuses`,
		'listing-stuck': (n) => `${plural(n, 'list')} that Litmos did not give completely`,
		'optional-part-failed': (n) => `${plural(n, 'optional part')} that could not be read`,
		'duplicate-row': (n) => `${plural(n, 'row')} that came twice`,
	} satisfies Record<WarningKind, (n: number) => string>,
	moreWarnings: (kinds: number) => `and ${plural(kinds, 'more kind')} of warning: look inside`,
	go: 'Continue',
	goHint: 'to ConductorOne; nothing is sent yet',
	goWhileReading: 'to ConductorOne; reading goes on meanwhile',
	again: 'Read again',
	againHint: 'from Litmos, all of it',
	look: 'Look inside',
	lookHint: 'every account, team, course and grant',
	retry: 'Try again',
	retryHint: 'goes on from what was read',
	back: 'Change the courses',
	backHint: 'back to the list',
} as const;
