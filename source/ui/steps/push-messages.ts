import {taskCallWords} from '../../conductorone/rest/call-messages.ts';
import type {TaskCall} from '../../conductorone/tasks/task.ts';
import {duration} from '../../text/amounts.ts';

/** Sending to ConductorOne. */
export const pushWords = {
	title: 'Sending to ConductorOne',
	titleFailed: 'The push failed',
	phases: {
		connect: 'Connecting to ConductorOne',
		task: 'Waiting for ConductorOne to request the data',
		seal: 'Writing the file',
		upload: 'Uploading',
		accept: 'Confirming with ConductorOne',
	},
	sealing: {rows: 'rows', indexes: 'indexes', compressing: 'compressing'},
	percent: (done: number, total: number) => `${total > 0 ? Math.floor((100 * done) / total) : 0} %`,
	attempt: (attempt: number) => `try ${attempt}`,
	elapsed: (seconds: number) => duration(seconds),
	waitingNote: 'ConductorOne asks within five minutes. You can wait, or stop with Esc; nothing is lost.',
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
			`${problem}; trying again in ${duration(seconds)} to ${taskCallWords[call]}`,
	},
	details: 'activity',
	noEvents: 'Nothing has happened yet.',
	cancel: 'stop and go back',
	retry: 'Try again',
	retryHint: 'sends the same data',
	confirm: 'Push anyway',
	confirmHint: 'I checked, and the data is right',
	back: 'Back to review',
	backHint: 'to change an answer',
	later: 'Quit and push later',
	laterHint: 'what was read is saved',
} as const;

/** What is left to say when it is sent. */
export const doneWords = {
	title: (host: string) => `ConductorOne (${host}) accepted the data.`,
	titleElsewhere: 'Your answers are complete.',
	what: 'Sent',
	size: 'File',
	task: 'Task',
	keep: 'To push again, and to push every night:',
	nightly: 'To push every night:',
	demo: 'This was demo data. Nothing left this computer.',
	demoNext: 'To set up a real connection:',
	look: 'In ConductorOne, open the connector to see the accounts arrive.',
	finish: 'Exit',
	finishHint: 'a summary stays in the terminal',
} as const;
