import type {Change} from '../../litmos/change-records.ts';
import type {Members, StoredList} from './model.ts';

/** What the list of accounts says now, against the sync before. */
export interface AccountNews {
	/** Account → whether it is active, as listed now. */
	listed: ReadonlyMap<string, boolean>;
	gone: ReadonlySet<string>;
	deactivated: ReadonlySet<string>;
	reactivated: ReadonlySet<string>;
	/** Whether inactive accounts were seen in lists of people of courses. Lists of teams never have them. */
	showsInactive: boolean;
}

/** Account → what its own list says: id of the course or team → whether it is completed. */
export type Looks = ReadonlyMap<string, Members>;

const nobody: ReadonlySet<string> = new Set();

interface Prediction {
	members: Members;
	/** The changes do not tell for sure, so that the list has to be read. */
	isDoubtful: boolean;
	/** Of whom they do not; null when that can be anybody. What is read of the others must still be as predicted. */
	unsure: ReadonlySet<string> | null;
	/** Members of whom a row says that they are none any more: applied, but never taken for true without one look. */
	removals: string[];
}

/**
 * The list as it should be now: what was stored, the rows that were not seen before, and what the accounts' own lists say.
 * Of each record the newest version counts. A row from before the last reading of its list, or from before the changes were
 * last asked for, is doubtful: it came late, or the two clocks differ.
 */
export function predict(
	list: StoredList,
	before: Members,
	rows: readonly Change[],
	news: AccountNews,
	looks: Looks,
	since: number,
): Prediction {
	// Most lists have not changed, and there may be thousands of them.
	if (rows.length === 0 && !isTouched(before, news, looks, list.of)) {
		return {members: before, isDoubtful: false, unsure: nobody, removals: []};
	}
	const members = new Map<string, boolean>();
	const unsure = new Set<string>();
	const prediction: Prediction = {members, isDoubtful: false, unsure, removals: []};
	const hidesInactive = list.kind === 'team-members' || !news.showsInactive;
	for (const [id, isCompleted] of before) {
		// An account that is not listed any more was deleted, and its places with it.
		if (news.gone.has(id)) continue;
		members.set(id, isCompleted);
		if (hidesInactive && news.deactivated.has(id)) unsure.add(id);
	}
	const settledAt = Math.max(list.readAt, since);
	for (const [member, changes] of Map.groupBy(rows, (row) => row.member)) {
		if (looks.has(member)) continue;
		const isListed = news.listed.get(member);
		const isUnclear = changes.some(({stamp, active}) => stamp === null || active === null || stamp <= settledAt);
		const isVisible = isListed !== undefined && (isListed || !hidesInactive);
		const outcome = member === '' || isUnclear || !isVisible ? null : newest(list, changes, members.get(member));
		if (member === '') prediction.unsure = null;
		else if (outcome === null) unsure.add(member);
		else if (outcome !== 'removed') members.set(member, outcome.isCompleted);
		else if (members.delete(member)) prediction.removals.push(member);
	}
	for (const [account, lists] of looks) {
		const isCompleted = lists.get(list.of);
		if (isCompleted === undefined) members.delete(account);
		else members.set(account, isCompleted);
	}
	prediction.isDoubtful = prediction.unsure === null || unsure.size > 0;
	return prediction;
}

/** Whether anything is known of an account that has, or should have, a place in the list. */
function isTouched(before: Members, {gone, deactivated}: AccountNews, looks: Looks, of: string): boolean {
	const isMember = (id: string) => before.has(id);
	return (
		gone.values().some(isMember) ||
		deactivated.values().some(isMember) ||
		[...looks].some(([id, lists]) => before.has(id) || lists.has(of))
	);
}

/** What the rows about one account make of its place; null when they do not tell. All of them have a stamp. */
function newest(
	{kind}: StoredList,
	changes: readonly Change[],
	before: boolean | undefined,
): {isCompleted: boolean} | 'removed' | null {
	const latest = Math.max(...changes.map(({stamp}) => stamp ?? 0));
	const states = new Set(changes.filter(({stamp}) => stamp === latest).map(({active}) => active));
	if (states.size > 1) return null;
	if (states.has(false)) return 'removed';
	if (kind === 'team-members') return {isCompleted: false};
	const results = changes.filter(({completed}) => completed !== null);
	const result = results.toSorted((a, b) => (b.stamp ?? 0) - (a.stamp ?? 0))[0];
	// A course that is assigned again may come back completed, which the assignment alone does not tell.
	const isCompleted = result?.completed ?? before;
	return isCompleted === undefined ? null : {isCompleted};
}
