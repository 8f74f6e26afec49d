import type {TaskEvent} from '../../conductorone/tasks/task.ts';
import type {PushState} from '../../setup/state.ts';
import {bytes} from '../../text/amounts.ts';
import {pushMessages} from './push-messages.ts';

export const pushPhaseIds = ['connect', 'task', 'seal', 'upload', 'accept'] as const;
export type PushPhaseId = (typeof pushPhaseIds)[number];

export interface PushPhase {
	id: PushPhaseId;
	state: 'done' | 'current' | 'open';
	/** Amounts, empty when there are none. */
	detail: string;
}

/** Which phase a push is in. Pure; a retry of ConductorOne may lead back, the later phase counts. */
export function phaseOf({sealing, upload, events, work}: PushState): PushPhaseId {
	const has = (type: TaskEvent['type']) => events.some((event) => event.type === type);
	if (work.status === 'done') return 'accept';
	if (upload !== null) return upload.sentBytes >= upload.totalBytes ? 'accept' : 'upload';
	if (sealing !== null || has('task')) return 'seal';
	return has('hello') || has('waiting') ? 'task' : 'connect';
}

/** Whether anything was begun: what never began has not failed. */
export function hasBegun({sealing, upload, events}: PushState): boolean {
	return events.length > 0 || sealing !== null || upload !== null;
}

/** How long until ConductorOne is asked again, ms from when that was said; null while nobody waits for it. */
export function waitOf({work, events}: PushState): number | null {
	const last = events.at(-1);
	return work.status === 'running' && last?.type === 'waiting' ? last.nextPollMs : null;
}

export function pushPhases(push: PushState): PushPhase[] {
	const at = pushPhaseIds.indexOf(phaseOf(push));
	return pushPhaseIds.map((id, index) => ({
		id,
		state: index < at || push.work.status === 'done' ? 'done' : index === at ? 'current' : 'open',
		detail: index <= at ? detailOf(push, id) : '',
	}));
}

function detailOf({sealing, upload}: PushState, id: PushPhaseId): string {
	const messages = pushMessages;
	if (id === 'seal' && sealing !== null) {
		const phase = sealing.phase as keyof typeof messages.sealing;
		return `${messages.sealing[phase] ?? sealing.phase} ${messages.percent(sealing.done, sealing.total)}`;
	}
	if (id === 'upload' && upload !== null) {
		const attempt = upload.attempt > 1 ? ` · ${messages.attempt(upload.attempt)}` : '';
		return `${bytes(upload.sentBytes)} / ${bytes(upload.totalBytes)}${attempt}`;
	}
	return '';
}

/** What happened, in words; newest last. */
export function eventLines(events: readonly TaskEvent[]): string[] {
	return events.map(eventText).filter((line, index, all) => line !== '' && line !== all[index - 1]);
}

function eventText(event: TaskEvent): string {
	const messages = pushMessages.events;
	switch (event.type) {
		case 'connecting':
			return messages.connecting(event.host);
		case 'hello':
			return messages.hello;
		case 'waiting':
			return event.reason === 'no-task' ? messages.noTask : messages.backOff;
		case 'task':
			return messages.task(event.kind);
		case 'finished':
			if (event.ok) return messages.finishedOk;
			if (event.refused) return messages.refused(event.message);
			return event.told ? messages.finishedNot(event.message) : messages.notTold(event.message);
		case 'retry':
			return messages.retry(event.what, event.problem, event.waitMs / 1000);
		case 'upload':
			return '';
	}
}
