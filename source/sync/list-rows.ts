import type {Batch} from '../c1z/model.ts';
import {accessLevelId, mapAccount} from '../connector/accounts.ts';
import {entitlementId, resourceTypeIds} from '../connector/ids.ts';
import {append, nothingMapped} from '../connector/mapping.ts';
import {teamGrant} from '../connector/teams.ts';
import type {ListingKind} from '../litmos/client.ts';
import type {Account} from '../litmos/records.ts';
import type {ListingRows} from '../litmos/row-mapping.ts';
import type {ToBatch as ExtraBatch} from './extras/extra.ts';
import {extraListOf} from './extras/table.ts';
import {progressBatch} from './progress-rows.ts';
import type {Run} from './run.ts';

/** Turns rows into what is stored. `isKnown` tells of which rows an earlier version may be stored: the later one counts. */
export type ToBatch<Row> = (rows: Row[], isKnown: (id: string) => boolean) => Batch;

/** How the rows of a list are stored; `of` is what the list belongs to. Not for lists that say what else is to be read. */
export function rowsOf<K extends ListingKind>(run: Run, kind: K, of: string): ToBatch<ListingRows[K]> {
	const ways: {[Kind in ListingKind]?: ToBatch<ListingRows[Kind]>} = {
		accounts: (rows, isKnown) => accounts(run, rows, isKnown),
		'account-details': (rows, isKnown) => accounts(run, rows, isKnown),
		'team-members': (rows) => ({grants: rows.map(({id}) => teamGrant(of, 'member', id))}),
		'course-people': (rows, isKnown) => progressBatch(resourceTypeIds.course, of, rows, isKnown),
	};
	const way: ToBatch<ListingRows[K]> | undefined = ways[kind];
	const extra = extraListOf(kind)?.toBatch as ExtraBatch<ListingRows[K]> | undefined;
	if (!way && !extra) throw new Error(`the rows of ${kind} say what else is to be read`);
	return way ?? ((rows, isKnown) => extra!(rows, of, isKnown));
}

function accounts(run: Run, rows: Account[], isKnown: (id: string) => boolean): Batch {
	const mapped = nothingMapped();
	for (const row of rows) append(mapped, mapAccount(row, run.extras));
	if (!run.extras.accessLevels) return mapped;
	const known = rows.filter(({id}) => isKnown(id));
	if (known.length === 0) return mapped;
	const levels = [...run.file.resources(resourceTypeIds.accessLevel)].map((level) => level.id?.resource ?? '');
	const withdrawn = known.flatMap(({id, accessLevel}) =>
		levels
			.filter((level) => level !== accessLevelId(accessLevel))
			.map((level) => ({
				entitlementId: entitlementId(resourceTypeIds.accessLevel, level, 'assigned'),
				principalType: resourceTypeIds.account,
				principalId: id,
			})),
	);
	return {...mapped, withdrawn};
}
