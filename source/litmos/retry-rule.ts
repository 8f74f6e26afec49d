import {networkReason, slowCode, timeoutCode} from '../http/network-problem.ts';
import {growingWait} from '../http/retry.ts';
import type {Problem} from '../problem/problem.ts';
import type {UnusableAnswer} from './rows.ts';

/** Why a request has to be tried again. */
export type Failure =
	| {kind: 'throttled'; status: number}
	/** 500, 502, 504, 408. */
	| {kind: 'status'; status: number}
	| {kind: 'network'; problem: Problem}
	/** Cut short, HTML with status 200, another root. */
	| {kind: 'content'; why: UnusableAnswer['kind']};

/** What is known when deciding. All times in ms, already divided by the scale of the client's minute. */
export interface Situation {
	/** Tries so far, the failed one included. */
	attempt: number;
	/** Failures of this request by kind so far, this one included. */
	sameKind: number;
	/** Since the first failure of this request or the last good answer of the client, whichever is later. */
	withoutSuccess: number;
	/** Whether Litmos has ever answered this client properly. */
	knownGood: boolean;
	/** `person`: someone is waiting for the check of a key. */
	patience: 'sync' | 'person';
}

/** How waits grow, ms, in which Litmos refuses one request after the other. */
export const growth = {first: 1_000, most: 30_000};
/** Minutes without any good answer after which a busy Litmos is given up. */
const busyLimit = {sync: 6 * 60_000, person: 75_000};
const mostThrottled = {sync: 20, person: 6};

/**
 * The wait in ms before the next try, or null to give up. Throttled requests wait at the pacer, too. Litmos fact sheet,
 * section 3: 503 and 504 happen as plain faults; writes may be repeated as freely as reads.
 */
export function retryWait(failure: Failure, situation: Situation, random: () => number): number | null {
	const {patience, sameKind, withoutSuccess, attempt} = situation;
	if (failure.kind === 'throttled') {
		if (withoutSuccess > busyLimit[patience] || sameKind > mostThrottled[patience]) return null;
		// Never sooner, whatever Litmos asks for: a `Retry-After: 0` is no leave to hammer.
		return growingWait(sameKind, growth);
	}
	if (sameKind >= mostTries(failure, situation) || withoutSuccess > busyLimit[patience] * 2) return null;
	return growingWait(attempt, growth, random);
}

function mostTries(failure: Exclude<Failure, {kind: 'throttled'}>, {knownGood, patience}: Situation): number {
	if (failure.kind === 'network' && !failure.problem.retryable) return 1;
	if (failure.kind === 'content' && isLasting(failure.why)) return 1;
	if (patience === 'person') return failure.kind === 'content' ? 2 : 3;
	switch (failure.kind) {
		case 'network': {
			const reason = networkReason(failure.problem);
			// Minutes have gone into it already.
			if (reason === slowCode) return 1;
			if (reason === timeoutCode) return 2;
			// A laptop that changes networks is back within minutes; a wrong host never answers.
			if (noConnection.has(reason)) return knownGood ? 10 : 4;
			// The answers themselves break: that is told within half a minute.
			return knownGood ? 6 : 4;
		}
		case 'status':
			return failure.status === 500 ? 4 : 8;
		case 'content':
			// A web page from the first moment on is a wrong host, not a moment of maintenance.
			return knownGood ? 6 : 3;
	}
}

/** What is sent again in the same form. */
export function isLasting(why: UnusableAnswer['kind']): boolean {
	return why === 'too-large' || why === 'too-many' || why === 'too-deep';
}

/** There is no connection at all. */
const noConnection = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN']);
