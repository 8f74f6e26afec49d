import {create, type MessageInitShape} from '@bufbuild/protobuf';
import {type Code, ConnectError} from '@connectrpc/connect';
import {serviceProblem} from '../../../source/conductorone/status.ts';
import type {TaskTimes} from '../../../source/conductorone/tasks/decide.ts';
import type {ConnectorService} from '../../../source/conductorone/tasks/service.ts';
import {
	type BatonServiceFinishTaskRequest,
	BatonServiceGetTaskResponseSchema,
	BatonServiceHeartbeatResponseSchema,
	type TaskSchema,
} from '../../../source/proto/gen/c1/connectorapi/baton/v1/baton_pb.js';

/** Times at which nothing in a test has to be waited for. */
export const quick: Partial<TaskTimes> = {
	backOffMin: 1,
	backOffMax: 4,
	heartbeatMin: 1,
	heartbeatDefault: 1,
	finish: 1000,
	stop: 300,
	pollMin: 1,
	patience: 500,
	answerPatience: 2000,
};

/** @param headers what comes with the answer, such as `retry-after` */
export function fault(code: Code, text = 'as scripted', headers: Record<string, string> = {}): never {
	throw serviceProblem(new ConnectError(text, code, headers), 'c1.test');
}

type TaskInit = MessageInitShape<typeof TaskSchema>;

/** A connector service on paper: hands out the given tasks, then calls `onIdle` and has none. */
export function scriptedService(tasks: TaskInit[], script: Partial<ConnectorService> & {onIdle?: () => void} = {}) {
	const {onIdle, ...overrides} = script;
	const calls: string[] = [];
	const finished: BatonServiceFinishTaskRequest[] = [];
	const queue = [...tasks];
	const service: ConnectorService = {
		async hello(taskId) {
			calls.push(`hello ${taskId}`.trim());
		},
		async getTask() {
			calls.push('get');
			const task = queue.shift();
			if (!task) onIdle?.();
			return create(BatonServiceGetTaskResponseSchema, task ? {task} : {});
		},
		async heartbeat(taskId) {
			calls.push(`heartbeat ${taskId}`);
			return create(BatonServiceHeartbeatResponseSchema, {});
		},
		async finishTask(request) {
			finished.push(request);
		},
		async uploadAsset(taskId, path) {
			calls.push(`upload ${taskId} ${path}`);
		},
		close() {
			calls.push('close');
		},
		...overrides,
	};
	return {service, calls, finished, queue};
}
