import {width} from '../../text.ts';

export interface Tab<Id extends string = string> {
	id: Id;
	label: string;
	/** A number beside the label; grows while things arrive. */
	count?: number | undefined;
	/** A sign that something here wants attention. */
	hasWarning?: boolean;
}

/** The id `by` places further, around the ends. */
export function neighbour<Id extends string>(tabs: readonly Tab<Id>[], current: Id, by: number): Id {
	const at = Math.max(
		0,
		tabs.findIndex((tab) => tab.id === current),
	);
	return tabs[(at + by + tabs.length) % tabs.length]?.id ?? current;
}

/** The tabs that fit, the current one among them. */
export function visibleTabs(labels: readonly string[], at: number, cells: number): {from: number; to: number} {
	let from = Math.max(0, at);
	let to = from + 1;
	let used = width(labels[from] ?? '') + 3;
	for (let grew = true; grew; ) {
		grew = false;
		const before = width(labels[from - 1] ?? '') + 3;
		if (from > 0 && used + before <= cells) {
			from--;
			used += before;
			grew = true;
		}
		const after = width(labels[to] ?? '') + 3;
		if (to < labels.length && used + after <= cells) {
			to++;
			used += after;
			grew = true;
		}
	}
	return {from, to};
}
