import {keyRefused} from '../../../source/litmos/litmos-problem.ts';
import {Problem} from '../../../source/problem/problem.ts';
import {scopeOf} from '../../../source/setup/questions.ts';
import {plainReading, type Reading} from '../../../source/setup/reading.ts';
import type {Cost} from '../../../source/setup/reading-cost.ts';
import {costOf} from '../../../source/setup/reading-cost.ts';
import type {SetupState} from '../../../source/setup/state.ts';
import {noPush, noSync} from '../../../source/setup/state.ts';
import type {SyncReport} from '../../../source/sync/events.ts';
import type {WizardContext} from '../../../source/ui/steps/wizard-context.tsx';
import {stateAt} from './scripted.tsx';

/** The states that the pictures of the screens show. */

const answers = {
	region: 'eu' as const,
	litmosUrl: '',
	source: 'acme',
	courses: {mode: 'all' as const, ids: new Set<string>()},
	reading: plainReading,
	clientId: 'brave-otter-123@acme.conductor.one/abc',
	c1ApiHost: '',
};
const done = <Value>(value: Value) => ({status: 'done' as const, value});
const running = {status: 'running' as const};
const failed = (problem: Problem) => ({status: 'failed' as const, problem});
const secrets = {
	apiKey: {characters: 36, from: 'entered' as const},
	clientSecret: {characters: 142, from: 'entered' as const},
};
const counts = {
	accounts: 12_345,
	teams: 87,
	courses: 340,
	resources: 12_772,
	entitlements: 1107,
	grants: 98_765,
	warnings: 57,
};
const subjects = [
	'Data Privacy',
	'Fire Safety',
	'情報セキュリティ研修',
	'مبادئ السلامة',
	'Conduite éthique',
	'Onboarding 🚀',
];
/** What it costs in a tenant that was read before. */
const costOfTenant = (reading: Reading = plainReading) =>
	costOf(
		{
			size: {accounts: 12_345, teams: 87, catalogue: rows.length, courses: rows.length, learningPaths: 8},
			inactive: rows.filter(({active}) => !active).length,
			resourcesOnly: false,
			pageSize: 1000,
			requestsPerMinute: 95,
		},
		reading,
	);
const rows = Array.from({length: 340}, (_, index) => ({
	id: `aBcD${String(index).padStart(6, '0')}1`,
	name: `${subjects[index % subjects.length]} ${index}`,
	code: `CRS-${1000 + index}`,
	number: String(41_000 + index),
	active: index % 9 !== 0,
}));
const report: SyncReport = {
	syncId: '2kZJ7nG3cVt4dQyQx1o0bYw5u9R',
	workingFile: '/home/ada/.local/state/litmos-connector/syncs/acme.db',
	counts,
	warnings: {'account-without-email': 5, 'inactive-principal': 45, 'unknown-principal': 2},
	findings: [],
	requests: {spent: 512, retried: 3, throttled: 2, saved: 0},
	startedAt: new Date(Date.now() - 324_000).toISOString(),
	finishedAt: new Date().toISOString(),
	durationMs: 324_000,
	resumed: false,
};
/** A finished sync of an earlier run, that was not pushed. */
function readBefore(minutes: number): SetupState['sync'] {
	const readAt = new Date(Date.now() - minutes * 60_000).toISOString();
	const reused = {...report, requests: {spent: 0, retried: 0, throttled: 0, saved: 512}};
	return {...noSync, work: done(reused), counts, resumed: {requestsSaved: 512, coursesAt: readAt, readAt}};
}
const unreachable = new Problem({
	code: 'network/unreachable',
	what: 'api.litmoseu.com cannot be reached',
	why: 'The connection was refused. Either this computer is offline, or a firewall or proxy stands in between.',
	next: ['Check the network.', 'Behind a proxy, set HTTPS_PROXY.'],
	retryable: true,
});
const listed = {listing: done(null), rows, wanted: [], unknown: [], ambiguous: []};
const keptInMemory = {
	provider: 'memory' as const,
	where:
		'Kept in memory until this program ends, because this machine has no system keychain that can be used from here.',
	problem: new Problem({code: 'keychain/unavailable', what: 'No keychain.'}),
};
const keychain = {
	provider: 'keyring' as const,
	where: 'Saved in the desktop keychain (Secret Service).',
	problem: null,
};

