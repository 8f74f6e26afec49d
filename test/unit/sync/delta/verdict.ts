import type {Tenant} from '../../../../source/sandbox/litmos/tenant.ts';
import {nameOf} from '../../../../source/sync/delta/model.ts';
import type {DeltaReport} from '../../../../source/sync/delta/report.ts';
import {listOf} from '../../../../source/sync/delta/stored-lists.ts';
import type {Difference} from './places.ts';
import {firstDay} from './traffic.ts';

const hourMs = 60 * 60 * 1000;

/** So much after its change a row may come without anybody being at fault, see `news.ts`. Hours. */
const usualLag = 5 / 60;
/** Everything is read at least once a day; a run more, a little late, finds what was wrong by then. Hours. */
const longestWrong = 26;

interface Lived {
	/** Hour of the first run whose file had it. */
	since: number;
	/** Hour of the last one. */
	until: number;
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
 * and a run, and of one that went without any report having named its kind by then as one that it cannot vouch for. No name
 * needs one that went because Litmos changed again, and one of a change just before a run that the next run has.
 */
export class Verdict {
	readonly complaints: string[] = [];
	/** Places that were wrong at some time. */
	wrong = 0;
	readonly #tenant: Tenant;
	readonly #lived = new Map<string, Lived>();

	constructor(tenant: Tenant) {
		this.#tenant = tenant;
	}

	look({hour, report, differences}: JudgedRun): void {
		const named = new Set(report.delta!.unproven.map(({name}) => name as string));
		const now = new Map(differences.map((one) => [one.place, one]));
		for (const one of differences) {
			const {place} = one;
			if (!this.#lived.has(place)) this.wrong++;
			const lived = this.#lived.get(place) ?? {since: hour, until: hour, last: one, isNamed: false};
			lived.isNamed = (lived.isNamed && nameOfDifference(lived.last) === nameOfDifference(one)) || isNamed(one, named);
			lived.last = one;
			lived.until = hour;
			this.#lived.set(place, lived);
			const hours = hour - lived.since;
			if (hours > longestWrong) this.complaints.push(`${place} wrong for ${hours} hours in hour ${hour}`);
		}
		for (const [place, {since, until, last, isNamed: wasNamed}] of this.#lived) {
			if (now.has(place)) continue;
			this.#lived.delete(place);
			if (wasNamed || isNamed(last, named)) continue;
			const {truth, changedAt} = this.#place(place);
			if (truth !== last.truth || (since === until && changedAt > since - usualLag)) continue;
			this.complaints.push(`${place}: ${nameOfDifference(last)} not named by hour ${hour}`);
		}
	}

	/** What is true of a place now, and in which hour it changed last. */
	#place(place: string): {truth: boolean | undefined; changedAt: number} {
		const tenant = this.#tenant;
		const [listing, id] = place.split(' ') as [string, string];
		const {kind, of} = listOf(listing)!;
		const account = tenant.data.accounts.indexOf(id);
		const isTeam = kind === 'team-members';
		const {ids} = isTeam ? tenant.data.teams : tenant.data.courses;
		const list = ids.index(of);
		const changes = tenant.journal.entries.filter(
			(entry) =>
				entry.list === list && entry.account === account && isTeam === ['joined', 'left', 'role'].includes(entry.kind),
		);
		const changedAt = ((changes.at(-1)?.at ?? 0) - firstDay) / hourMs;
		if (isTeam) {
			const isIn = tenant.isActive(account) && tenant.inTeam(account, list, 'members');
			return {truth: isIn ? false : undefined, changedAt};
		}
		return {truth: tenant.hasCourse(account, list) ? tenant.completed(list, account) : undefined, changedAt};
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
