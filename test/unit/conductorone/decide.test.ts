import {create, fromBinary} from '@bufbuild/protobuf';
import {anyPack, DurationSchema} from '@bufbuild/protobuf/wkt';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {codeOf, statusOf} from '../../../source/conductorone/status.ts';
import {
	backOff,
	carriesGrants,
	finishRequest,
	granted,
	heartbeatWait,
	kindOf,
	pollWait,
	readSyncRequest,
	unsupported,
	usualTimes,
} from '../../../source/conductorone/tasks/decide.ts';
import {cancelled, Problem} from '../../../source/problem/problem.ts';
import {Task_SyncFullTaskSchema, TaskSchema} from '../../../source/proto/gen/c1/connectorapi/baton/v1/baton_pb.js';
import {
	GrantAlreadyExistsSchema,
	GrantManagerServiceGrantResponseSchema,
	GrantSchema,
} from '../../../source/proto/model.ts';
import {quotable} from '../../../source/text/printable.ts';

const seconds = (value: number) => create(DurationSchema, {seconds: BigInt(value)});

describe('waits', () => {
	it('stay within the protocol’s limits', () => {
		expect([undefined, seconds(-5), seconds(7), seconds(9999)].map((poll) => pollWait(poll, usualTimes))).toEqual([
			1000, 1000, 7000, 300_000,
		]);
		const beats = [undefined, seconds(0), create(DurationSchema, {nanos: 5_000_000}), seconds(45), seconds(9999)];
		expect(beats.map((beat) => heartbeatWait(beat, usualTimes))).toEqual([30_000, 30_000, 1000, 45_000, 300_000]);
	});

	it('back off by doubling, never beyond the limit, never to nothing', () => {
		fc.assert(
			fc.property(fc.integer({min: 1, max: 10_000}), fc.double({min: 0, max: 1, noNaN: true}), (failures, chance) => {
				const wait = backOff({failures, problem: cancelled()}, usualTimes, () => chance);
				const full = Math.min(300_000, 1000 * 2 ** (failures - 1));
				expect(wait).toBeGreaterThanOrEqual(full / 2);
				expect(wait).toBeLessThanOrEqual(full);
			}),
		);
	});

	it('back off for as long as ConductorOne asks, up to the limit', () => {
		const waits = [undefined, 0, 9000, 9_000_000].map((retryAfterMs) => {
			const problem = new Problem({code: 'c1/busy', what: 'busy', retryAfterMs});
			return backOff({failures: 3, problem}, usualTimes, () => 1);
		});
		expect(waits).toEqual([4000, 4000, 9000, 300_000]);
	});
});

describe('tasks', () => {
	it('have a kind, also when it is newer than this program', () => {
		expect(kindOf(undefined)).toBe('none');
		expect(kindOf(create(TaskSchema, {id: '', taskType: {case: 'grant', value: {}}}))).toBe('none');
		expect(kindOf(create(TaskSchema, {id: 'x', taskType: {case: 'createAccount', value: {}}}))).toBe('createAccount');
		expect(kindOf(fromBinary(TaskSchema, Uint8Array.from([0x0a, 1, 0x78, 0xc2, 0x3e, 0])))).toBe('unknown');
	});

	it('of sync carry grants unless something is left out', () => {
		const of = (init: object) => carriesGrants(readSyncRequest(create(Task_SyncFullTaskSchema, init)));
		expect(of({storageEngine: 'pebble'})).toBe(true);
		for (const part of [
			{skipGrants: true},
			{skipEntitlementsAndGrants: true},
			{syncResourceTypeIds: ['user']},
			{targetedSyncResources: [{}]},
		]) {
			expect(of(part)).toBe(false);
		}
	});
});

describe('answers', () => {
	it('of a grant repeat its annotations in the response, at most sixteen', () => {
		const annotation = anyPack(GrantAlreadyExistsSchema, create(GrantAlreadyExistsSchema));
		const outcome = granted([create(GrantSchema, {id: 'g'})], Array(20).fill(annotation));
		const {finalState, status} = finishRequest('host', 'task', outcome);
		expect(status).toBeUndefined();
		if (finalState.case !== 'success') return expect.unreachable();
		expect(finalState.value.annotations).toHaveLength(16);
		expect(finalState.value.response?.typeUrl).toBe(
			'type.googleapis.com/c1.connector.v2.GrantManagerServiceGrantResponse',
		);
		const response = fromBinary(GrantManagerServiceGrantResponseSchema, finalState.value.response!.value);
		expect(response.grants.map((grant) => grant.id)).toEqual(['g']);
		expect(response.annotations).toHaveLength(16);
		expect(response.annotations[0]?.typeUrl).toBe('type.googleapis.com/c1.connector.v2.GrantAlreadyExists');
	});

	it('to unknown kinds are final and name them as the protocol does', () => {
		const request = finishRequest('host', 'task', unsupported('bulkCreateTickets'));
		expect(request.status).toMatchObject({code: 12, message: expect.stringContaining('“bulk_create_tickets”')});
		expect(request.finalState).toMatchObject({case: 'error', value: {nonRetryable: true}});
	});
});

describe('statuses', () => {
	it.each([
		['litmos/key-refused', 16],
		['litmos/busy', 14],
		['litmos/not-found', 5],
		['network/timeout', 4],
		['cancelled', 1],
		['input/unsupported', 12],
		['defect', 2],
	] as const)('%s is code %i', (code, number) => {
		expect(codeOf(new Problem({code, what: 'x'}))).toBe(number);
	});

	it('are one printable line', () => {
		const {message} = statusOf(new Problem({code: 'defect', what: 'First\u001b[31m.', why: 'Then\r\nthat.'}));
		expect(message).toBe('First. Then that');
		fc.assert(
			fc.property(fc.string({unit: 'binary', maxLength: 3000}), (text) => {
				// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these must be gone.
				expect(quotable(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
				expect(quotable(text).length).toBeLessThanOrEqual(1000);
			}),
		);
	});
});
