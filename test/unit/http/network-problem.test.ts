import {describe, expect, it} from 'vitest';
import {networkProblem, networkReason, proxyError} from '../../../source/http/network-problem.ts';

describe('networkProblem', () => {
	it.each([
		['ENOTFOUND', 'network/unreachable', 'Can’t find'],
		['EAI_AGAIN', 'network/unreachable', 'Can’t look up'],
		['ECONNREFUSED', 'network/unreachable', 'refused the connection'],
		['ETIMEDOUT', 'network/timeout', 'didn’t respond in time'],
		['ECONNRESET', 'network/unreachable', 'closed the connection'],
		['ENETUNREACH', 'network/unreachable', 'can’t reach'],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'network/tls', 'doesn’t trust'],
		['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'network/tls', 'doesn’t trust'],
		['CERT_HAS_EXPIRED', 'network/tls', 'has expired'],
		['CERT_NOT_YET_VALID', 'network/tls', 'not valid yet'],
		['ERR_TLS_CERT_ALTNAME_INVALID', 'network/tls', 'belongs to another host'],
		['EPROTO', 'network/tls', 'Can’t make a secure connection'],
		['ESOMETHING', 'network/unreachable', 'Can’t reach'],
	] as const)('words %s', (code, expected, words) => {
		const problem = networkProblem(Object.assign(new Error('secret text'), {code}), 'https://api.litmos.com/x?y=z');
		expect(problem.code).toBe(expected);
		expect(problem.what).toContain(words);
		expect(problem.what).toContain('api.litmos.com');
		expect(problem.next.length).toBeGreaterThan(0);
		expect(networkReason(problem)).toBe(code);
		expect(JSON.stringify([problem, problem.cause])).not.toContain('secret text');
	});

	it('finds the code in a cause and in the failures of several addresses', () => {
		const inner = Object.assign(new Error(), {code: 'ECONNREFUSED'});
		expect(networkReason(networkProblem(new Error('x', {cause: inner}), 'http://h'))).toBe('ECONNREFUSED');
		expect(networkReason(networkProblem(new AggregateError([inner]), 'http://h'))).toBe('ECONNREFUSED');
		expect(networkReason(networkProblem('nonsense', 'http://h'))).toBe('');
	});

	it('tries a proxy again only for what passes', () => {
		const retryable = (reason: string | number) =>
			networkProblem(proxyError(reason), 'https://h', 'http://p').retryable;
		expect([407, 403, 502, 'ECONNREFUSED', 'ETIMEDOUT'].map(retryable)).toEqual([false, false, true, false, true]);
	});
});
