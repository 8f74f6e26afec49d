import {Box} from 'ink';
import {useEffect, useSyncExternalStore} from 'react';
import type {Details, Item} from '../../c1z/explorer-items.ts';
import {count} from '../../text/amounts.ts';
import {printable} from '../../text/printable.ts';
import {paintedBar} from '../components/chart/chart-state.ts';
import {Divider, paneGap} from '../components/panes/panes.tsx';
import {Lines, Text} from '../components/text/text.tsx';
import {useScreenReader, useTheme} from '../provider.tsx';
import {cut, fit, width, wrap} from '../text.ts';
import type {Theme} from '../theme.ts';
import {type Bar, describe} from './describe.ts';
import type {DetailsReader} from './details-reader.ts';
import type {Subject} from './explorer-state.ts';
import {explorerMessages} from './messages.ts';
import {standing} from './related-list.ts';

const messages = explorerMessages.facts;

interface DetailsProps {
	reader: DetailsReader;
	subject: Subject | null;
	/** What may be looked at next. */
	near: readonly Item[];
	/** What else is on the screen. */
	beside: Item | null;
	version: number;
	columns: number;
	rows: number;
}

/** The row under the cursor, right of the list; follows the cursor. */
export function DetailsPane({reader, subject, near, beside, version, columns, rows}: DetailsProps) {
	const theme = useTheme();
	const item = subject?.item ?? null;
	const details = useKnownDetails(reader, item);
	useWanted(
		reader,
		[item, beside].filter((each) => each !== null),
		near,
		version,
	);
	const cells = columns - paneGap;
	const text = subject === null ? '' : paneLines(subject, details, cells, rows, theme).join('\n');
	return (
		<Box width={columns} height={rows} flexShrink={0} overflow="hidden">
			<Divider rows={rows} />
			<Box width={cells} flexShrink={0}>
				<Text>{text}</Text>
			</Box>
		</Box>
	);
}

/** The details of one item as far as they are known. */
export function useKnownDetails(reader: DetailsReader, item: Item | null): Details | undefined {
	return useSyncExternalStore(reader.subscribe, () => (item === null ? undefined : reader.get(item)));
}

/** Asks for what is on the screen and for what may come next. Nothing shown = somebody else asks. */
export function useWanted(reader: DetailsReader, shown: readonly Item[], near: readonly Item[], version: number): void {
	// biome-ignore lint/correctness/useExhaustiveDependencies: items are compared by what they say
	useEffect(() => {
		if (shown.length > 0) reader.want(shown, near, version);
	}, [reader, JSON.stringify([shown, near]), version]);
}

/** The facts of an opened item, above its list; as many lines as there is space for. */
export function FactLines({details, subject, rows}: {details: Details | undefined; subject: Subject; rows: number}) {
	const theme = useTheme();
	const isScreenReader = useScreenReader();
	if (details === undefined) return <Text> </Text>;
	const {lines, bars, last} = describe(subject.item, details, subject.lines);
	if (isScreenReader) {
		const spoken = [...lines, ...bars.map(({label, value}) => `${label}: ${value}`), ...last];
		return <Text>{printable(spoken.join('. '))}</Text>;
	}
	const dim = (line: string) => theme.paint('text.secondary', printable(line));
	const drawn = [...lines.map(dim), ...barLines(bars, 10, theme), ...last.map(dim)];
	return (
		<Box flexDirection="column" height={Math.min(rows, drawn.length)} flexShrink={0} overflow="hidden">
			<Lines lines={drawn.slice(0, rows)} />
		</Box>
	);
}

/** Rows that {@link FactLines} would like to have. */
export function factRows(details: Details | undefined, subject: Subject): number {
	if (details === undefined) return 1;
	const {lines, bars, last} = describe(subject.item, details, subject.lines);
	return lines.length + bars.length + last.length;
}

function paneLines(
	subject: Subject,
	details: Details | undefined,
	cells: number,
	rows: number,
	theme: Theme,
): string[] {
	const {ellipsis} = theme.symbols;
	const lines = wrap(printable(subject.name), cells)
		.slice(0, 2)
		.map((line) => theme.paint('text.heading', cut(line, cells, ellipsis)));
	if (details === undefined) return lines;
	const {heading, bars, ...said} = describe(subject.item, details, subject.lines);
	for (const line of [...said.lines, ...said.last]) {
		for (const part of wrap(printable(line), cells).slice(0, 4)) lines.push(theme.paint('text.secondary', part));
	}
	if (bars.length > 0) lines.push('', ...barLines(bars, Math.max(6, Math.min(14, cells - 22)), theme));
	if (heading !== '') lines.push('', theme.paint('text.heading', cut(printable(heading), cells, ellipsis)));
	const {lines: related, total} = details.related;
	const space = Math.max(0, rows - lines.length);
	const shown = related.slice(0, total > space ? Math.max(0, space - 1) : space);
	// A grant joins an account and a resource, and its own lines say how.
	const isGrant = subject.item.kind === 'grant';
	const states = shown.map(({type, slugs, active}) =>
		isGrant ? explorerMessages.kindOf(type) : standing(slugs) || (active ? '' : explorerMessages.state(false)),
	);
	const stateCells = Math.min(Math.max(0, ...states.map(width)), Math.floor(cells / 2));
	for (const [index, {name}] of shown.entries()) {
		const state = fit(states[index] ?? '', stateCells, 'left', ellipsis);
		const space = cells - (stateCells === 0 ? 0 : stateCells + 2);
		lines.push(`${fit(printable(name), space, 'left', ellipsis)}  ${theme.paint('text.secondary', state)}`.trimEnd());
	}
	if (total > shown.length && space > 0) {
		lines.push(theme.paint('text.secondary', `${ellipsis} ${messages.more(total - shown.length)}`));
	}
	return lines.slice(0, rows);
}

function barLines(bars: readonly Bar[], cells: number, theme: Theme): string[] {
	const labels = Math.max(0, ...bars.map(({label}) => width(label)));
	const numbers = bars.map(({value}) => count(value));
	const numberCells = Math.max(0, ...numbers.map(width));
	return bars.map(({label, value, of}, index) => {
		const picture = paintedBar(of === 0 ? 0 : value / of, cells, theme);
		return `${fit(label, labels)}  ${picture}  ${fit(numbers[index] ?? '', numberCells, 'right')}`;
	});
}
