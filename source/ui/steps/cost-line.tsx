import {ruleView} from '../../setup/course-rule.ts';
import type {Cost} from '../../setup/reading-cost.ts';
import {StatusLine} from '../components/shell/page-slots.tsx';
import {Spinner} from '../components/spinner/spinner.tsx';
import {Text} from '../components/text/text.tsx';
import {useSize, useTheme} from '../provider.tsx';
import {coursesMessages as messages} from './courses-messages.ts';
import type {Scope} from './scope-line.tsx';
import {useWizard} from './wizard-context.tsx';

/** The status of the courses: what the choice costs, as soon as that is known; how far the list is before. */
export function CostLine() {
	const {state, setup} = useWizard();
	const theme = useTheme();
	const {columns} = useSize();
	const {listing, rows} = state.courses;
	const {mode, ids} = state.answers.courses;
	const {matching, undecided, problem} = ruleView(state);
	if (listing.status === 'running') {
		return (
			<StatusLine>
				<Spinner label={messages.listing(rows.length)} delay={0} />
			</StatusLine>
		);
	}
	const selected = {all: rows.length, some: ids.size, rule: matching.length + undecided.length}[mode];
	const text =
		problem !== null && mode === 'rule'
			? 'The rule can’t be read yet.'
			: costMessages(selected, rows.length, mode, setup.cost(), columns);
	return (
		<StatusLine>
			<Text wrap="truncate">{theme.paint('text.secondary', text)}</Text>
		</StatusLine>
	);
}

function costMessages(
	selected: number,
	total: number,
	mode: Scope,
	cost: Pick<Cost, 'requests' | 'milliseconds' | 'isAtLeast'> | null,
	columns: number,
): string {
	if (mode === 'some' && selected === 0) return 'Nothing selected yet. Space selects the course under the cursor.';
	if (mode === 'rule' && selected === 0)
		return 'Write a rule. Each sync applies it again, so new courses that match come along.';
	if (cost === null) return mode === 'all' ? 'All courses, and ones added later' : messages.costUnknown(selected);
	const price = messages.price(cost.requests, cost.milliseconds / 1000, cost.isAtLeast);
	const all = `${messages.allOf(total)} · ${price}`;
	const named = {
		all: all.length <= columns ? messages.allOf(total) : messages.allOfShort(total),
		some: messages.someOf(selected, total),
		rule: messages.byRule(selected, total),
	};
	return `${named[mode]} · ${price}`;
}
