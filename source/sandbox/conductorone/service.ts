import {join} from 'node:path';
import {create} from '@bufbuild/protobuf';
import {type Duration, DurationSchema} from '@bufbuild/protobuf/wkt';
import {Code, ConnectError, type HandlerContext, type ServiceImpl} from '@connectrpc/connect';
import type {BatonService} from '../../proto/gen/c1/connectorapi/baton/v1/baton_pb.js';
import type {ConnectorLink, LinkListener} from './connector-link.ts';
import {isC1z, readUpload} from './read-upload.ts';
import type {Intake} from './rest/arrivals.ts';
import {linkKey} from './rpc-context.ts';
import type {Spool} from './spool.ts';
import type {QueuedTask} from './tasks.ts';
import type {Tenant} from './tenant.ts';
import {type ReceivedFile, receiveUpload} from './upload.ts';

export interface ServiceParts {
	tenant: Tenant;
	spool: Spool;
	listener: LinkListener;
	/** Where the rows of accepted files go. */
	intake: Intake;
}

/** The connector service as ConductorOne runs it for self-hosted connectors (protocol sheet, sections 2 and 9). */
export function batonService({tenant, spool, listener, intake}: ServiceParts): ServiceImpl<typeof BatonService> {
	const {behaviour, hooks} = tenant;

	const refuse = (rpc: string, rule: string, code = Code.InvalidArgument): ConnectError => {
		hooks.refused?.(`${rpc}: ${rule}`);
		return new ConnectError(`invalid ${rpc} request: ${rule}`, code);
	};
	const wantTask = (rpc: string, link: ConnectorLink, id: string): QueuedTask => {
		const task = link.queue.tasks.get(id);
		if (!task) throw refuse(rpc, `no task ${id}`, Code.NotFound);
		return task;
	};
	const begin = (link: ConnectorLink): void => {
		if (link.started) return;
		link.started = true;
		for (const spec of behaviour.firstTasks) link.queue.add(spec);
	};
	const hand = (link: ConnectorLink, host: string, known?: Set<string>): QueuedTask | undefined => {
		begin(link);
		if (link.paused) return undefined;
		const task = link.queue.next({
			host,
			now: tenant.now(),
			leaseMs: behaviour.leaseMs,
			...(known ? {known} : {}),
		});
		if (task) hooks.handed?.(task);
		if (task?.kind === 'sync' && task.state === 'leased') listener.syncStarted(link);
		return task;
	};

	return {
		hello(request, context) {
			const link = linkOf(context);
			const {hostId, taskId, connectorMetadata} = request;
			if (taskId === '') {
				link.queue.release(hostId);
				begin(link);
			} else {
				wantTask('Hello', link, taskId).state = 'finished';
			}
			listener.hello(link, connectorMetadata?.displayName ?? '');
			return {};
		},

		getTask(request, context) {
			const task = hand(linkOf(context), request.hostId);
			return {
				...(task ? {task: task.message} : {}),
				nextPoll: duration(behaviour.nextPollMs),
				nextHeartbeat: duration(behaviour.nextHeartbeatMs),
			};
		},

		getTasks(request, context) {
			const link = linkOf(context);
			const known = new Set(request.knownTaskIds);
			const tasks: QueuedTask[] = [];
			while (tasks.length < request.pageSize) {
				const task = hand(link, request.hostId, known);
				if (!task) break;
				tasks.push(task);
			}
			return {
				tasks: tasks.map(({message}) => message),
				nextPoll: duration(behaviour.nextPollMs),
				nextHeartbeat: duration(behaviour.nextHeartbeatMs),
			};
		},

		heartbeat(request, context) {
			const link = linkOf(context);
			const stopped: string[] = [];
			for (const id of new Set([request.taskId, ...request.taskIds])) {
				const task = wantTask('Heartbeat', link, id);
				if (!link.queue.keep(task, request.hostId, tenant.now(), behaviour.leaseMs)) stopped.push(id);
			}
			return {
				nextHeartbeat: duration(behaviour.nextHeartbeatMs),
				cancelled: stopped.includes(request.taskId),
				cancelledTaskIds: stopped,
			};
		},

		finishTask(request, context) {
			const link = linkOf(context);
			const task = wantTask('FinishTask', link, request.taskId);
			const {finalState, status} = request;
			const isDone = finalState.case === 'success' && (status?.code ?? 0) === 0;
			if (isDone && task.kind === 'sync' && !task.accepted) {
				throw refuse('FinishTask', 'a sync cannot succeed without an accepted upload', Code.FailedPrecondition);
			}
			task.state = 'finished';
			if (task.kind === 'sync') listener.syncEnded(link, isDone ? null : (status?.message ?? 'sync failed'));
			return {};
		},

		async uploadAsset(messages, context) {
			const link = linkOf(context);
			await spool.with(async (folder) => {
				const file = await receiveUpload(messages, folder, {
					refuse: (rule) => refuse('UploadAsset', rule),
					onMetadata: (taskId) => {
						const task = wantTask('UploadAsset', link, taskId);
						if (task.kind !== 'sync') throw refuse('UploadAsset', `task ${taskId} is no sync`);
					},
				});
				await take(link, file, folder);
			});
			return {};
		},

		startDebugging() {
			return {status: true};
		},
	};

	async function take(link: ConnectorLink, file: ReceivedFile, folder: string): Promise<void> {
		const task = wantTask('UploadAsset', link, file.taskId);
		await hooks.checkUpload?.(link, task, file, folder);
		// After its sync a connector may send its debug log for the same task (protocol sheet, section 2).
		if (task.accepted && !(await isC1z(file.path))) return;
		const delivery = intake.open(link.id);
		try {
			await readUpload(file.path, join(folder, 'database'), delivery.sink);
		} catch (error) {
			delivery.drop();
			throw error;
		}
		delivery.accept();
		task.accepted = true;
		tenant.syncs++;
	}
}

function linkOf(context: HandlerContext): ConnectorLink {
	const link = context.values.get(linkKey);
	if (!link) throw new ConnectError('no connector', Code.Unauthenticated);
	return link;
}

function duration(ms: number): Duration {
	return create(DurationSchema, {seconds: BigInt(Math.floor(ms / 1000)), nanos: Math.round(ms % 1000) * 1_000_000});
}
