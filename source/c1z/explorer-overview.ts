import type {DatabaseSync} from 'node:sqlite';
import type {Finding} from '../findings/findings.ts';
import type {Prepare} from './directory.ts';
import type {Overview} from './explorer-answers.ts';
import {kinds} from './facts.ts';
import {readCounts} from './store.ts';

/** The sums of one state of the file. */
export function overviewOf(db: DatabaseSync, prepare: Prepare, findings: readonly Finding[]): Overview {
	const levels = new Map<string, number>();
	const state = {active: 0, inactive: 0};
	const rows = prepare('select active, level, count(*) as n from resources where kind = ? group by active, level').all(
		kinds.account,
	) as {active: number; level: string; n: number}[];
	for (const {active, level, n} of rows) {
		state[active ? 'active' : 'inactive'] += n;
		levels.set(level, (levels.get(level) ?? 0) + n);
	}
	return {
		counts: readCounts(db),
		otherTypes: prepare('select type, count(*) as count from resources where kind = ? group by type order by type')
			.all(kinds.other)
			.map((row) => ({...row}) as unknown as Overview['otherTypes'][number]),
		findings: findings.length,
		accountsByState: state,
		accountsByLevel: [...levels]
			.map(([level, accounts]) => ({level, accounts}))
			.sort((a, b) => b.accounts - a.accounts),
		unlistedGrants: Number(
			prepare('select total(grants) as grants from resources join held on resource = resources.key where kind = ?').get(
				kinds.placeholder,
			)?.grants,
		),
	};
}
