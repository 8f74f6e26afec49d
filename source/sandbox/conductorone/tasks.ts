import {create, fromJson, type JsonObject} from '@bufbuild/protobuf';
import {type Task, TaskSchema} from '../../proto/gen/c1/connectorapi/baton/v1/baton_pb.js';
import {registry} from '../../proto/registry.ts';

import {newId} from './ids.ts';

/** One task to be handed out; JSON form of the protocol's Task fields (protobuf-JSON). */
export interface TaskSpec {
	kind: 'sync' | 'grant' | 'revoke' | 'hello' | 'other';
	/** protobuf-JSON of the task's own message. */
	body?: Record<string, unknown>;
	/** For `other`: the oneof's field name, e.g. `create_account`. */
	field?: string;
}

export interface QueuedTask {
	id: string;
	/** `sync`, `grant`, `revoke`, `hello` or the protocol's own name of the task, e.g. `createAccount`. */
	kind: string;
	message: Task;
	state: 'pending' | 'leased' | 'finished';
	host: string;
	/** Server clock, ms. */
	leaseUntil: number;
	deliveries: number;
	/** Times it shall be handed out once more although somebody has it. */
	duplicates: number;
	cancelled: boolean;
	/** A file for it has been accepted. */
	accepted: boolean;
}

const fieldOf = {sync: 'syncFull', grant: 'grant', revoke: 'revoke', hello: 'hello'} as const;
const kindOf: Record<string, string> = {syncFull: 'sync'};

/** Builds the protocol's message of a task; throws when the body does not fit the message. */
export function taskMessage(id: string, spec: TaskSpec): Task {
	const field = spec.kind === 'other' ? spec.field : fieldOf[spec.kind];
	if (!field) return create(TaskSchema, {id, taskType: {case: 'none', value: {}}});
	return fromJson(TaskSchema, {id, [field]: (spec.body ?? {}) as JsonObject}, {registry});
}

/** The tasks of one connector: a queue with leases. One sync at a time, however many hosts ask. */
export class TaskQueue {
	readonly tasks = new Map<string, QueuedTask>();

	add(spec: TaskSpec): QueuedTask {
		const id = newId();
		const message = taskMessage(id, spec);
		const name = message.taskType.case ?? 'none';
		const task: QueuedTask = {
			id,
			kind: kindOf[name] ?? name,
			message,
			state: 'pending',
			host: '',
			leaseUntil: 0,
			deliveries: 0,
			duplicates: 0,
			cancelled: false,
			accepted: false,
		};
		this.tasks.set(id, task);
		return task;
	}

	/** Hands out the next task to a host, skipping those it says it knows; undefined when there is nothing to do. */
	next(request: {host: string; now: number; leaseMs: number; known?: Set<string>}): QueuedTask | undefined {
		const {host, now, leaseMs, known} = request;
		for (const task of this.tasks.values()) {
			if (known?.has(task.id)) continue;
			if (task.duplicates > 0) {
				task.duplicates--;
				task.deliveries++;
				return task;
			}
			const free = task.state === 'pending' || (task.state === 'leased' && task.leaseUntil <= now);
			if (!free || (task.kind === 'sync' && this.#syncRuns(task, now))) continue;
			task.state = 'leased';
			task.host = host;
			task.leaseUntil = now + leaseMs;
			task.deliveries++;
			return task;
		}
		return undefined;
	}

	/** A host that starts up has lost what it was doing: its tasks are free again. */
	release(host: string): void {
		for (const task of this.tasks.values()) {
			if (task.state === 'leased' && task.host === host) task.state = 'pending';
		}
	}

	/** Keeps a task; false when the host should stop working on it. */
	keep(task: QueuedTask, host: string, now: number, leaseMs: number): boolean {
		if (task.cancelled || task.state === 'finished') return false;
		if (task.state === 'leased' && task.host !== host && task.leaseUntil > now) return false;
		task.state = 'leased';
		task.host = host;
		task.leaseUntil = now + leaseMs;
		return true;
	}

	#syncRuns(asking: QueuedTask, now: number): boolean {
		for (const task of this.tasks.values()) {
			if (task !== asking && task.kind === 'sync' && task.state === 'leased' && task.leaseUntil > now) return true;
		}
		return false;
	}
}
