import type {Fault, LitmosBehaviour} from './behaviour.ts';
import {randomStream} from './hash.ts';

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
		if (ordered !== undefined) {
			ordered.times--;
			return ordered.fault;
		}
		const draws = Object.entries(behaviour.faults) as [Fault, number][];
		if (draws.length === 0) return null;
		let draw = this.#random();
		for (const [fault, share] of draws) {
			if (draw < share) return fault;
			draw -= share;
		}
		return null;
	}
}
