import {type FindingId, type FindingKind, findingKinds, severities} from './kinds.ts';
import {findingMessages} from './messages.ts';

export type {FindingId} from './kinds.ts';

/** What was counted of one kind. */
export interface Tally {
	kind: FindingId;
	/** How many accounts, courses, teams or lists it is about. */
	subjects: number;
	/** How many grants, rows, texts or addresses are concerned. */
	amount: number;
}

/** One kind of thing that a person should look at. */
export interface Finding extends Tally, Pick<FindingKind, 'severity' | 'about'> {}

const order = Object.keys(findingKinds);

/** Findings out of what was counted, the most serious first; what was looked for and not found is none. */
export function findingsOf(tallies: readonly Tally[]): Finding[] {
	return tallies
		.filter(({subjects}) => subjects > 0)
		.map((tally) => {
			const {severity, about} = findingKinds[tally.kind];
			return {...tally, severity, about};
		})
		.sort(
			(a, b) =>
				severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
				order.indexOf(a.kind) - order.indexOf(b.kind),
		);
}

/** The finding in one sentence. */
export function says({kind, subjects, amount}: Tally): string {
	return findingMessages[kind].says(subjects, amount);
}
