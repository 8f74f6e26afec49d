import {taskCallWords} from '../../conductorone/rest/call-messages.ts';
import type {TaskCall} from '../../conductorone/tasks/task.ts';
import {duration} from '../../text/amounts.ts';

/** Sending to ConductorOne. */
export const pushWords = {
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
		task: (kind: string) => (kind === 'syncFull' ? 'ConductorOne asks for the data' : `ConductorOne asks for ${kind}`),
		finishedOk: 'ConductorOne accepted it',
		finishedNot: (message: string) => `told ConductorOne that it failed: ${message}`,
		refused: (message: string) => `ConductorOne refused the result: ${message}`,
		notTold: (message: string) => `no answer: ${message}`,
		retry: (call: TaskCall, problem: string, seconds: number) =>
			`${problem}; trying again in ${duration(seconds)} to ${taskCallWords[call]}`,
	},
	details: 'what happened',
	noEvents: 'Nothing has happened yet.',
	cancel: 'stop and go back',
	retry: 'Try again',
	retryHint: 'sends the same data',
	confirm: 'Send it anyway',
	confirmHint: 'I have looked, and the data is right',
	back: 'Back to the review',
	backHint: 'to change an answer',
	later: 'Leave, and push later',
	laterHint: 'what was read is kept',
} as const;

/** What is left to say when it is sent. */
export const doneWords = {
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
} as const;
