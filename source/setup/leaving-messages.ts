import {count, plural} from '../text/amounts.ts';

/** What stays in the terminal after the guided set-up: what was sent, where it is, what to do next. */
export const summaryMessages = {
	accepted: (host: string, source: string, litmosHost: string) =>
		`ConductorOne (${host}) accepted the data from ${source} (${litmosHost}):`,
	counts: (accounts: number, teams: number, courses: number, grants: number) =>
		`${plural(accounts, 'account')}, ${plural(teams, 'team')}, ${plural(courses, 'course')}, ${plural(grants, 'grant')}`,
	file: (bytes: number, syncId: string) => `${plural(bytes, 'byte')}, sync ${syncId}`,
	demo: 'This was demo data. Nothing left this computer.',
	real: (command: string) => `To set up a real connection: ${command}`,
	kept: (folder: string) => `Saved for the next comparison in ${folder}.`,
	again: (command: string) => `To push again: ${command}`,
	nightly: (command: string) => `To push every night: ${command}`,
	pushUnderWay: 'A push was in progress. ConductorOne accepts data only as a whole, so it has all of it or none.',
	nothingSent: 'Nothing was sent to ConductorOne, and nothing changed in Litmos.',
	allRead: 'What was read from Litmos is saved.',
	partlyRead: 'What was read so far is saved. The next start continues from there.',
	answersSaved: 'Your answers are saved. Start again to resume setup.',
} as const;

/** What stays in the terminal of the set-up in ConductorOne. */
export const connectLeavingMessages = {
	/** ConductorOne's own word for the connector's state. */
	says: (word: string, detail: string) => `ConductorOne reports: ${word}${detail === '' ? '' : ` (${detail})`}`,
	done: (host: string) => `Setup in ${host} is finished.`,
	/** Files do nothing before somebody applies them. */
	files: (host: string) => `The files for ${host} are ready. Nothing runs until you run the commands below.`,
	missing: (host: string) => `Setup in ${host} is finished. Some of the data hasn’t arrived yet.`,
	unfinished: (host: string) => `Setup in ${host} isn’t finished.`,
	made: (things: readonly string[]) => `Created: ${things.join(', ')}.`,
	what: {accounts: 'account', entitlements: 'entitlement', grants: 'grant'},
	/** @param what in the singular */
	count: (what: string, arrived: number, sent: number) => `${count(arrived)} of ${plural(sent, what)}`,
	arrived: (counts: readonly string[]) => `Arrived: ${counts.join(', ')}.`,
	/** Why fewer grants show than were sent. */
	unlisted: (grants: number) =>
		grants === 1
			? '1 grant is for an account that Litmos no longer lists, so ConductorOne doesn’t show it.'
			: `${plural(grants, 'grant')} are for accounts that Litmos no longer lists, so ConductorOne doesn’t show them.`,
	next: (folder: string) => `Next, in ${folder}:`,
	look: 'To check on it at any time: litmos-connector status',
	goOn: 'To continue from there, start again and give the same answers.',
	undo: 'To undo it: litmos-connector connect --undo',
} as const;
