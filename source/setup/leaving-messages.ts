import {count} from '../text/amounts.ts';

/** What stays in the terminal after the guided set-up: what was sent, where it is, what to do next. */
export const summaryWords = {
	accepted: (host: string, source: string, litmosHost: string) =>
		`ConductorOne (${host}) accepted the data of ${source} (${litmosHost}):`,
	counts: (accounts: number, teams: number, courses: number, grants: number) =>
		`${count(accounts)} accounts, ${count(teams)} teams, ${count(courses)} courses, ${count(grants)} grants`,
	file: (bytes: number, syncId: string) => `${count(bytes)} bytes, sync ${syncId}`,
	demo: 'All of it was make-believe; nothing left this machine.',
	kept: (folder: string) => `Kept for the next comparison in ${folder}.`,
	again: (command: string) => `To push again: ${command}`,
	elsewhere: 'Nothing was pushed from here: the connector will run where you chose.',
	answersKept: (folder: string) => `Answers are kept in ${folder}.`,
	pushUnderWay: 'A push was under way. ConductorOne takes data only as a whole, so it has either all of it or none.',
	nothingSent: 'Nothing was sent to ConductorOne, and nothing was changed in Litmos.',
	allRead: 'What was read from Litmos is kept.',
	partlyRead: 'What was read so far is kept; the next start goes on from there.',
	answersSaved: 'Your answers are saved. Start again to continue where you left off.',
} as const;

/** What stays in the terminal of the guided part in ConductorOne. */
export const guidedLeavingWords = {
	/** ConductorOne's own word for the connector's state. */
	says: (word: string, detail: string) => `ConductorOne says: ${word}${detail === '' ? '' : ` (${detail})`}`,
	done: (host: string) => `The Litmos connector is set up in ${host}.`,
	unfinished: (host: string) => `The set-up in ${host} is not finished.`,
	made: (things: readonly string[]) => `Made: ${things.join(', ')}.`,
	what: {accounts: 'accounts', entitlements: 'entitlements', grants: 'grants'},
	count: (what: string, arrived: number, sent: number) => `${what} ${arrived} of ${sent}`,
	arrived: (counts: readonly string[]) => `Arrived: ${counts.join(', ')}.`,
	next: (folder: string) => `Next, in ${folder}:`,
	look: 'To look at it at any time: litmos-connector status',
	goOn: 'Start again and give the same answers to go on from there; nothing is made twice.',
	undo: 'To undo it: litmos-connector connect --undo',
} as const;
