import {StatusLine} from '../components/shell/page-slots.tsx';
import {Spinner} from '../components/spinner/spinner.tsx';
import {Text} from '../components/text/text.tsx';
import {useTheme} from '../provider.tsx';
import {stepWords} from './messages.ts';
import {useWizard} from './wizard-context.tsx';

const words = stepWords.courses;

/** The status of the courses: what the choice costs, as soon as that is known; how far the list is before. */
export function CostLine() {
	const {state, setup} = useWizard();
	const theme = useTheme();
	const {listing, rows} = state.courses;
	const {mode, ids} = state.answers.courses;
	if (listing.status === 'running') {
		return (
			<StatusLine>
				<Spinner label={words.listing(rows.length)} delay={0} />
			</StatusLine>
		);
	}
	const text = costWords(mode === 'all' ? rows.length : ids.size, rows.length, mode, setup.cost());
	return (
		<StatusLine>
			<Text wrap="truncate">{theme.paint('text.secondary', text)}</Text>
		</StatusLine>
	);
}

function costWords(
	selected: number,
	total: number,
	mode: 'all' | 'some',
	cost: {requests: number; milliseconds: number} | null,
): string {
	if (mode === 'some' && selected === 0) return words.nothingSelected;
	if (cost === null) return mode === 'some' ? words.costUnknown(selected) : words.allUnknown;
	const price = words.price(cost.requests, cost.milliseconds / 1000);
	return `${mode === 'all' ? words.allOf(total) : words.someOf(selected, total)} · ${price}`;
}
