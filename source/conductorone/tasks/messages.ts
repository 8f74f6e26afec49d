import type {ProblemWords} from '../../problem/problem.ts';

/** Calls of the connector service that failed: what each gRPC status comes to. */
export const serviceWords = {
	credentialRefused: (host: string) => `ConductorOne (${host}) does not accept this connector credential`,
	notAllowed: (host: string) => `ConductorOne (${host}) does not allow this to the connector`,
	notFound: (host: string) => `ConductorOne (${host}) does not know what was asked for`,
	conflict: (host: string) => `ConductorOne (${host}) has this already`,
	notAvailable: (host: string) => `ConductorOne (${host}) is not available just now`,
	noAnswer: (host: string) => `ConductorOne (${host}) did not answer in time`,
	brokenOff: (host: string) => `The connection to ConductorOne (${host}) broke`,
	fault: (host: string) => `ConductorOne (${host}) could not handle the call`,
	refused: (host: string) => `ConductorOne (${host}) refused the call`,
	says: (text: string) => `It says: ${text}`,
	noHttp2: (host: string): ProblemWords => ({
		what: `${host} does not speak HTTP/2 with this computer`,
		why: 'ConductorOne does. A proxy that looks into encrypted traffic is probably answering in its place.',
		next: ['Ask your network administrators to let this host pass without inspection.'],
	}),
} as const;

/** How a task ended. ConductorOne shows the problems to administrators as the error of the task. */
export const taskWords = {
	done: 'done',
	/** @param last what became of the last try to send the result */
	notAnswered: (last: string) => `ConductorOne has not confirmed the result. ${last}`,
	noWordOfTask: 'ConductorOne did not say whether it still waits for this task',
	handedBack: 'The connector is being stopped; this task was handed back',
	cancelledThere: 'ConductorOne cancelled this task',
	/** @param last what became of the last try */
	outOfTouch: (last: string): ProblemWords => ({
		what: 'The task was given up because ConductorOne could not be told that it is being worked on',
		why: last,
	}),
	provisioningOff: (task: 'grant' | 'revoke'): ProblemWords => ({
		what: {
			grant: 'Provisioning is off in this connector, so it cannot grant',
			revoke: 'Provisioning is off in this connector, so it cannot revoke',
		}[task],
		why: 'Start it with --provisioning (BATON_PROVISIONING=true).',
	}),
	/** @param kind ConductorOne's own name of it, such as `create_account` */
	otherKind: (kind: string): ProblemWords => ({
		what: `This connector does not support tasks of the kind “${kind}”`,
	}),
	grantIncomplete: {
		what: 'The grant task is incomplete: the entitlement or the principal is missing',
	},
	revokeIncomplete: {
		what: 'The revoke task is incomplete: the grant is missing or incomplete',
	},
} as const;

/** Sending one sync. */
export const pushWords = {
	stopped: 'Stopped before ConductorOne had accepted the data',
	noTask: (waitedMs: number): ProblemWords => ({
		what: `ConductorOne accepted the connector but handed out no sync within ${limit(waitedMs)}`,
		why: 'The connector may be paused in ConductorOne, its next sync may be due later, or another running instance with the same credential took the task.',
		next: [
			'In ConductorOne, open the connector and choose “Sync now” (or Resume if it is paused), then push again.',
			'Stop other instances that use this credential.',
		],
	}),
	noGreeting: (host: string, waitedMs: number): ProblemWords => ({
		what: `ConductorOne (${host}) did not answer within ${limit(waitedMs)}`,
		next: ['Check that this computer can reach ConductorOne, then push again.'],
	}),
	/** @param last what became of the last try to send the result */
	unconfirmed: (last: string): ProblemWords => ({
		what: 'The data was uploaded, but ConductorOne has not confirmed that it has it',
		why: last,
		next: ['Push again. If ConductorOne has the data already, nothing changes.'],
	}),
	/** @param why what ConductorOne gave as a reason */
	resultRefused: (why: string): ProblemWords => ({
		what: 'The data was uploaded, but ConductorOne refused the result of the task',
		why,
		next: [
			'In ConductorOne, look at the connector’s latest sync: the task may have been cancelled or given to another instance.',
			'Push again.',
		],
	}),
} as const;

/** A limit that was waited for, in whole minutes where it is long: what lies between does not matter. */
function limit(ms: number): string {
	return ms < 90_000 ? `${Math.max(1, Math.round(ms / 1000))} s` : `${Math.round(ms / 60_000)} min`;
}

/** Uploading the file of a sync. */
export const uploadWords = {
	notReadable: (path: string): ProblemWords => ({what: `The file to upload cannot be read: ${path}`}),
	stalled: (host: string, seconds: number): ProblemWords => ({
		what: `ConductorOne (${host}) took no more data for ${seconds} s`,
	}),
	notAnswered: (host: string, seconds: number): ProblemWords => ({
		what: `All data was sent, but ConductorOne (${host}) has not answered for ${seconds} s`,
	}),
	/** @param why what ConductorOne gave as a reason */
	refused: (why: string): ProblemWords => ({
		what: 'ConductorOne refused the uploaded data',
		why,
		next: ['The file is kept and can be looked at or sent again.'],
	}),
} as const;

const journalAdvice = {
	why: 'Without it a restart could answer a task twice.',
	next: ['Give the program a folder it may write to.'],
} as const;

/** The file that remembers which tasks were answered. */
export const journalWords = {
	full: {what: 'The list of answered tasks cannot be written: the disk is full', ...journalAdvice},
	notUsable: (path: string): ProblemWords => ({
		what: `The list of answered tasks cannot be read or written: ${path}`,
		...journalAdvice,
	}),
} as const;
