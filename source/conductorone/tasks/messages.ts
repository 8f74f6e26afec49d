import type {ProblemTexts} from '../../problem/problem.ts';

/** Calls of the connector service that failed: what each gRPC status comes to. */
export const serviceMessages = {
	credentialRefused: (host: string) => `ConductorOne (${host}) rejected the client ID and secret of this connector`,
	notAllowed: (host: string) => `ConductorOne (${host}) doesn’t allow this connector to do that`,
	notFound: (host: string) => `ConductorOne (${host}) didn’t find what was requested`,
	conflict: (host: string) => `ConductorOne (${host}) already has this`,
	notAvailable: (host: string) => `ConductorOne (${host}) is unavailable right now`,
	noAnswer: (host: string) => `ConductorOne (${host}) didn’t respond in time`,
	brokenOff: (host: string) => `The connection to ConductorOne (${host}) was lost`,
	fault: (host: string) => `ConductorOne (${host}) couldn’t handle the request`,
	refused: (host: string) => `ConductorOne (${host}) refused the request`,
	says: (text: string) => `It says: ${text}`,
	noHttp2: (host: string): ProblemTexts => ({
		what: `Can’t use HTTP/2 with ${host}`,
		why: 'A proxy that inspects encrypted traffic is probably responding instead of ConductorOne.',
		next: [`Ask your network team not to inspect traffic to ${host}.`],
	}),
} as const;

/** How a task ended. ConductorOne shows the problems to administrators as the error of the task. */
export const taskMessages = {
	done: 'done',
	/** @param last what became of the last try to send the result */
	notAnswered: (last: string) => `ConductorOne hasn’t confirmed the result. ${last}`,
	noWordOfTask: 'ConductorOne didn’t say whether it’s still waiting for this task',
	handedBack: 'The connector is stopping, so this task was handed back',
	cancelledThere: 'ConductorOne cancelled this task',
	/** @param last what became of the last try */
	outOfTouch: (last: string): ProblemTexts => ({
		what: 'The task was stopped because the connection to ConductorOne was lost',
		why: last,
	}),
	provisioningOff: (task: 'grant' | 'revoke'): ProblemTexts => ({
		what: {
			grant: 'Provisioning is off in this connector, so it can’t grant',
			revoke: 'Provisioning is off in this connector, so it can’t revoke',
		}[task],
		next: ['Start the connector with --provisioning (BATON_PROVISIONING=true).'],
	}),
	/** @param kind ConductorOne's own name of it, such as `create_account` */
	otherKind: (kind: string): ProblemTexts => ({
		what: `This connector doesn’t support tasks of type “${kind}”`,
	}),
	grantIncomplete: {
		what: 'The grant task is incomplete: the entitlement or the principal is missing',
	},
	revokeIncomplete: {
		what: 'The revoke task is incomplete: the grant is missing or incomplete',
	},
} as const;

/** Sending one sync. */
export const pushMessages = {
	stopped: 'Stopped before ConductorOne accepted the data',
	noTask: (waitedMs: number): ProblemTexts => ({
		what: `ConductorOne didn’t ask for data within ${limit(waitedMs)}`,
		why: 'The connector may be paused, its next sync may be due later, or another instance with the same client ID got the sync.',
		next: [
			'In ConductorOne, open the connector and select “Sync now” (or “Resume” if it’s paused), then push again.',
			'Stop other instances that use this client ID.',
		],
	}),
	noGreeting: (host: string, waitedMs: number): ProblemTexts => ({
		what: `ConductorOne (${host}) didn’t respond within ${limit(waitedMs)}`,
		next: ['Check that this computer can reach ConductorOne, then push again.'],
	}),
	/** @param last what became of the last try to send the result */
	unconfirmed: (last: string): ProblemTexts => ({
		what: 'The data was uploaded, but ConductorOne hasn’t confirmed it',
		why: last,
		next: ['Push again. If ConductorOne already has the data, nothing changes.'],
	}),
	/** @param why what ConductorOne gave as a reason */
	resultRefused: (why: string): ProblemTexts => ({
		what: 'The data was uploaded, but ConductorOne refused the result of the task',
		why,
		next: [
			'In ConductorOne, check the connector’s latest sync. It may have been canceled or given to another instance.',
			'Push again.',
		],
	}),
} as const;

/** A limit that was waited for, in whole minutes where it is long: what lies between does not matter. */
function limit(ms: number): string {
	return ms < 90_000 ? `${Math.max(1, Math.round(ms / 1000))} s` : `${Math.round(ms / 60_000)} min`;
}

/** Uploading the file of a sync. */
export const uploadProblemMessages = {
	notReadable: (path: string): ProblemTexts => ({what: `Can’t read the file to upload: ${path}`}),
	stalled: (host: string, seconds: number): ProblemTexts => ({
		what: `The upload to ConductorOne (${host}) stalled for ${seconds} s`,
	}),
	notAnswered: (host: string, seconds: number): ProblemTexts => ({
		what: `All data was sent, but ConductorOne (${host}) hasn’t responded for ${seconds} s`,
	}),
	/** @param why what ConductorOne gave as a reason */
	refused: (why: string): ProblemTexts => ({
		what: 'ConductorOne refused the uploaded data',
		why,
		next: ['The file is saved. You can explore it or send it again.'],
	}),
} as const;

const journalAdvice = {
	why: 'Without it, a restart could answer a task twice.',
	next: ['Use a state folder that this program can write to: --state-folder'],
} as const;

/** The file that remembers which tasks were answered. */
export const journalMessages = {
	full: {what: 'Can’t save the list of answered tasks: the disk is full', ...journalAdvice},
	notUsable: (path: string): ProblemTexts => ({
		what: `Can’t read or write the list of answered tasks: ${path}`,
		...journalAdvice,
	}),
} as const;
