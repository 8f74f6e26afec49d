import {drawFault, faulty} from '../../../source/sandbox/litmos/faults.ts';
import {randomStream} from '../../../source/sandbox/litmos/hash.ts';
import {page, type Reply} from '../../../source/sandbox/litmos/reply.ts';
import type {Fault, LitmosBehaviour} from './behaviour.ts';

type FaultBehaviour = Pick<LitmosBehaviour, 'faults' | 'nextFaults'>;

/** Which fault, if any, the next request meets: ordered ones first, then by chance from a seeded stream. */
export class Faults {
	readonly #random: () => number;

	constructor(seed: number) {
		this.#random = randomStream(seed);
	}

	/** Uses up the ordered fault it returns. `path` matches as a part, in any case. */
	next(path: string, behaviour: FaultBehaviour): Fault | null {
		const ordered = behaviour.nextFaults.find(
			(order) => order.times > 0 && (order.path === undefined || path.toLowerCase().includes(order.path.toLowerCase())),
		);
		if (ordered === undefined) return drawFault(behaviour.faults, this.#random);
		ordered.times--;
		return ordered.fault;
	}
}

/** The answer, unless a fault meets it. */
export function withFault(fault: Fault | null, answer: () => Reply): Reply {
	switch (fault) {
		case null:
			return answer();
		case 'html-200':
			return page(200, 'Scheduled maintenance. We will be back soon.');
		case 'stall':
			return {kind: 'silence'};
		case 'not-found':
			return page(404, 'The resource cannot be found.');
		default:
			return faulty(fault, () => {
				const reply = answer();
				if (reply.kind !== 'whole') throw new Error('only a whole answer can meet a fault');
				return reply;
			});
	}
}
