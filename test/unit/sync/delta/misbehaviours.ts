import type {ChangeRecord} from '../../../../source/sandbox/litmos/journal.ts';
import type {LitmosBehaviour} from '../../../sandbox/litmos/behaviour.ts';

const hourMs = 60 * 60 * 1000;

type Records = NonNullable<LitmosBehaviour['changeRecords']>;

const rows = (change: Records): Partial<LitmosBehaviour> => ({changeRecords: change});
const shifted = (by: number) =>
	rows((_, records) => records.map((one) => ({...one, created: one.created + by, updated: one.updated + by})));
/** Repeatable, and apart from everything else that is drawn. */
const isChosen = ({list, account}: ChangeRecord, one: number) => (list * 31 + account * 17) % one === 0;

/** What Litmos may do that nobody knows (delta fact sheet, section 6). */
export const misbehaviours: Record<string, Partial<LitmosBehaviour>> = {
	'removals are silent': rows((_, records) => records.filter(({active}) => active)),
	'removals of members are silent': rows((kind, records) =>
		kind === 'team-members' ? records.filter(({active}) => active) : records,
	),
	'some assignments are silent': rows((kind, records) =>
		kind === 'team-members' ? records : records.filter((one) => !isChosen(one, 3)),
	),
	'no results come': rows((kind, records) => (kind === 'course-results' ? [] : records)),
	'rows come twice': rows((_, records) => [...records, ...records]),
	'rows come 50 minutes late': rows((_, records, now) => records.filter(({updated}) => updated < now - 50 * 60_000)),
	'rows come a day late': rows((_, records, now) => records.filter(({updated}) => updated < now - 24 * hourMs)),
	'dates are five hours behind': shifted(-5 * hourMs),
	'dates are five hours ahead': shifted(5 * hourMs),
	'windows over a day are refused': {longestWindow: 24 * hourMs},
	'pages are cut at 20 rows': {pageCap: 20},
	'no clock': {dateAhead: null},
};
