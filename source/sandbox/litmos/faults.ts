import type {Fault} from './behaviour.ts';
import {page, type Reply, type Whole} from './reply.ts';

/** Which fault, if any, the next request meets by chance. `random` gives 0 … 1. */
export function drawFault<Name extends string>(
	shares: Partial<Record<Name, number>>,
	random: () => number,
): Name | null {
	const all = Object.entries(shares) as [Name, number][];
	if (all.length === 0) return null;
	let draw = random();
	for (const [fault, share] of all) {
		if (draw < share) return fault;
		draw -= share;
	}
	return null;
}

/** What comes when a fault meets a request. A truncated answer has been worked out, so that a write has happened. */
export function faulty(fault: Fault, answer: () => Whole): Reply {
	switch (fault) {
		case 'status-503':
			return page(503, 'The service is temporarily unavailable.');
		case 'status-504':
			return page(504, 'The server behind did not answer in time.');
		case 'reset':
			return {kind: 'reset'};
		case 'truncated':
			return {...answer(), kind: 'cut'};
	}
}
