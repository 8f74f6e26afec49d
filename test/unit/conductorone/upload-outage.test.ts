import {create} from '@bufbuild/protobuf';
import {Code, ConnectError, type Transport} from '@connectrpc/connect';
import {afterEach, beforeEach, expect, it, vi} from 'vitest';
import {usualTimes} from '../../../source/conductorone/tasks/decide.ts';
import {createService} from '../../../source/conductorone/tasks/service.ts';
import type {Problem} from '../../../source/problem/problem.ts';
import {BatonServiceUploadAssetResponseSchema} from '../../../source/proto/gen/c1/connectorapi/baton/v1/baton_pb.js';
import {ConnectorMetadataSchema} from '../../../source/proto/model.ts';
import {never, pass, timed} from './virtual-loop.ts';

vi.mock('node:timers/promises', () => import('../virtual-timers.ts'));

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

/** Uploads through a connection whose streams are answered (or not) as told; the file itself is never read. */
function uploading(answer: (signal: AbortSignal | undefined) => Promise<void>) {
	const start = Date.now();
	const streams = timed(answer);
	const transport: Transport = {
		unary: never,
		async stream(method, signal) {
			await streams.call(signal);
			return {
				stream: true,
				service: method.parent,
				method,
				header: new Headers(),
				trailer: new Headers(),
				message: (async function* () {
					yield create(BatonServiceUploadAssetResponseSchema) as never;
				})(),
			};
		},
	};
	const service = createService({
		connection: {transport, reset: () => undefined, close: () => undefined},
		host: 'c1.test',
		hostId: 'host',
		version: '1.0.0',
		metadata: create(ConnectorMetadataSchema),
		times: usualTimes,
	});
	const retries: {what: string; why: string | undefined; at: number}[] = [];
	const upload: {streams: typeof streams; retries: typeof retries; outcome?: 'done' | Problem} = {streams, retries};
	service
		.uploadAsset(
			'task',
			'/file',
			{
				onProgress: () => undefined,
				onRetry: ({what, why}, waitMs) => retries.push({what, why, at: Date.now() - start + waitMs}),
			},
			new AbortController().signal,
		)
		.then(
			() => {
				upload.outcome = 'done';
			},
			(problem: Problem) => {
				upload.outcome = problem;
			},
		);
	return upload;
}

const retryable = [
	'Unavailable',
	'ResourceExhausted',
	'DeadlineExceeded',
	'Aborted',
	'Canceled',
	'Internal',
	'Unknown',
	'DataLoss',
] as const;

it.each(retryable)('an upload outlasts a minute of %s, with growing waits', async (name) => {
	const began = Date.now();
	const upload = uploading(async () => {
		if (Date.now() - began < 60_000) throw new ConnectError('later', Code[name]);
	});
	await pass(150);
	expect(upload.outcome).toBe('done');
	const gaps = upload.streams.gaps();
	expect(gaps.length).toBeLessThan(12);
	expect(gaps.at(-1)).toBeGreaterThan(10_000);
	// Each further try was announced for when it came, with what ConductorOne said.
	expect(upload.retries.map(({at}) => at)).toEqual(upload.streams.at.slice(1));
	expect(upload.retries[0]?.why).toContain('later');
});

it('an upload that never gets through ends after minutes, saying what is known', async () => {
	const upload = uploading(async () => {
		throw new ConnectError('later', Code.Unavailable);
	});
	await pass(240);
	expect(upload.outcome).toBeUndefined();
	await pass(600);
	expect(upload.outcome).toMatchObject({code: 'c1/busy'});
	expect(upload.retries).toHaveLength(upload.streams.at.length - 1);
});

it('an upload that is refused is not tried again', async () => {
	const upload = uploading(async () => {
		throw new ConnectError('not this one', Code.FailedPrecondition);
	});
	await pass(1);
	expect(upload.outcome).toMatchObject({code: 'c1/upload-refused'});
	expect(upload.streams.at).toHaveLength(1);
	expect(upload.retries).toEqual([]);
});
