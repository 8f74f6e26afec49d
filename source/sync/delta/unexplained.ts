import {ahead, changeKinds, isHint} from '../../litmos/change-records.ts';
import {type Run, spend} from '../run.ts';
import {listKindOf, type Members, type NamedChange} from './model.ts';
import {readAllChanges} from './read-changes.ts';

/** How long before the changes were asked for the closing look begins, ms. */
const closingOverlap = 10 * 60_000;
/** Accounts looked at to tell a deletion in mid-run from a change that nothing told. */
const mostLooks = 20;

/**
 * The differences between what was predicted and what was read that nothing explains. Explained are those that the calls
 * now tell, with a time after they were asked first; and those of an account that was deleted or (de)activated meanwhile.
 */
export async function unexplained(
	run: Run,
	differences: readonly NamedChange[],
	known: {cursor: number; rows: ReadonlySet<string>; listed: Members},
): Promise<NamedChange[]> {
	if (differences.length === 0) return [];
	const {cursor, rows, listed} = known;
	const {client, signal} = run;
	const core = changeKinds.filter((kind) => !isHint(kind));
	const now = Math.max(cursor, client.serverTime?.() ?? cursor);
	const closing = (await readAllChanges(run, {since: cursor - closingOverlap, to: now + ahead}, core)) ?? [];
	const between = new Set(
		closing
			// The clock of the server is cut to seconds.
			.filter(({id, stamp}) => !rows.has(id) && stamp !== null && stamp >= cursor - 1000)
			.map((row) => `${listKindOf(row.kind)} ${row.list} ${row.member}`),
	);
	const left = differences.filter(({kind, of, member}) => !between.has(`${kind} ${of} ${member}`));
	const changed = new Set<string>();
	for (const id of [...new Set(left.map(({member}) => member))].slice(0, mostLooks)) {
		const account = await spend(run, () => client.account(id, {signal}));
		if (account === null || account.active !== listed.get(id)) changed.add(id);
	}
	return left.filter(({member}) => !changed.has(member));
}
