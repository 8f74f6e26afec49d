import type {Outcome, Probe, ProbeResult} from '../doctor/probe.ts';
import {outcomeLines, sumLines, tookText} from '../doctor/render.ts';
import {asTyped} from '../text/as-typed.ts';
import {fit, width, wrap} from './text.ts';
import {asciiSymbols, createTheme, type Theme, type Token} from './theme.ts';

export interface DoctorLook {
	width: number;
	theme: Theme;
	/** A line that is taken away again would be read aloud twice. */
	isScreenReader: boolean;
}

export interface DoctorLines {
	/** What is tried is shown and replaced by what came of it. */
	isInPlace: boolean;
	/** Without a line break. */
	trying(probe: Probe): string;
	outcome(outcome: Outcome): string;
	end(outcomes: readonly Outcome[]): string;
}

const gap = 2;
const tokens: Record<ProbeResult, Token> = {
	ok: 'status.success',
	warning: 'status.warning',
	failed: 'status.error',
	skipped: 'text.secondary',
};

/** One line for each probe in fitted columns: sign, what was tried, what was found. In a pipe plain and whole, with words. */
export function createDoctorLines(probes: readonly Probe[], look: DoctorLook | undefined): DoctorLines {
	const theme = look?.theme ?? createTheme({level: 0, hasAttributes: false});
	const {symbols} = theme;
	const signs: Record<ProbeResult, string> =
		look === undefined || look.isScreenReader
			? {ok: 'ok', warning: 'warning', failed: 'failed', skipped: 'skipped'}
			: {ok: symbols.success, warning: symbols.warning, failed: symbols.error, skipped: symbols.open};
	const action = look === undefined ? asciiSymbols.action : symbols.action;
	const signCells = Math.max(...Object.values(signs).map(width));
	const titleCells = Math.max(...probes.map(({title}) => width(title)));
	const before = signCells + gap + titleCells + gap;
	const cells = look === undefined ? Number.POSITIVE_INFINITY : Math.max(20, look.width - before);
	const folded = (text: string, space = cells) => (Number.isFinite(space) ? wrap(text, space) : [text]);
	const head = (sign: string, token: Token, title: string) =>
		`${theme.paint(token, fit(sign, signCells))}${' '.repeat(gap)}${fit(title, titleCells)}${' '.repeat(gap)}`;
	return {
		isInPlace: look !== undefined && !look.isScreenReader && theme.hasMotion,
		trying: ({title}) => head(symbols.ellipsis, 'text.secondary', title),
		outcome(outcome) {
			const {result, title, took} = outcome;
			const time = tookText(took);
			const lines = outcomeLines(outcome).flatMap(({role, text}, index) => {
				const said = index === 0 && time !== '' ? `${text} (${time})` : text;
				if (role !== 'to-do')
					return folded(said).map((line) => (role === 'more' ? theme.paint('text.secondary', line) : line));
				const indent = width(action) + 1;
				return folded(asTyped(said), cells - indent).map(
					(line, part) => `${part === 0 ? `${theme.paint('accent', action)} ` : ' '.repeat(indent)}${line}`,
				);
			});
			return lines
				.map(
					(line, index) => `${index === 0 ? head(signs[result], tokens[result], title) : ' '.repeat(before)}${line}\n`,
				)
				.join('');
		},
		end: (outcomes) => `\n${sumLines(outcomes).join('\n')}\n`,
	};
}
