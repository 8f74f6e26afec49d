import {count} from '../../../text/amounts.ts';
import {width} from '../../text.ts';

export interface Tab<Id extends string = string> {
	id: Id;
	label: string;
	/** A number beside the label; grows while things arrive. */
	count?: number | undefined;
	/** In place of a number: what came and went, for instance. */
	note?: string | undefined;
	/** A sign that something here wants attention. */
	hasWarning?: boolean;
}

export const tabGap = 2;

/**
 * The labels in the longest form in which all fit: with their numbers, with round numbers, with as many numbers as there is
 * space for, the current one's first. When even the names are too long, some are left out.
 */
export function tabLabels(tabs: readonly Tab[], at: number, cells: number, sign: string): string[] {
	const labels = (number: (value: number) => string, isTold: (index: number) => boolean) =>
		tabs.map((tab, index) => {
			const amount = tab.note ?? (tab.count === undefined ? '' : number(tab.count));
			return `${tab.hasWarning ? `${sign} ` : ''}${tab.label}${isTold(index) && amount !== '' ? ` ${amount}` : ''}`;
		});
	const everywhere = [count, rounded].map((number) => labels(number, () => true));
	const fitting = everywhere.find((each) => totalWidth(each) <= cells);
	if (fitting) return fitting;
	const told = new Set([at]);
	for (let index = 0; index < tabs.length; index++) {
		told.add(index);
		if (index !== at && totalWidth(labels(rounded, (each) => told.has(each))) > cells) told.delete(index);
	}
	return labels(rounded, (index) => told.has(index));
}

/** `12,345` → `12k`, in as many cells as it takes to tell its size. */
function rounded(value: number): string {
	if (value < 10_000) return count(value);
	return value < 1_000_000 ? `${Math.floor(value / 1000)}k` : `${Math.floor(value / 100_000) / 10}M`;
}

export function totalWidth(labels: readonly string[]): number {
	return labels.reduce((sum, label) => sum + width(label) + tabGap, -tabGap);
}

/** The tabs that fit, the current one among them. */
export function visibleTabs(labels: readonly string[], at: number, cells: number): {from: number; to: number} {
	let from = Math.max(0, at);
	let to = from + 1;
	let used = width(labels[from] ?? '') + tabGap;
	for (let grew = true; grew; ) {
		grew = false;
		const before = width(labels[from - 1] ?? '') + tabGap;
		if (from > 0 && used + before <= cells) {
			from--;
			used += before;
			grew = true;
		}
		const after = width(labels[to] ?? '') + tabGap;
		if (to < labels.length && used + after <= cells) {
			to++;
			used += after;
			grew = true;
		}
	}
	return {from, to};
}
