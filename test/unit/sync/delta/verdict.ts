import {nameOf} from '../../../../source/sync/delta/model.ts';
import type {DeltaReport} from '../../../../source/sync/delta/report.ts';
import {listOf} from '../../../../source/sync/delta/stored-lists.ts';
import type {Difference} from './places.ts';

/** Everything is read at least once a day; a run more, a little late, finds what was wrong by then. Hours. */
const longestWrong = 26;

interface Lived {
	/** Hour of the first run whose file had it. */
	since: number;
	last: Difference;
	isNamed: boolean;
}

interface JudgedRun {
	/** Hours since the beginning, when the run began. */
	hour: number;
	report: {delta?: DeltaReport | undefined};
	differences: readonly Difference[];
}

/**
 * Follows what is wrong in the files of one tenant, run by run. It complains of a difference that lives longer than a day
 * and a run, and of one that went without any report having named its kind by then as one that it cannot vouch for.
 * One that went because Litmos changed again needs no name.
 */
export class Verdict {
	readonly complaints: string[] = [];
	/** Places that were wrong at some time. */
	wrong = 0;
	readonly #lived = new Map<string, Lived>();

	/** `truthOf`: what is true after the run. */
	look({hour, report, differences}: JudgedRun, truthOf: (place: string) => boolean | undefined): void {
		const named = new Set(report.delta!.unproven.map(({name}) => name as string));
		const now = new Map(differences.map((one) => [one.place, one]));
		for (const one of differences) {
			const {place} = one;
			if (!this.#lived.has(place)) this.wrong++;
			const lived = this.#lived.get(place) ?? {since: hour, last: one, isNamed: false};
			lived.isNamed = (lived.isNamed && nameOfDifference(lived.last) === nameOfDifference(one)) || isNamed(one, named);
			lived.last = one;
			this.#lived.set(place, lived);
			const hours = hour - lived.since;
			if (hours > longestWrong) this.complaints.push(`${place} wrong for ${hours} hours in hour ${hour}`);
		}
		for (const [place, {last, isNamed: wasNamed}] of this.#lived) {
			if (now.has(place)) continue;
			this.#lived.delete(place);
			if (wasNamed || isNamed(last, named) || truthOf(place) !== last.truth) continue;
			this.complaints.push(`${place}: ${nameOfDifference(last)} not named by hour ${hour}`);
		}
	}
}

function isNamed(difference: Difference, named: ReadonlySet<string>): boolean {
	const name = nameOfDifference(difference);
	return name !== null && named.has(name);
}

/** What happened in Litmos that the file does not have; null when the file contradicts itself. */
function nameOfDifference({place, file, truth}: Difference): string | null {
	return file === null ? null : nameOf(listOf(place.split(' ')[0]!)!.kind, file, truth);
}
