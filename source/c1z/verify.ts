import type {DatabaseSync} from 'node:sqlite';
import {kinds} from './facts.ts';
import {readCounts} from './store.ts';

/**
 * Whether a working file holds as many rows as were written to it. SQLite's own check looks at how pages hang together,
 * and takes an old page, or rows that are gone without a trace, for a file in order.
 */
export function hasAllRows(db: DatabaseSync): boolean {
	const expected = readCounts(db);
	const real = db
		.prepare(
			`select
				(select count(*) from resources where kind >= 0) as resources,
				(select count(*) from resources where kind = ${kinds.account}) as accounts,
				(select count(*) from resources where kind = ${kinds.team}) as teams,
				(select count(*) from resources where kind = ${kinds.course}) as courses,
				(select count(*) from messages) as messages,
				(select count(*) from entitlements where data is not null) as entitlements,
				(select count(*) from grants) as grants,
				(select total(grants) from entitlements) as granted,
				(select total(grants) from held) as held,
				(select count(*) from warnings) as warnings`,
		)
		.get();
	if (real === undefined) return false;
	const {messages, granted, held, ...counted} = real;
	return (
		Object.entries(expected).every(([name, count]) => Number(counted[name]) === count) &&
		Number(messages) === expected.resources &&
		Number(granted) === expected.grants &&
		Number(held) === expected.grants
	);
}
