/** A part of a page that is shown whole or not at all. */
export interface Block {
	/** Screen rows it takes. */
	rows: number;
	/** What gives way first where rows are scarce has the highest number; 0 always stays. */
	priority: number;
	/** An empty row above it, where there is space for all of those. */
	hasGap?: boolean;
}

/** Which blocks fit into `space` rows, and whether empty rows between them do too. The rest is said elsewhere, or on `→`. */
export function fitBlocks<One extends Block>(blocks: readonly One[], space: number): {shown: One[]; gap: 0 | 1} {
	const shown = blocks.filter(({rows}) => rows > 0);
	const used = () => shown.reduce((sum, {rows}) => sum + rows, 0);
	while (used() > space) {
		const least = shown.reduce((worst, block) => (block.priority >= worst.priority ? block : worst), shown[0]!);
		if (least === undefined || least.priority === 0) break;
		shown.splice(shown.indexOf(least), 1);
	}
	const gaps = shown.filter(({hasGap}, index) => hasGap === true && index > 0).length;
	return {shown, gap: used() + gaps <= space ? 1 : 0};
}
