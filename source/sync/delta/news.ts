import type {Change} from '../../litmos/change-records.ts';
import type {ChangeName, Members} from './model.ts';
import type {AccountNews} from './predict.ts';

/** Compares the list of accounts with that of the sync before. */
export function accountNews(before: Members, listed: Members, showsInactive: boolean): AccountNews {
	const news = {gone: new Set<string>(), deactivated: new Set<string>(), reactivated: new Set<string>()};
	for (const [id, wasActive] of before) {
		const isActive = listed.get(id);
		if (isActive === undefined) news.gone.add(id);
		else if (wasActive && !isActive) news.deactivated.add(id);
		else if (!wasActive && isActive) news.reactivated.add(id);
	}
	return {listed, showsInactive, ...news};
}

/** Under half of the accounts of the sync before are still listed: that is another Litmos account, or a broken list. */
export function isOtherTenant({gone}: AccountNews, before: Members): boolean {
	return gone.size * 2 > before.size;
}

/** Rows may come a little after their time, ms. */
const tolerance = 5 * 60_000;

/** Rows that were not seen before although they are older than the last time that changes were asked for. */
export function lateRows(fresh: readonly Change[], cursor: number): Change[] {
	return fresh.filter(({stamp}) => stamp !== null && stamp < cursor - tolerance);
}

/** What a row may be about. A result that is open is that of a new assignment, or was reset. */
export function namesIn({kind, active, completed}: Change): ChangeName[] {
	if (kind === 'team-members') return [active === false ? 'left' : 'joined'];
	if (active === false) return ['unassigned'];
	if (completed === null) return ['assigned'];
	return completed ? ['completed'] : ['assigned', 'reset'];
}

/** Whether a row is from the future, by the server's own clock: its dates are in another time zone. */
export function isAhead(rows: readonly Change[], now: number): boolean {
	return rows.some(({stamp}) => stamp !== null && stamp > now + tolerance);
}
