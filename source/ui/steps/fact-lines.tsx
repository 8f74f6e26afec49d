import {Box} from 'ink';
import {printable} from '../../text/printable.ts';
import {Text} from '../components/text/text.tsx';
import {useScreenReader, useSize, useTheme} from '../provider.tsx';
import {fit, width, wrapFacts} from '../text.ts';

/** A name and what is to be said of it. */
export interface Fact {
	label: string;
	value: string;
	/** A link or a command: never cut, and nothing added where a line longer than the window breaks. */
	isCopied?: boolean;
}

const indent = 2;
const between = 2;

/** Cells of the longest label. */
export const labelCells = (facts: readonly Fact[]): number => Math.max(0, ...facts.map(({label}) => width(label)));

function linesOf({label, value, isCopied}: Fact, labels: number, columns: number): string[] {
	const text = printable(value);
	const space = columns - indent - labels - between;
	const start = `${' '.repeat(indent)}${fit(label, labels)}${' '.repeat(between)}`;
	if (isCopied === true && width(text) > space) return [start.trimEnd(), ...inPieces(text, columns)];
	const [first = '', ...rest] = wrapFacts(text, space);
	return [start + first, ...rest.map((line) => ' '.repeat(start.length) + line)];
}

/** As the window would break it, so that it can be counted. Links and commands are ASCII. */
function inPieces(text: string, columns: number): string[] {
	return text.match(new RegExp(`.{1,${Math.max(1, columns)}}`, 'gu')) ?? [];
}

/** Screen rows the facts take. */
export function factRows(facts: readonly Fact[], columns: number, labels = labelCells(facts)): number {
	return facts.reduce((sum, fact) => sum + linesOf(fact, labels, columns).length, 0);
}

/** Names on the left, values beside them; what is to be copied stays in one piece. */
export function FactLines({facts, labels = labelCells(facts)}: {facts: readonly Fact[]; labels?: number}) {
	const theme = useTheme();
	const {columns} = useSize();
	const isScreenReader = useScreenReader();
	if (isScreenReader) {
		return facts.map(({label, value}) => <Text key={label}>{`${label}: ${value}`}</Text>);
	}
	return (
		<Box flexDirection="column" flexShrink={0}>
			{facts.map((fact) => {
				const lines = linesOf(fact, labels, columns);
				const head = indent + labels + between;
				return lines.map((line, index) => {
					const isAlone = fact.isCopied === true && lines.length > 1 && index > 0;
					const label = isAlone ? '' : line.slice(0, head);
					const value = isAlone ? line : line.slice(head);
					return (
						<Text key={`${fact.label}${index}`} wrap="truncate">
							{theme.paint('text.secondary', label) + (fact.isCopied === true ? theme.paint('accent', value) : value)}
						</Text>
					);
				});
			})}
		</Box>
	);
}
