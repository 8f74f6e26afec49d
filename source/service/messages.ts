import type {ProblemTexts} from '../problem/problem.ts';
import {plural} from '../text/amounts.ts';

/** What keeps the service from its work. */
export const serviceMessages = {
	alreadyRunning: {
		what: 'This connector is already running with the same instance name and state folder',
		next: ['Stop the other one, or use another instance name: --host-id'],
	},
	nothingToRevoke: {what: 'The grant to revoke has no entitlement or no principal'},
	/** Follows why the sync looks wrong. */
	dropNotSent: 'It wasn’t sent because of --refuse-drops.',
} as const;

/** What the health check answers, and why it cannot be asked. */
export const healthMessages = {
	notReady: 'Not connected to ConductorOne yet',
	/** @param title of a probe of `doctor` */
	failed: (title: string) => `${title}: run litmos-connector doctor`,
	notAnswered: 'Litmos hasn’t responded yet',
	portTaken: 'Another program uses that port.',
	systemAnswered: (code: string | undefined) => `The system says ${code}.`,
	cannotListen: (address: string, port: number, why: string): ProblemTexts => ({
		what: `The health check can’t listen on ${address}, port ${port}`,
		why,
		next: ['Use another port with --health-check-port or BATON_HEALTH_CHECK_PORT.'],
	}),
} as const;

const ways = {
	schedule: 'the nightly push',
	push: 'a push',
	setup: 'a push of the setup',
	service: 'a sync of the service',
} as const;
const of = (way: keyof typeof ways, source: string) => (source === '' ? ways[way] : `${ways[way]} from ${source}`);

/** What a webhook is told. */
export const noticeMessages = {
	failed: (way: keyof typeof ways, source: string, code: string, exit: number) =>
		`litmos-connector: ${of(way, source)} failed (${code}, exit code ${exit}).`,
	'drop-guard': (way: keyof typeof ways, source: string, _code: string, exit: number) =>
		`litmos-connector: much is gone or implausible in ${of(way, source)}. ${exit === 0 ? 'It was sent all the same.' : 'It was not sent.'}`,
	/** `why` sentences about lists, with numbers. */
	'delta-distrusted': (way: keyof typeof ways, source: string, why: readonly string[]) =>
		`litmos-connector: delta sync went back to reading in full in ${of(way, source)}. ${why.join(' ')}`,
	/** `days` whole days that are left; null = none. */
	'key-expires': (source: string, days: number | null) =>
		`litmos-connector: the ConductorOne API key of this sign-in${source === '' ? '' : ` (${source})`} ${days === null ? 'has expired' : days === 0 ? 'expires within a day' : `expires in ${plural(days, 'day')}`}. Sign in again: litmos-connector login`,
	recovered: (way: keyof typeof ways, source: string) => `litmos-connector: ${of(way, source)} succeeded again.`,
} as const;

/** What each figure for Prometheus is. */
export const metricMessages = {
	version: 'Version of this program.',
	connected: '1 once ConductorOne knows this connector.',
	syncs: 'Syncs that ConductorOne asked for, by how they ended.',
	tasks: 'Tasks of ConductorOne, by kind and by how they ended.',
	duration: 'Seconds from a task to its answer.',
	lastSuccess: 'When ConductorOne last accepted a sync; 0 means never.',
	requests:
		'Requests to Litmos in finished syncs: all of them, those tried again, and those refused for going too fast.',
	rows: 'What the last finished sync found.',
	warnings: 'Warnings of the last finished sync, by kind.',
	findings: 'Findings of the last finished sync, by severity.',
	deltaTrusted:
		'1 where the last finished sync updated lists from changes, 0 where it read all of them. Absent while delta sync is off.',
	deltaLists: 'Lists of the last finished sync that were updated from changes, or read in full.',
	deltaChanges: 'Changes that full reads found as reported, those that were not reported, and those reported late.',
	deltaFullReads: 'Finished syncs that read all lists of a kind although delta sync was on, by the reason.',
	deltaDistrusted:
		'How often delta sync went back to reading in full because what Litmos reported could not be trusted.',
	dropGuard: 'Syncs with a large drop or implausible data, by what happened to them.',
} as const;
