import type {WarningKind} from '../../c1z/contract.ts';
import type {ReadingItem} from '../../setup/setup.ts';
import type {Phase} from '../../sync/sync.types.ts';
import {count, duration, plural} from '../text.ts';

/** Every word of the guided set-up's own screens; a translation is another object of this shape. */
export const stepWords = {
	title: 'litmos-connector',
	stopping: 'Stopping. Ctrl-C again leaves at once.',
	moreLines: 'read on',
	lines: (from: number, to: number, total: number) => `${from}–${to} / ${total}  PgUp PgDn`,
	names: {
		start: 'Start',
		litmos: 'Litmos',
		courses: 'Courses',
		preview: 'Preview',
		conductorone: 'ConductorOne',
		review: 'Push',
		done: 'Push',
	},

	demo: {
		note: 'Make-believe: filled in for you. Enter goes on.',
		litmos: 'Make-believe: an invented Litmos on this computer. All is filled in: press Enter.',
		conductorone: 'Make-believe: an invented ConductorOne on this computer. All is filled in: press Enter.',
		starting: 'Starting a make-believe Litmos and ConductorOne on this computer',
	},

	start: {
		what: 'Brings the accounts, teams and courses of your Litmos into ConductorOne.',
		promise: 'Nothing is sent before the last page asks you, and nothing is changed in Litmos.',
		need: 'You need:',
		needs: ['the API key of a Litmos Account Owner', 'Client ID and Secret of a ConductorOne connector'],
		needsHint: 'Each page says where to find what it asks for.',
		begin: 'Start',
		beginHint: 'about ten minutes',
		demo: 'Try it with make-believe data',
		demoHint: 'needs no account',
		resumeTitle: 'Continue where you left off?',
		resumeAt: (step: string, when: string) => `You were at “${step}”, ${when}.`,
		resume: 'Continue',
		resumeHint: 'nothing is read twice',
		anew: 'Start from the beginning',
		anewHint: 'forgets saved answers',
		resuming: 'Taking up where you left off',
		choose: 'choose',
		checks: {
			keychain: 'Looking for the system keychain',
			/** `where` is a sentence that begins with “Kept”. */
			keychainWorks: (where: string) => `Secrets are ${where.charAt(0).toLowerCase()}${where.slice(1)}`,
			noKeychain: 'No system keychain here. You will be asked about a file.',
			keychainLocked: 'The system keychain is locked. Unlock it to keep secrets.',
			network: 'Trying the network',
			networkWorks: (host: string) => `${host} can be reached.`,
			noNetwork: (what: string, next: string | undefined) => `${what}.${next === undefined ? '' : ` ${next}`}`,
		},
	},

	litmos: {
		title: 'Which Litmos shall be read?',
		region: 'Region',
		regions: {us: 'United States and worldwide', eu: 'European Union', au: 'Australia', other: 'Another address'},
		regionHints: {
			us: 'such as acme.litmos.com',
			eu: 'such as acme.litmoseu.com',
			au: 'such as acme.litmos.com.au',
			other: 'a host you type',
		},
		url: 'API address',
		urlHint: 'such as https://api.litmos.com',
		source: 'Account name',
		sourceHint: 'such as acme',
		key: 'API key',
		noKey: 'paste it here',
		keptKey: (characters: number, from: string) => `${plural(characters, 'character')}, ${from}; Enter keeps it`,
		notGiven: 'not given yet',
		given: (characters: number) => plural(characters, 'character'),
		from: {
			entered: 'given',
			environment: 'from a variable',
			flag: 'from a flag',
			'config-file': 'from a file',
			keychain: 'kept from before',
			sandbox: 'make-believe',
		},
		help: {
			region: ['Look at the address of your Litmos in the browser: it ends in one of these.'],
			url: ['The address of the Litmos API, such as https://api.litmos.com.'],
			source: ['The first part of your Litmos web address: acme in acme.litmos.com.'],
			key: [
				'In Litmos, open your profile menu and choose “My Profile & Settings”.',
				'The key stands there under “API key”. Only an Account Owner sees it.',
			],
		},
		checking: 'Asking Litmos whether the key works',
		check: 'check and go on',
		cancel: 'stop asking',
		needSource: 'Please type the account name.',
		needUrl: 'Please type the address.',
		needKey: 'Please paste the API key.',
	},

	secrets: {
		accepted: 'Litmos accepts the key.',
	},

	courses: {
		title: 'Which courses shall ConductorOne see?',
		all: 'All courses, also future ones',
		some: 'Only courses that I choose',
		someHint: (selected: number) => (selected === 0 ? 'search, tick, paste a list' : `${count(selected)} chosen`),
		allHint: (total: number) => `${count(total)} now`,
		listing: (rows: number) =>
			rows === 0 ? 'Reading the list of courses' : `Reading the list: ${plural(rows, 'course')} so far`,
		listed: (rows: number, inactive: number) =>
			`${plural(rows, 'course')} in Litmos${inactive > 0 ? `, ${count(inactive)} of them switched off` : ''}.`,
		none: 'This Litmos has no courses. Accounts and teams can still be read.',
		accountsNote: 'Accounts and teams are always read, all of them.',
		cost: (selected: number, total: number, requests: number, seconds: number) =>
			`${count(selected)} of ${plural(total, 'course')} · about ${plural(requests, 'request')} · ${about(seconds)}`,
		costUnknown: (selected: number) => `${plural(selected, 'course')} chosen · cost known when the list is complete`,
		listTitle: 'Tick courses, or paste ids, numbers or codes.',
		columns: {name: 'Name', code: 'Code', number: 'Number', state: 'State', id: 'Id'},
		active: 'active',
		inactive: 'off',
		sorts: {name: 'name', code: 'code', number: 'number'},
		filters: {active: 'active', inactive: 'switched off'},
		pasted: (found: number) => `${plural(found, 'course')} ticked from what you pasted.`,
		waiting: (wanted: number) => `${plural(wanted, 'pasted value')} will be looked up when the list is complete.`,
		unknown: (values: readonly string[]) => `No course has the id, number or code ${quoted(values)}.`,
		ambiguous: (values: readonly string[]) => `More than one course has the code ${quoted(values)}; tick it by hand.`,
		retry: 'Read the list again',
		retryHint: 'asks Litmos once more',
	},

	whatElse: {
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
	},

	preview: {
		title: 'Reading from Litmos',
		asking: 'Asking for the first pages',
		titleDone: 'Everything is read. This is what ConductorOne will get:',
		titleFailed: 'Reading stopped',
		pausing: 'Waiting: Litmos allows about 100 requests a minute',
		resumed: (requests: number) => `Going on with what was read before: ${plural(requests, 'request')} saved.`,
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
		rate: (perMinute: number) => `${count(perMinute)} a minute`,
		spent: (requests: number, seconds: number) => `${plural(requests, 'request')} in ${duration(Math.max(1, seconds))}`,
		saved: (requests: number) => `${plural(requests, 'request')} saved`,
		throttled: (seconds: number) =>
			`Litmos asks for a pause of ${duration(seconds)}: its limit is 100 requests a minute.`,
		warnings: {
			'account-without-email': (n) => `${plural(n, 'account')} without an e-mail address`,
			'invalid-email': (n) => `${plural(n, 'account')} with an unusable e-mail address`,
			'unknown-principal': (n) => `${plural(n, 'grant')} to people who are in no list`,
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
		look: 'Look inside',
		lookHint: 'every account, team, course and grant',
		retry: 'Try again',
		retryHint: 'goes on from what was read',
		back: 'Change the courses',
		backHint: 'back to the list',
	},

	conductorone: {
		title: 'Which connector in ConductorOne gets the data?',
		clientId: 'Client ID',
		clientIdHint: 'such as name@tenant.conductor.one/abc',
		clientSecret: 'Client secret',
		noSecret: 'paste it here',
		help: [
			'In ConductorOne, open the Litmos connector, choose Edit in Settings, then Rotate.',
			'It shows Client ID and Secret once. Both may be pasted together.',
		],
		noConnector: 'No connector yet? A Connector Administrator can add one in ConductorOne.',
		both: 'Client ID and secret were both in what you pasted.',
		swapped: 'That was the secret: it is in its own field now.',
		swappedId: 'That was the Client ID: it is in its own field now.',
		checking: 'Asking ConductorOne whether the credential works',
		check: 'check and go on',
		needId: 'Please paste the Client ID.',
		needSecret: 'Please paste the client secret.',
		reading: (spent: number, left: number | null, seconds: number | null) =>
			`Litmos is still being read: ${count(spent)}${left === null ? '' : ` of about ${count(spent + left)}`} requests${seconds === null ? '' : `, about ${duration(seconds)} left`}.`,
		read: 'Everything is read from Litmos.',
	},

	review: {
		title: 'Is everything right? Nothing has been sent yet.',
		push: 'Push to ConductorOne',
		pushWait: 'when reading is finished',
		pushHint: (host: string) => `to ${host}`,
		amounts: (accounts: number, teams: number, courses: number, grants: number) =>
			`${plural(accounts, 'account')}, ${plural(teams, 'team')}, ${plural(courses, 'course')}, ${plural(grants, 'grant')}`,
		willHappen: (host: string, amounts: string) => `This goes to ${host}: ${amounts}. Nothing is changed in Litmos.`,
		lines: {
			litmos: 'Litmos account',
			courses: 'Courses',
			whatElse: 'What else',
			preview: 'Read',
			conductorone: 'ConductorOne',
			keep: 'Secrets',
		},
		account: (source: string, host: string) => `${source} at ${host}`,
		allCourses: 'all, also future ones',
		someCourses: (selected: number) => `${plural(selected, 'course')} chosen`,
		stillReading: 'still reading',
		readingFor: (seconds: number) => `still reading, about ${duration(seconds)} left`,
		keepDemo: 'make-believe; not kept anywhere',
		keepGiven: 'stay where they were given',
		kept: {
			keyring: 'kept in the system keychain',
			keytar: 'kept in the system keychain',
			file: 'kept in a file only you can read',
			memory: 'not kept; Enter offers a file',
		},
		keepTitle: 'Keep the secrets in a file?',
		keepYes: 'Keep them in a file',
		keepNo: 'Keep nothing',
		keepDetails: [
			'There is no system keychain here. A file in the state folder, readable by you only,',
			'spares you pasting them again. It is plain text.',
		],
		changeHint: 'Any line can be opened with Enter and changed.',
	},

	push: {
		title: 'Sending to ConductorOne',
		titleFailed: 'It was not sent',
		phases: {
			connect: 'Connecting to ConductorOne',
			task: 'Waiting for ConductorOne to ask for the data',
			seal: 'Writing the file',
			upload: 'Uploading',
			accept: 'ConductorOne takes it in',
		},
		sealing: {rows: 'rows', indexes: 'indexes', compressing: 'compressing'},
		percent: (done: number, total: number) => `${total > 0 ? Math.floor((100 * done) / total) : 0} %`,
		attempt: (attempt: number) => `try ${attempt}`,
		elapsed: (seconds: number) => duration(seconds),
		waitingNote: 'ConductorOne asks within five minutes. You may wait, or stop with Esc: nothing is lost.',
		events: {
			connecting: (host: string) => `connecting to ${host}`,
			hello: 'ConductorOne knows this connector',
			noTask: 'nothing asked for yet; asking again',
			backOff: 'pausing before the next try',
			task: (kind: string) =>
				kind === 'syncFull' ? 'ConductorOne asks for the data' : `ConductorOne asks for ${kind}`,
			finishedOk: 'ConductorOne accepted it',
			finishedNot: (message: string) => `told ConductorOne that it failed: ${message}`,
			retry: (what: string, problem: string, seconds: number) =>
				`${what}: ${problem}; trying again in ${duration(seconds)}`,
		},
		details: 'what happened',
		noEvents: 'Nothing has happened yet.',
		cancel: 'stop and go back',
		retry: 'Try again',
		retryHint: 'sends the same data',
		confirm: 'Send it anyway',
		confirmHint: 'the drop is intended',
		back: 'Back to the review',
		backHint: 'to change an answer',
		later: 'Leave, and push later',
		laterHint: 'what was read is kept',
	},

	done: {
		title: (host: string) => `ConductorOne (${host}) accepted the data.`,
		titleElsewhere: 'The answers are complete.',
		what: 'Sent',
		size: 'File',
		task: 'Task',
		keep: 'To push again, for instance every night:',
		demo: 'All of it was make-believe. Nothing left this computer.',
		demoNext: 'For the real thing:',
		look: 'In ConductorOne, open the connector to see the accounts arrive.',
		finish: 'Finish',
		finishHint: 'a summary stays in the terminal',
	},
} as const;

function about(seconds: number): string {
	return seconds < 60
		? 'under a minute'
		: `about ${duration(seconds < 600 ? Math.ceil(seconds / 30) * 30 : Math.ceil(seconds / 60) * 60)}`;
}

function quoted(values: readonly string[]): string {
	const shown = values
		.slice(0, 3)
		.map((value) => `“${value}”`)
		.join(', ');
	return values.length > 3 ? `${shown} and ${count(values.length - 3)} more` : shown;
}