const phases = [
	{phase: 'accounts' as const, done: 1, total: 1, rows: 12_345},
	{phase: 'teams' as const, done: 1, total: 1, rows: 87},
	{phase: 'courses' as const, done: 1, total: 1, rows: 340},
	{phase: 'team-members' as const, done: 87, total: 87, rows: 3456},
	{phase: 'course-people' as const, done: 126, total: 340, rows: 40_321},
	{phase: 'finishing' as const, done: 0, total: 1, rows: 0},
];
const atCourses = {answers, secrets, litmos: done(null), courses: listed};
function synced(change: Partial<SetupState>): Partial<SetupState> {
	const base = {...atCourses, ...change};
	return {...base, sync: {...noSync, phases, ...base.sync, scope: scopeOf(stateAt('preview', base))}};
}
const readDone = synced({sync: {...noSync, phases, work: done(report), counts, warnings: report.warnings}});
const atReview = {...readDone, credential: done({host: 'acme.conductor.one'}), secretPlace: keychain};
const demo = {demo: done(null)};
const result = {
	host: 'acme.conductor.one',
	taskId: '3MYIiLmQCVXWzAED5h9vjJ2E76F',
	bytes: 1_286_255,
	sha256: '0'.repeat(64),
	syncId: report.syncId,
	counts,
};

export interface Scene {
	state: SetupState;
	/** Must be on the screen at every size. */
	sees: readonly (string | RegExp)[];
	cost?: Cost | ((reading?: Reading) => Cost);
	/** What the command line gives the page beyond the usual. */
	context?: Partial<WizardContext>;
}

