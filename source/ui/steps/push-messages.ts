import {taskCallMessages} from '../../conductorone/rest/call-messages.ts';
import type {TaskCall} from '../../conductorone/tasks/task.ts';
import {duration, plural} from '../../text/amounts.ts';

/** Sending to ConductorOne. */
export const pushMessages = {
	phases: {
		connect: 'Connecting to ConductorOne',
		task: 'Waiting for ConductorOne',
		seal: 'Writing the file',
		upload: 'Uploading',
		accept: 'Confirming with ConductorOne',
	},
	sealing: {rows: 'rows', indexes: 'indexes', compressing: 'compressing'},
	percent: (done: number, total: number) => `${total > 0 ? Math.floor((100 * done) / total) : 0}%`,
	attempt: (attempt: number) => `try ${attempt}`,
	/** @param limit minutes after which the push gives up */
	waitingNote: (limit: number) =>
		`ConductorOne usually asks within five minutes. This waits up to ${plural(limit, 'minute')}. Press Esc to stop at any time; nothing is lost.`,
	/** @param seconds until the next look; null while one is under way */
	nextLook: (seconds: number | null) => (seconds === null ? 'checking now' : `next check in ${duration(seconds)}`),
	events: {
		connecting: (host: string) => `connecting to ${host}`,
		hello: 'ConductorOne recognized this connector',
		noTask: 'no request yet; checking again',
		backOff: 'pausing before the next try',
		task: (kind: string) =>
			kind === 'syncFull' ? 'ConductorOne requested the data' : `ConductorOne requested ${kind}`,
		finishedOk: 'ConductorOne accepted the data',
		finishedNot: (message: string) => `reported the failure to ConductorOne: ${message}`,
		refused: (message: string) => `ConductorOne rejected the result: ${message}`,
		notTold: (message: string) => `no response: ${message}`,
		retry: (call: TaskCall, problem: string, seconds: number) =>
			`${problem}; trying again in ${duration(seconds)} to ${taskCallMessages[call]}`,
	},
} as const;
