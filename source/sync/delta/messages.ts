import {count, plural} from '../../text/amounts.ts';
import type {ChangeName, ListKind} from './model.ts';
import type {DeltaReport, FullReason} from './report.ts';

const hour = 60 * 60 * 1000;

const lists: Record<ListKind, string> = {
	'course-people': 'course assignments',
	'team-members': 'team members',
};

const changes: Record<ChangeName, string> = {
	assigned: 'new assignments',
	unassigned: 'removed assignments',
	completed: 'completed courses',
	reset: 'reset courses',
	joined: 'new team members',
	left: 'removed team members',
};

const fullReasons: Record<FullReason, (report: DeltaReport) => string> = {
	first: () => 'this is the first sync with delta sync on',
	resumed: () => 'an interrupted sync was finished',
	selection: () => 'the courses, the optional data or the API key changed',
	gap: () => 'the last sync is more than a day old',
	clock: () => 'Litmos gave no time, or an earlier one than before',
	ahead: () => 'Litmos dated changes in the future',
	refused: () => 'Litmos gave no usable list of changes',
	'other-tenant': () => 'more than half of the accounts are gone',
	learning: ({needed}) => `delta sync first checks ${plural(needed, 'change')} of each common kind`,
	distrusted: () => 'changes were missing several times; sync once with --delta off to start over',
	late: ({late}) => `Litmos reported ${plural(late, 'change')} late`,
	unexplained: ({untold}) => `Litmos didn’t report ${plural(untold, 'change')}`,
};

export const deltaMessages = {
	/** Why lists were all read. */
	full: (kind: ListKind, reason: FullReason, report: DeltaReport) =>
		`Read all ${lists[kind]}: ${fullReasons[reason](report)}.`,
	both: (reason: FullReason, report: DeltaReport) =>
		`Read all ${lists['course-people']} and ${lists['team-members']}: ${fullReasons[reason](report)}.`,
	leftOut: ({leftOut, read}: DeltaReport) =>
		`Delta sync: read ${plural(read, 'list')} in full, updated ${count(leftOut)} from changes.`,
	/** What a person cannot rely on between two full reads. */
	unproven: (kinds: readonly {name: ChangeName; watched: number}[], {needed, intervalMs}: DeltaReport) =>
		`Not confirmed yet, so up to ${plural(Math.ceil(intervalMs / hour), 'hour')} late: ${kinds
			.map(({name, watched}) => `${changes[name]} (${count(watched)} of ${count(needed)} checked)`)
			.join(', ')}.`,
	notSaved: 'Can’t save what delta sync needs. The next sync is a full read.',
} as const;

/** What a person is told of a sync by changes, a sentence each. */
export function deltaSentences(report: DeltaReport): string[] {
	const {full, leftOut, unproven} = report;
	const sentences = leftOut > 0 ? [deltaMessages.leftOut(report)] : [];
	sentences.push(...fullSentences(report, Object.keys(lists) as ListKind[]));
	const open = unproven.filter(
		({name}) => full[name === 'joined' || name === 'left' ? 'team-members' : 'course-people'] === null,
	);
	if (open.length > 0) sentences.push(deltaMessages.unproven(open, report));
	return sentences;
}

/** Why lists of these kinds were all read, a sentence for each reason. */
export function fullSentences(report: DeltaReport, kinds: readonly ListKind[]): string[] {
	const read = kinds.flatMap((kind) => {
		const reason = report.full[kind];
		return reason === null ? [] : [{kind, reason}];
	});
	const [first, second] = read;
	if (first !== undefined && first.reason === second?.reason) return [deltaMessages.both(first.reason, report)];
	return read.map(({kind, reason}) => deltaMessages.full(kind, reason, report));
}