export const scenes: Record<string, Scene> = {
	start: {state: stateAt('start'), sees: ['Set up a connection', 'demo data', 'Account Owner']},
	'start-resume': {
		state: stateAt('start', {
			resume: {
				step: 'preview',
				savedAt: '2026-11-24T09:00:00.000Z',
				lines: [
					'Litmos account acme at api.litmoseu.com',
					'18 courses',
					'ConductorOne client brave-otter-123@acme.conductor.one/abc',
				],
			},
		}),
		sees: ['Resume setup', 'you were at Preview on Nov 24, 2026', 'Start over', 'acme at api.litmoseu.com'],
	},
	'start-demo-starting': {state: stateAt('start', {demo: running}), sees: ['Starting the sandbox']},
	'litmos-empty': {
		state: stateAt('litmos'),
		sees: ['Litmos address or account name', 'such as acme.litmos.com', 'United States', 'API key'],
	},
	'litmos-key': {
		state: stateAt('litmos', {answers, secrets: {...secrets, apiKey: null}}),
		sees: ['API key', 'My Profile & Settings', 'Account Owner', 'acme'],
	},
	// A ConductorOne administrator who has no key.
	'litmos-hand-over': {
		state: stateAt('litmos', {answers, waysIn: ['credential', 'sign-in']}),
		sees: ['API key', 'Press Ctrl-Y', 'hand over', 'Account Owner'],
		context: {handOver: async (_, path) => path},
	},
	'litmos-checking': {
		state: stateAt('litmos', {answers, secrets, litmos: running}),
		sees: ['Checking the API key', 'stop checking'],
	},
	'litmos-wrong-key': {
		state: stateAt('litmos', {answers, secrets, litmos: failed(keyRefused(401)), problem: keyRefused(401)}),
		sees: ['Litmos rejected this API key', 'API key'],
	},
	'litmos-demo': {
		state: stateAt('litmos', {
			...demo,
			answers: {...answers, region: 'other', litmosUrl: 'http://127.0.0.1:44679'},
			secrets: {...secrets, apiKey: {characters: 36, from: 'sandbox'}},
		}),
		sees: ['Sandbox', 'Press Enter', 'Enter keeps it', '127.0.0.1:44679'],
	},
	'courses-loading': {
		state: stateAt('courses', {
			...atCourses,
			courses: {...listed, listing: running, rows: rows.slice(0, 100)},
			secretPlace: keychain,
		}),
		sees: ['All courses', '100 courses so far', /Only the courses|Selected/],
	},
	'courses-full': {
		state: stateAt('courses', {...atCourses, secretPlace: keptInMemory}),
		cost: {requests: 344, milliseconds: 217_000, items: {}},
		sees: ['344 requests', '340 courses'],
	},
	'courses-list-people': {
		state: stateAt('courses', {
			...atCourses,
			courses: {
				...listed,
				rows: rows.map((row, index) => (index % 5 === 4 ? row : {...row, people: (index * 7919) % 977})),
			},
			answers: {...answers, courses: {mode: 'some' as const, ids: new Set([rows[1]!.id])}},
		}),
		sees: [/1 (of 340 )?selected/, 'Members', 'Status'],
	},
	'courses-failed': {
		state: stateAt('courses', {
			...atCourses,
			courses: {...listed, listing: failed(unreachable), rows: []},
			problem: unreachable,
		}),
		sees: ['read the list again', 'api.litmoseu.com cannot be reached', 'All courses'],
	},
	'courses-empty': {
		state: stateAt('courses', {...atCourses, courses: {...listed, rows: []}}),
		sees: ['has no courses'],
	},
	'courses-list': {
		state: stateAt('courses', {
			...atCourses,
			answers: {...answers, courses: {mode: 'some', ids: new Set(rows.slice(1, 19).map(({id}) => id))}},
		}),
		cost: {requests: 26, milliseconds: 16_000, items: {}},
		sees: ['18 of 340 courses', '26 requests', 'under a minute'],
	},
	'courses-rule': {
		state: stateAt('courses', {
			...atCourses,
			answers: {...answers, courses: {mode: 'rule', ids: new Set(), rule: 'name contains "safety" and active'}},
		}),
		cost: {requests: 60, milliseconds: 36_000, items: {}},
		sees: ['of 340 courses match', '60 requests', 'Fire Safety 1'],
	},
	'courses-rule-wrong': {
		state: stateAt('courses', {
			...atCourses,
			answers: {...answers, courses: {mode: 'rule', ids: new Set(), rule: 'name contains "safety" andd active'}},
		}),
		sees: ['is expected at the mark', '^'],
	},
	'courses-list-odd': {
		state: stateAt('courses', {
			...atCourses,
			answers: {...answers, courses: {mode: 'some', ids: new Set([rows[3]!.id])}},
			courses: {...listed, unknown: ['NOPE-1', 'NOPE-2', '9', '10'], ambiguous: ['GDPR']},
		}),
		cost: {requests: 9, milliseconds: 6000, items: {}},
		sees: ['No course has this name, code, number or ID', 'More than one course is called'],
	},
	'what-else': {
		state: stateAt('courses', {...atCourses, readingFrom: 'courses'}),
		cost: costOfTenant,
		sees: [
			'Leave everything off',
			'Learning paths',
			'+ 10 requests',
			'+ 178 requests',
			'Richer account profiles',
			'who is assigned, in progress or',
			'About 449 requests',
			'IDs stay the same',
		],
	},
	'what-else-ticked': {
		state: stateAt('courses', {
			...atCourses,
			answers: {
				...answers,
				reading: {
					...plainReading,
					extras: ['learning-paths', 'course-modules'],
					skipInactiveCourses: true,
					delta: 'auto',
					deltaInterval: 43_200_000,
				},
			},
			readingFrom: 'courses',
		}),
		cost: costOfTenant,
		sees: ['Learning paths', '+ 307 requests', /449 (→|>|requests without,).*727/],
	},
	'what-else-early': {
		state: stateAt('courses', {
			...atCourses,
			answers: {...answers, reading: {...plainReading, extras: ['team-roles']}},
			courses: {...listed, listing: running, rows: rows.slice(0, 100)},
			readingFrom: 'courses',
		}),
		sees: ['2 requests per team', '1 request per path', 'known once the course list is complete'],
	},
	'what-else-at-least': {
		state: stateAt('courses', {
			...atCourses,
			answers: {...answers, reading: {...plainReading, extras: ['team-roles', 'learning-paths']}},
			readingFrom: 'courses',
		}),
		cost: (reading = plainReading) =>
			costOf(
				{
					size: {accounts: null, teams: null, catalogue: rows.length, courses: rows.length},
					inactive: 38,
					resourcesOnly: false,
					pageSize: 1000,
					requestsPerMinute: 95,
				},
				reading,
			),
		sees: [/At least 348 (>|→) \d+ requests/, '2 requests per team'],
	},
	'preview-beginning': {
		state: stateAt('preview', synced({sync: {...noSync, work: running}})),
		sees: ['Requesting the first pages', 'Enter continue'],
	},
	'preview-reading': {
		state: stateAt(
			'preview',
			synced({
				sync: {
					...noSync,
					work: running,
					phases,
					counts,
					resumed: {requestsSaved: 120, coursesAt: null, readAt: null},
					budget: {spent: 216, left: 214, timeLeft: 135_000},
				},
			}),
		),
		sees: [/216 of (about )?430/, 'Enter continue', 'Ana Ruiz', '120 requests saved'],
	},
	'preview-throttled': {
		state: stateAt(
			'preview',
			synced({
				sync: {
					...noSync,
					work: running,
					phases,
					counts,
					throttled: {waitMs: 42_000, reason: '503'},
					budget: {spent: 216, left: 214, timeLeft: 135_000},
				},
			}),
		),
		sees: ['Litmos asked for a pause of 42 s'],
	},
	'preview-done': {
		state: stateAt('preview', readDone),
		sees: ['Read in 5 min 24 s', '512 requests', 'Enter continue', /(→|Right) details/, 'Ana Ruiz'],
	},
	'preview-compared': {
		state: stateAt(
			'preview',
			synced({
				sync: {
					...noSync,
					phases,
					work: done({
						...report,
						comparison: {
							against: {syncId: '2kZJ7nG3cVt4dQyQx1o0bYw5u9Q', endedAt: report.startedAt},
							added: {user: 3},
							removed: {course: 37, grant: 2108},
							changed: {},
							accountDrop: 0,
							grantDrop: 0.02,
						},
					}),
					counts,
				},
			}),
		),
		sees: [/\+3 accounts, [−-]37 courses/, 'Enter continue', 'Ana Ruiz'],
	},
	'preview-skipped': {
		state: stateAt(
			'preview',
			synced({
				sync: {
					...noSync,
					phases,
					work: done(report),
					counts,
					warnings: {'optional-part-failed': 1},
				},
			}),
		),
		sees: [/1 optional list couldn[’']t be read. See Findings./, 'Enter continue', 'Ana Ruiz'],
	},
	'preview-reused': {
		// Anew each time: tests that ran before this one must not make it older.
		get state() {
			return stateAt('preview', synced({sync: readBefore(25)}));
		},
		sees: ['Ctrl-R reads it again', 'Read from Litmos 25 minutes ago', 'Enter continue', 'Ana Ruiz'],
	},
	'preview-old': {
		state: stateAt('preview', synced({sync: readBefore(200)})),
		sees: ['Read from Litmos 3 hours ago', 'Enter read again', 'Ctrl-K', 'Ana Ruiz'],
	},
	'preview-implausible': {
		state: stateAt(
			'preview',
			synced({
				sync: {
					...noSync,
					phases,
					work: done({...report, warnings: {}, counts: {...counts, accounts: 0}, unlistedGrants: counts.grants}),
					counts,
				},
			}),
		),
		sees: [
			/98,765 grants to accounts that Litmos doesn[’']t list/,
			'Read again with Ctrl-R',
			'Enter continue',
			'Ana Ruiz',
		],
	},
	'preview-failed': {
		state: stateAt('preview', synced({sync: {...noSync, phases, work: failed(unreachable)}, problem: unreachable})),
		sees: ['api.litmoseu.com cannot be reached', 'Enter try again', 'Reading stopped'],
	},
	'conductorone-empty': {
		state: stateAt('conductorone', {
			...readDone,
			answers: {...answers, clientId: ''},
			secrets: {...secrets, clientSecret: null},
		}),
		sees: ['Client ID', 'Client secret', 'Rotate', 'paste both together'],
	},
	'conductorone-refused': {
		state: stateAt('conductorone', {
			...readDone,
			problem: new Problem({
				code: 'c1/credential-refused',
				what: 'ConductorOne does not accept this credential',
				why: 'It answered invalid_client: the credential may have been revoked or rotated since it was copied.',
				next: ['In ConductorOne, open the connector, choose Edit in Settings, then Rotate, and copy both values anew.'],
			}),
		}),
		sees: ['does not accept this credential', 'Rotate'],
	},
	'conductorone-checking': {
		state: stateAt('conductorone', {...readDone, credential: running}),
		sees: ['Checking the client ID'],
	},
	review: {
		state: stateAt('review', atReview),
		sees: [
			'Push to ConductorOne',
			'acme, EU',
			'all 340, including ones added later',
			'none',
			'nothing has been sent yet',
			'brave-otter-123 in acme.conductor.one',
			'98,765 grants',
			'this is the first push from here',
			'push later with: litmos-connector push',
		],
	},
	'review-extras': {
		state: stateAt('review', {
			...demo,
			...synced({
				answers: {...answers, reading: {...plainReading, extras: ['learning-paths'], skipEmptyTeams: true}},
				sync: {...noSync, phases, work: done(report), counts, warnings: report.warnings},
			}),
			credential: done({host: 'acme.conductor.one'}),
			secretPlace: keychain,
		}),
		sees: ['Optional data', 'learning paths, skip empty teams', /demo data isn[’']t saved/],
	},
	'review-reading': {
		state: stateAt('review', {
			...atReview,
			...synced({
				sync: {...noSync, work: running, phases, budget: {spent: 216, left: 214, timeLeft: 135_000}},
			}),
			problem: new Problem({
				code: 'sync/incomplete',
				what: 'Reading from Litmos isn’t finished yet. Only complete data is pushed.',
				next: ['Wait a moment, then press Enter again.'],
			}),
		}),
		sees: ['once reading is finished', /Reading from Litmos isn[’']t finished yet/, 'about 2 min 15 s left'],
	},
	'push-connecting': {
		state: stateAt('review', {
			...atReview,
			push: {...noPush, work: running, events: [{type: 'connecting', host: 'acme.conductor.one'}]},
		}),
		sees: ['Connecting to ConductorOne', 'stop and go back'],
	},
	'push-waiting': {
		state: stateAt('review', {
			...atReview,
			push: {
				...noPush,
				work: running,
				events: [
					{type: 'connecting', host: 'acme.conductor.one'},
					{type: 'hello'},
					{type: 'waiting', nextPollMs: 60_000, reason: 'no-task'},
				],
			},
		}),
		sees: ['Waiting for ConductorOne', 'five minutes', 'up to 10 minutes', 'next check in 1 min'],
	},
	'push-uploading': {
		state: stateAt('review', {
			...atReview,
			push: {
				...noPush,
				work: running,
				sealing: {phase: 'compressing', done: 10, total: 10},
				upload: {sentBytes: 512_000, totalBytes: 1_286_255, attempt: 2},
				events: [{type: 'hello'}, {type: 'task', taskId: 't', kind: 'syncFull'}],
			},
		}),
		sees: ['512 kB / 1.3 MB', 'try 2'],
	},
	'push-failed': {
		state: stateAt('review', {
			...atReview,
			problem: unreachable,
			push: {
				...noPush,
				work: failed(unreachable),
				events: [{type: 'connecting', host: 'acme.conductor.one'}, {type: 'hello'}],
			},
		}),
		sees: ['The push failed', 'Try again', 'Back to review', 'push later', 'cannot be reached'],
	},
	'push-drop': {
		state: stateAt('review', {
			...atReview,
			push: {
				...noPush,
				work: failed(
					new Problem({
						code: 'push/drop-guard',
						what: '38% of the accounts and 41% of the grants of the last push are gone',
						why: 'More than 10% is unusual, and ConductorOne may pause the connector over it. A course filter, a lost permission or a wrong Litmos account looks like this.',
						next: ['Look at what was removed.'],
					}),
				),
			},
		}),
		sees: ['Push these changes?', 'Push anyway', '38% of the accounts', 'Back to review', 'See what changes'],
	},
	done: {
		state: stateAt('done', {...atReview, push: {...noPush, work: done(result)}}),
		sees: ['accepted the data', '12,345 accounts', 'litmos-connector push', 'https://acme.conductor.one', 'Enter exit'],
	},
	'done-demo': {
		state: stateAt('done', {...atReview, ...demo, push: {...noPush, work: done({...result, host: '127.0.0.1:32827'})}}),
		sees: ['demo data', 'Enter exit', 'accepted the data', 'Real setup'],
	},
};
