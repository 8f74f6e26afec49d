import type {Symbols, Theme} from '../../theme.ts';

/** A bar of `cells` cells filled to `share` (0…1), in eighths of a cell where the terminal has them. */
export function bar(share: number, cells: number, symbols: Symbols): {filled: string; rest: string} {
	const safe = Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0;
	const steps = symbols.eighths.length;
	// Rounded down: only what is finished looks finished. Something is never drawn as nothing.
	const units = Math.max(safe > 0 ? 1 : 0, Math.floor(safe * cells * steps));
	const whole = Math.floor(units / steps);
	const part = symbols.eighths[units % steps] ?? '';
	const filled = symbols.barFull.repeat(whole) + part;
	const used = whole + (part === '' ? 0 : 1);
	return {filled, rest: symbols.barEmpty.repeat(Math.max(0, cells - used))};
}

export function paintedBar(share: number, cells: number, theme: Theme): string {
	const {filled, rest} = bar(share, cells, theme.symbols);
	return theme.paint('chart.bar', filled) + theme.paint('rule', rest);
}
