import {describe, expect, it} from 'vitest';
import {networkProblem} from '../../../source/http/network-problem.ts';
import {type Failure, retryWait, type Situation} from '../../../source/litmos/retry-rule.ts';

const network = (code: string): Failure => ({kind: 'network', problem: networkProblem({code}, 'https://h')});
const situation: Situation = {attempt: 1, sameKind: 1, withoutSuccess: 0, knownGood: true, patience: 'sync'};
const wait = (failure: Failure, change: Partial<Situation> = {}, random = 1) =>
	retryWait(failure, {...situation, ...change}, () => random);

describe('retryWait', () => {
	it('grows to half a minute, with jitter of up to one half', () => {
		const waits = [1, 2, 3, 4, 5, 6, 7].map((attempt) => wait({kind: 'status', status: 504}, {attempt}));
		expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
		expect(wait({kind: 'status', status: 504}, {}, 0)).toBe(500);
	});

	const triesOf = (failure: Failure, change: Partial<Situation> = {}) => {
		let tries = 1;
		while (wait(failure, {...change, attempt: tries, sameKind: tries}) !== null) tries++;
		return tries;
	};
	it('tries each kind of failure a fitting number of times', () => {
		expect(triesOf(network('ENETUNREACH'))).toBe(10);
		expect(triesOf(network('ECONNRESET'))).toBe(6);
		expect(triesOf(network('Z_DATA_ERROR'))).toBe(6);
		expect(triesOf(network('ETIMEDOUT'))).toBe(2);
		expect(triesOf(network('ESLOW'))).toBe(1);
		expect(triesOf(network('ENOTFOUND'), {knownGood: false})).toBe(4);
		expect(triesOf(network('CERT_HAS_EXPIRED'))).toBe(1);
		expect(triesOf({kind: 'status', status: 500})).toBe(4);
		expect(triesOf({kind: 'status', status: 504})).toBe(8);
		expect(triesOf({kind: 'content', why: 'html'})).toBe(6);
		expect(triesOf(network('ECONNRESET'), {patience: 'person'})).toBe(3);
		expect(triesOf({kind: 'content', why: 'too-large'})).toBe(1);
		expect(triesOf({kind: 'content', why: 'html'}, {patience: 'person'})).toBe(2);
	});

	it('gives a busy Litmos several minutes, a waiting person a little over one', () => {
		const busy: Failure = {kind: 'throttled', status: 503};
		expect(wait(busy, {withoutSuccess: 5 * 60_000})).toBe(1_000);
		expect(wait(busy, {withoutSuccess: 7 * 60_000})).toBeNull();
		expect(wait(busy, {withoutSuccess: 62_000, patience: 'person'})).toBe(1_000);
		expect(wait(busy, {withoutSuccess: 80_000, patience: 'person'})).toBeNull();
	});
});

it('waits longer from one refusal to the next, and at least a second, whatever Retry-After says', () => {
	const busy: Failure = {kind: 'throttled', status: 429};
	const waits = [1, 2, 3, 4, 5, 6, 7].map((sameKind) => wait(busy, {sameKind}));
	expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
});
