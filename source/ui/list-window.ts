/** Which rows of a long list are on the screen, and which one has the cursor. */
export interface ListWindow {
	/** Index of the row with the cursor; 0 in an empty list. */
	readonly cursor: number;
	/** Index of the first row shown. */
	readonly top: number;
}

export const startOfList: ListWindow = {cursor: 0, top: 0};

/**
 * The window after the cursor goes to `cursor` in a list of `total` rows of which `rows` are shown.
 *
 * Past an edge it scrolls by a third of the window, not by one row: a scrolled row must be sent anew, and one screenful
 * per third of a screen keeps a held arrow key cheap over a slow connection.
 */
export function moveTo(window: ListWindow, cursor: number, total: number, rows: number): ListWindow {
	const size = Math.max(1, rows);
	const at = clamp(cursor, 0, Math.max(0, total - 1));
	const lastTop = Math.max(0, total - size);
	const jump = Math.floor(size / 3);
	let top = window.top;
	if (at < top) top = at - jump;
	else if (at >= top + size) top = at - size + 1 + jump;
	// A far jump (End, PgDn) needs no look-ahead.
	if (at < top || at >= top + size) top = at - Math.floor(size / 2);
	top = clamp(top, 0, lastTop);
	return at === window.cursor && top === window.top ? window : {cursor: at, top};
}

export type Movement = 'up' | 'down' | 'pageUp' | 'pageDown' | 'first' | 'last';

/** Moves by a key. `wraps`: up from the first row leads to the last, good for short lists. */
export function moveBy(window: ListWindow, movement: Movement, total: number, rows: number, wraps = false): ListWindow {
	const {cursor} = window;
	const page = Math.max(1, rows - 1);
	const last = Math.max(0, total - 1);
	const target = {
		up: wraps && cursor === 0 ? last : cursor - 1,
		down: wraps && cursor === last ? 0 : cursor + 1,
		pageUp: cursor - page,
		pageDown: cursor + page,
		first: 0,
		last,
	}[movement];
	return moveTo(window, target, total, rows);
}

export const movements: readonly Movement[] = ['up', 'down', 'pageUp', 'pageDown', 'first', 'last'];

/** Handlers for `useKeys`, one for each movement. */
export function movementHandlers(move: (movement: Movement) => unknown): Record<Movement, () => unknown> {
	return Object.fromEntries(movements.map((movement) => [movement, () => move(movement)])) as Record<
		Movement,
		() => unknown
	>;
}

function clamp(value: number, low: number, high: number): number {
	return Math.min(Math.max(value, low), high);
}
