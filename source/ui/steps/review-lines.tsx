import {Box} from 'ink';
import {useSelect} from '../components/select/use-select.ts';
import {Text} from '../components/text/text.tsx';
import {useKeys} from '../hooks/use-keys.ts';
import {useScreenReader, useSize, useTheme} from '../provider.tsx';
import {cut, fit, width, wrapFacts} from '../text.ts';

/** A line of a review: something one can do, an answer that can be opened, or a fact. */
export interface ReviewLine<Id extends string> {
	id: Id;
	label: string;
	value: string;
	kind: 'act' | 'open' | 'fact' | 'warning';
	/** An empty row above it, where there is space. */
	hasGap?: boolean;
}

interface ReviewLinesProps<Id extends string> {
	lines: readonly ReviewLine<Id>[];
	/** Where the cursor starts: the way forward. */
	start: Id;
	/** Screen rows it may fill. */
	rows: number;
	/** What Enter does on a line, for the key line. */
	verb: (id: Id) => string;
	onFocus?: () => void;
	onChoose: (id: Id) => void;
}

const pointerCells = 2;

/** Everything that was answered, one line each. Facts are passed over; what looks as if it opened does so, by Enter or `→`. */
export function ReviewLines<Id extends string>({lines, start, rows, verb, onFocus, onChoose}: ReviewLinesProps<Id>) {
	const {columns} = useSize();
	const isScreenReader = useScreenReader();
	const theme = useTheme();
	const options = lines
		.filter(({kind}) => kind !== 'fact')
		.map(({id, label, value}) => ({value: id, label, description: value}));
	const {cursor} = useSelect({options, start, rows: options.length, onFocus, onAccept: onChoose, acceptLabel: verb});
	const at = options[cursor]?.value ?? start;
	const isOpenable = lines.find(({id}) => id === at)?.kind !== 'act';
	useKeys({
		contexts: ['browse'],
		on: {
			open: () => {
				if (!isOpenable) return false;
				onChoose(at);
				return true;
			},
		},
		hints: isOpenable ? ['open'] : [],
		labels: {open: 'change line'},
	});
	if (isScreenReader) {
		return lines.map(({id, label, value, kind}) => (
			<Text key={id} aria-role={kind === 'fact' ? undefined : 'option'}>
				{`${id === at ? 'Selected: ' : ''}${label}${value === '' ? '' : `: ${value}`}`}
			</Text>
		));
	}
	const labels = Math.max(...lines.map(({label, kind}) => (kind === 'warning' || kind === 'act' ? 0 : width(label))));
	const drawn = lines.map((line) => ({line, texts: textsOf(line, labels, columns, theme.symbols.ellipsis)}));
	const used = drawn.reduce((sum, {texts}) => sum + texts.length, 0);
	const gaps = lines.filter(({hasGap}) => hasGap === true).length;
	const gap = used + gaps <= rows ? 1 : 0;
	const shown = window(
		drawn,
		drawn.findIndex(({line}) => line.id === at),
		rows,
	);
	return (
		<Box flexDirection="column" flexShrink={0}>
			{shown.map(({line, texts}, index) => (
				<Box key={line.id} flexDirection="column" marginTop={line.hasGap === true && index > 0 ? gap : 0}>
					<Line line={line} texts={texts} labels={labels} hasCursor={line.id === at} />
				</Box>
			))}
		</Box>
	);
}

/** What is said on a line, broken where the space ends. */
function textsOf(
	{value, kind, label}: ReviewLine<string>,
	labels: number,
	columns: number,
	ellipsis: string,
): string[] {
	if (kind === 'warning') return [cut(label, columns - pointerCells - 2 - 4 - width(value), ellipsis)];
	if (kind === 'act') return [cut(value, columns - pointerCells - Math.max(labels, width(label)) - 2, ellipsis)];
	// Two cells for the arrow.
	return wrapFacts(value, columns - pointerCells - labels - 4);
}

/** The part around the cursor, when not all of it fits. */
function window<One extends {texts: readonly string[]}>(all: readonly One[], at: number, rows: number): readonly One[] {
	const heightOf = (from: number, to: number) => all.slice(from, to).reduce((sum, {texts}) => sum + texts.length, 0);
	let from = 0;
	while (heightOf(from, all.length) > rows && from < at) from++;
	let to = all.length;
	while (heightOf(from, to) > rows && to > at + 1) to--;
	return all.slice(from, to);
}

function Line({
	line: {label, value, kind},
	texts,
	labels,
	hasCursor,
}: {
	line: ReviewLine<string>;
	texts: readonly string[];
	labels: number;
	hasCursor: boolean;
}) {
	const theme = useTheme();
	const {symbols} = theme;
	const pointer = hasCursor ? theme.paint('focus', fit(symbols.pointer, pointerCells)) : ' '.repeat(pointerCells);
	const paint = (text: string) => (hasCursor ? theme.paint('focus', text) : text);
	if (kind === 'warning') {
		const text = `${theme.paint('status.warning', symbols.warning)} ${paint(texts[0] ?? '')}`;
		return <Text wrap="truncate">{`${pointer}${text}  ${theme.paint('accent', `${symbols.right} ${value}`)}`}</Text>;
	}
	const isAct = kind === 'act';
	const name =
		isAct || hasCursor
			? paint(fit(label, Math.max(labels, isAct ? width(label) : 0)))
			: theme.paint('text.secondary', fit(label, labels));
	const arrow = kind === 'open' && hasCursor ? theme.paint('accent', ` ${symbols.right}`) : '';
	return texts.map((text, index) => (
		<Text key={text} wrap="truncate">
			{index === 0
				? `${pointer}${name}  ${isAct ? theme.paint('text.secondary', text) : text}${arrow}`
				: `${' '.repeat(pointerCells + labels + 2)}${text}`}
		</Text>
	));
}
