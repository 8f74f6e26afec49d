import type {Prepare} from './directory.ts';
import type {WarningKind} from './model.ts';

/** What a person should look at: first what may be wrong in what is sent, last what is good to know. */
export type Severity = 'high' | 'medium' | 'low';

/** What the subjects of a finding are. `any`: resources of whatever type; `list`: a list of Litmos, which has no details. */
export type About = 'account' | 'team' | 'course' | 'any' | 'list';

/** Every kind of finding. An account that cannot be matched matters more than a text that was shortened. */
export const findingKinds: Readonly<Record<WarningKind, {severity: Severity; about: About}>> = {
	'listing-stuck': {severity: 'high', about: 'list'},
	'optional-part-failed': {severity: 'high', about: 'list'},
	'unknown-principal': {severity: 'high', about: 'account'},
	'inactive-principal': {severity: 'medium', about: 'account'},
	'account-without-email': {severity: 'medium', about: 'account'},
	'invalid-email': {severity: 'medium', about: 'account'},
	'course-vanished': {severity: 'medium', about: 'course'},
	'team-vanished': {severity: 'medium', about: 'team'},
	'refused-id': {severity: 'medium', about: 'any'},
	'unusable-row': {severity: 'medium', about: 'list'},
	'cut-text': {severity: 'low', about: 'any'},
	'duplicate-row': {severity: 'low', about: 'list'},
};

/** All warnings of one kind. */
export interface Finding {
	kind: WarningKind;
	severity: Severity;
	about: About;
	/** How many accounts, courses or lists it is about. */
	subjects: number;
	/** How many grants, rows or texts are concerned. */
	amount: number;
}

const severities: readonly Severity[] = ['high', 'medium', 'low'];
const order = Object.keys(findingKinds);

/** The findings of a working file, the most serious first. */
export function findingsOf(prepare: Prepare): Finding[] {
	return prepare(
		'select kind, count(distinct subject) as subjects, total(amount) as amount from warnings group by kind',
	)
		.all()
		.map((row) => {
			const {kind, subjects, amount} = row as unknown as Omit<Finding, 'severity' | 'about'>;
			return {kind, ...findingKinds[kind], subjects, amount};
		})
		.sort(
			(a, b) =>
				severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
				order.indexOf(a.kind) - order.indexOf(b.kind),
		);
}
