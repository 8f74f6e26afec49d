import {taskCallMessages} from '../../conductorone/rest/call-messages.ts';
import type {TaskCall} from '../../conductorone/tasks/task.ts';
import {duration, plural} from '../../text/amounts.ts';

/** Sending to ConductorOne. */
export const pushMessages = {
	about: [
		'ConductorOne asks its connectors for syncs. This program waits for that, writes the sync file, uploads it and confirms it.',
		'd shows in detail what is happening.',
	],
	title: 'Sending to ConductorOne',
	titleFailed: 'The push failed',
	titleDrop: 'Push these changes?',
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
	elapsed: (seconds: number) => duration(seconds),
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
	details: 'activity',
	noEvents: 'Nothing has happened yet.',
	cancel: 'stop and go back',
	retry: 'Try again',
	retryHint: 'sends the same data',
	confirm: 'Push anyway',
	confirmHint: 'the data is right',
	look: 'See what changes',
	lookHint: 'in the preview',
	back: 'Back to review',
	backHint: 'to change an answer',
	later: 'Quit and push later',
	laterHint: 'what was read is saved',
} as const;

/** What is left to say when it is sent. */
export const doneMessages = {
	about: [
		'This compares what was sent with what ConductorOne shows. ConductorOne may take a while to process a sync.',
		'You can copy the commands as they are.',
	],
	title: 'ConductorOne accepted the data',
	lines: {
		sent: 'Sent',
		file: 'File',
		again: 'Push again',
		nightly: 'Every night',
		undo: 'Undo',
		real: 'Real setup',
	},
	file: (size: string, taskId: string) => `${size}, task ${taskId}`,
	demo: 'This was demo data. Nothing left this computer, and it is gone when you exit.',
	finish: 'exit',
} as const;
