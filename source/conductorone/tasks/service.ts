import {type Client, createClient} from '@connectrpc/connect';
import {Problem} from '../../problem/problem.ts';
import {
	type BatonServiceFinishTaskRequest,
	type BatonServiceGetTaskResponse,
	type BatonServiceHeartbeatResponse,
	BatonService as ServiceDescription,
} from '../../proto/gen/c1/connectorapi/baton/v1/baton_pb.js';
import type {ConnectorMetadata} from '../../proto/model.ts';
import {pause} from '../pause.ts';
import {serviceProblem} from '../status.ts';
import type {ConnectorTransport} from '../transport.ts';
import {nextTry, type TaskTimes} from './decide.ts';
import {buildInfo, osInfo} from './host-info.ts';
import {uploadProblemMessages} from './messages.ts';
import {uploadMessages} from './upload.ts';

/** The calls of the connector service. Each throws a Problem; `codeOf` tells its gRPC code. */
export interface ConnectorService {
	/** Without a task id: the start-up greeting. */
	hello(taskId: string, signal: AbortSignal): Promise<void>;
	getTask(signal: AbortSignal): Promise<BatonServiceGetTaskResponse>;
	heartbeat(taskId: string, signal: AbortSignal): Promise<BatonServiceHeartbeatResponse>;
	/** Has a limit of its own, so that an answer is also sent when the work itself was cancelled. */
	finishTask(request: BatonServiceFinishTaskRequest, timeoutMs: number): Promise<void>;
	/**
	 * Sends a file as a task's asset, starting over with growing waits while the service is out of order. Throws
	 * `c1/upload-refused` on a final no, and what it failed with last when that goes on for `TaskTimes.patience`.
	 */
	uploadAsset(taskId: string, path: string, watch: UploadWatch, signal: AbortSignal): Promise<void>;
	/** Closes the connections. A later call would open new ones. */
	close(): void;
}

/** A token may end in mid-upload; after so many refusals it is the credential. */
const refusalsAllowed = 3;

/** The server may hold a poll back until there is a task. */
const longPollMs = 90_000;

export interface UploadWatch {
	onProgress(sentBytes: number, totalBytes: number, attempt: number): void;
	/** Told before a wait that the upload starts over after it. */
	onRetry(problem: Problem, waitMs: number): void;
}

export interface ServiceOptions {
	connection: ConnectorTransport;
	/** Shown in errors. */
	host: string;
	hostId: string;
	version: string;
	metadata: ConnectorMetadata;
	times: TaskTimes;
}

export function createService(options: ServiceOptions): ConnectorService {
	const {connection, host, hostId, times} = options;
	const client: Client<typeof ServiceDescription> = createClient(ServiceDescription, connection.transport);

	/** One call; a refused token is replaced once, and a call without an answer costs the connection. */
	async function call<Answer>(signal: AbortSignal | undefined, run: () => Promise<Answer>): Promise<Answer> {
		for (let attempt = 1; ; attempt++) {
			try {
				return await run();
			} catch (error) {
				const problem = serviceProblem(error, host, signal);
				if (problem.code === 'network/timeout') connection.reset();
				// The interceptor has dropped the token; a problem of the token source itself has no gRPC error as its cause.
				const tokenEnded = problem.code === 'c1/credential-refused' && problem.cause !== undefined;
				if (!tokenEnded || attempt > 1) throw problem;
			}
		}
	}

	async function upload(
		taskId: string,
		path: string,
		report: (sent: number, total: number) => void,
		signal: AbortSignal,
	) {
		const stalled = new AbortController();
		let timer: NodeJS.Timeout | undefined;
		let allSent = false;
		const alive = () => {
			clearTimeout(timer);
			timer = setTimeout(() => stalled.abort(stall(host, times.uploadStall, allSent)), times.uploadStall);
		};
		let source: Problem | undefined;
		async function* messages() {
			try {
				yield* uploadMessages(path, hostId, taskId, (sent, total) => {
					allSent = sent === total;
					alive();
					report(sent, total);
				});
			} catch (error) {
				source = Problem.from(error);
				throw error;
			}
		}
		alive();
		try {
			await client.uploadAsset(messages(), {signal: AbortSignal.any([signal, stalled.signal]), timeoutMs: 0});
		} catch (error) {
			if (source && source.code !== 'defect') throw source;
			throw serviceProblem(stalled.signal.aborted ? stalled.signal.reason : error, host, signal);
		} finally {
			clearTimeout(timer);
		}
	}

	return {
		close: () => connection.close(),
		async hello(taskId, signal) {
			await call(signal, () =>
				client.hello(
					{
						hostId,
						taskId,
						buildInfo: buildInfo(options.version),
						osInfo: osInfo(),
						connectorMetadata: options.metadata,
					},
					{signal},
				),
			);
		},
		getTask: (signal) => call(signal, () => client.getTask({hostId}, {signal, timeoutMs: longPollMs})),
		heartbeat: (taskId, signal) => call(signal, () => client.heartbeat({hostId, taskId}, {signal})),
		async finishTask(request, timeoutMs) {
			await call(undefined, () => client.finishTask(request, {timeoutMs}));
		},
		async uploadAsset(taskId, path, {onProgress, onRetry}, signal) {
			let failingSince: number | undefined;
			for (let attempt = 1, refusals = 1; ; attempt++) {
				try {
					await upload(taskId, path, (sent, total) => onProgress(sent, total, attempt), signal);
					return;
				} catch (error) {
					const problem = Problem.from(error);
					const tokenEnded = problem.code === 'c1/credential-refused' && problem.cause !== undefined;
					if (signal.aborted || problem.code === 'file/unreadable') throw problem;
					if (!problem.retryable && !(tokenEnded && refusals++ < refusalsAllowed)) throw refused(problem, path);
					failingSince ??= Date.now();
					const failing = {failures: attempt, problem, forMs: Date.now() - failingSince, patience: times.patience};
					const wait = nextTry(failing, times, Math.random);
					if (wait === undefined) throw problem;
					onRetry(problem, wait);
					await pause(wait, signal);
					if (signal.aborted) throw serviceProblem(signal.reason, host, signal);
				}
			}
		},
	};
}

/** @param allSent nothing is left to send: what is missing is ConductorOne's answer */
function stall(host: string, ms: number, allSent: boolean): Problem {
	const seconds = Math.round(ms / 1000);
	return new Problem({
		code: 'network/timeout',
		...(allSent ? uploadProblemMessages.notAnswered(host, seconds) : uploadProblemMessages.stalled(host, seconds)),
		retryable: true,
	});
}

function refused(problem: Problem, path: string): Problem {
	if (problem.code === 'c1/credential-refused' || problem.code === 'c1/forbidden') return problem;
	return new Problem({
		code: 'c1/upload-refused',
		...uploadProblemMessages.refused(problem.why ?? problem.what),
		copy: [path],
		cause: problem.cause,
	});
}
