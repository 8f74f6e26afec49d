import {
	Code,
	ConnectError,
	createContextKey,
	createContextValues,
	type Interceptor,
	type StreamRequest,
	type UnaryRequest,
} from '@connectrpc/connect';
import type {
	BatonServiceFinishTaskRequest,
	BatonServiceGetTaskRequest,
	BatonServiceGetTasksRequest,
	BatonServiceHeartbeatRequest,
	BatonServiceHelloRequest,
	BatonServiceUploadAssetRequest,
} from '../../../source/proto/gen/c1/connectorapi/baton/v1/baton_pb.js';
import type {ConductorOneHooks} from '../../../source/sandbox/conductorone/hooks.ts';
import {linkKey} from '../../../source/sandbox/conductorone/rpc-context.ts';
import type {ConductorOneBehaviour} from './behaviour.ts';
import type {Records} from './records.ts';
import * as rules from './rules.ts';

/** Cuts the connection a call came on, as a broken network does. */
const cutKey = createContextKey<() => void>(() => {});

/** Watches the connector service: rules of the protocol, faults on demand, and what was said. */
export function rpcHooks(
	behaviour: ConductorOneBehaviour,
	records: Records,
	random: () => number,
): Pick<ConductorOneHooks, 'interceptors' | 'contextValues'> {
	const refuse = (rpc: string, rule: string): ConnectError => {
		records.refused.push(`${rpc}: ${rule}`);
		return new ConnectError(`invalid ${rpc} request: ${rule}`, Code.InvalidArgument);
	};

	async function* checkedUpload(call: StreamRequest) {
		let bytes = 0;
		for await (const message of call.message as AsyncIterable<BatonServiceUploadAssetRequest>) {
			const broken = rules.checkUploadMessage(message);
			if (broken) throw refuse('UploadAsset', broken);
			yield message;
			if (message.msg.case !== 'data') continue;
			bytes += message.msg.value.data.length;
			const cut = behaviour.cutUpload;
			if (!cut || cut.times <= 0 || bytes < cut.afterBytes) continue;
			cut.times--;
			call.contextValues.get(cutKey)();
			throw new ConnectError('cut', Code.Aborted);
		}
	}

	const watch: Interceptor = (next) => async (call) => {
		if (random() < behaviour.unavailable) throw new ConnectError('try again later', Code.Unavailable);
		if (call.stream) {
			if (call.method.name !== 'UploadAsset') return next(call);
			return next({...call, message: checkedUpload(call)} as StreamRequest);
		}
		const broken = checks[call.method.name]?.(call);
		if (broken) throw refuse(call.method.name, broken);
		const heartbeat = call.method.name === 'Heartbeat' ? (call.message as BatonServiceHeartbeatRequest) : null;
		const ids = heartbeat ? [...new Set([heartbeat.taskId, ...heartbeat.taskIds])] : [];
		for (const id of ids) {
			const task = call.contextValues.get(linkKey)?.queue.tasks.get(id);
			if (!task) break;
			records.heartbeats++;
			if (behaviour.cancelTasks) task.cancelled = true;
		}
		const answer = await next(call);
		if (call.method.name === 'Hello') {
			const {hostId, taskId, connectorMetadata} = call.message as BatonServiceHelloRequest;
			records.hellos.push({hostId, taskId, metadata: connectorMetadata?.displayName ?? ''});
		}
		if (call.method.name === 'FinishTask') {
			const request = call.message as BatonServiceFinishTaskRequest;
			const task = call.contextValues.get(linkKey)?.queue.tasks.get(request.taskId);
			if (task) records.finished(task.kind, request);
		}
		return answer;
	};

	return {
		interceptors: [watch],
		contextValues: (request) =>
			createContextValues().set(cutKey, () => {
				if ('stream' in request) request.stream.session?.destroy();
				else request.socket.destroy();
			}),
	};
}

const checks: Record<string, (call: UnaryRequest) => rules.Broken> = {
	Hello: ({message}) => rules.checkHello(message as BatonServiceHelloRequest),
	GetTask: ({message}) => rules.checkGetTask(message as BatonServiceGetTaskRequest),
	GetTasks: ({message}) => rules.checkGetTasks(message as BatonServiceGetTasksRequest),
	Heartbeat: ({message}) => rules.checkHeartbeat(message as BatonServiceHeartbeatRequest),
	FinishTask: ({message}) => rules.checkFinishTask(message as BatonServiceFinishTaskRequest),
};
