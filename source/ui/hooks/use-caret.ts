import {type DOMElement, useCursor} from 'ink';
import {type RefObject, useLayoutEffect, useState} from 'react';

/**
 * Puts the terminal's own cursor into a field, where input methods draw their candidates and screen magnifiers look.
 *
 * @param field The box the text starts in.
 * @param column Cells from the box's left edge; undefined hides the cursor.
 */
export function useCaret(field: RefObject<DOMElement | null>, column: number | undefined): void {
	const {setCursorPosition} = useCursor();
	const [origin, setOrigin] = useState<{x: number; y: number}>();
	setCursorPosition(origin !== undefined && column !== undefined ? {x: origin.x + column, y: origin.y} : undefined);
	// Every commit may have moved the field: measure again, draw again only when it did.
	useLayoutEffect(() => {
		const next = column === undefined ? undefined : absolutePosition(field.current);
		if (next?.x !== origin?.x || next?.y !== origin?.y) setOrigin(next);
	});
}

function absolutePosition(element: DOMElement | null): {x: number; y: number} | undefined {
	if (!element) return undefined;
	let x = 0;
	let y = 0;
	for (let node: DOMElement | undefined = element; node; node = node.parentNode) {
		x += node.yogaNode?.getComputedLeft() ?? 0;
		y += node.yogaNode?.getComputedTop() ?? 0;
	}
	return {x, y};
}
