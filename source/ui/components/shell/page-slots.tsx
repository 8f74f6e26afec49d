import {Box} from 'ink';
import {createContext, type ReactNode, use, useEffect, useLayoutEffect, useRef, useSyncExternalStore} from 'react';

/** A place of the frame that the page inside fills: the newest of those that fill it is shown. */
export class Slot<Value> {
	readonly #entries = new Map<symbol, Value>();
	readonly #listeners = new Set<() => void>();

	set(id: symbol, value: Value): void {
		if (this.#entries.get(id) === value) return;
		this.#entries.set(id, value);
		this.#changed();
	}

	delete(id: symbol): void {
		if (this.#entries.delete(id)) this.#changed();
	}

	readonly get = (): Value | undefined => [...this.#entries.values()].at(-1);

	readonly subscribe = (listener: () => void): (() => void) => {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	};

	#changed(): void {
		for (const listener of this.#listeners) listener();
	}
}

export interface PageSlots {
	status: Slot<ReactNode>;
	about: Slot<readonly string[]>;
}

export function createPageSlots(): PageSlots {
	return {status: new Slot(), about: new Slot()};
}

/** Given by the Shell to its page; undefined where a page is drawn without one. */
export const PageSlotsContext = createContext<PageSlots | undefined>(undefined);

/**
 * The line above the keys: progress while something runs, else the one fact that matters. One line; what is longer is
 * cut. The Shell shows it at a fixed row; without a Shell it stands where it is written.
 */
export function StatusLine({children}: {children: ReactNode}) {
	const slots = use(PageSlotsContext);
	useSlot(slots?.status, children);
	return slots === undefined ? <Box height={1}>{children}</Box> : null;
}

/**
 * What `?` says about this page, before it lists the keys: paragraphs in the user's terms, such as what an Account Owner
 * is and what happens on Enter. Keep the array outside of the component, so that it stays the same one.
 */
export function PageHelp({about}: {about: readonly string[]}) {
	useSlot(use(PageSlotsContext)?.about, about);
	return null;
}

/** What the page put there last. */
export function useSlotValue<Value>(slot: Slot<Value>): Value | undefined {
	return useSyncExternalStore(slot.subscribe, slot.get);
}

function useSlot<Value>(slot: Slot<Value> | undefined, value: Value): void {
	const id = useRef<symbol>(undefined);
	id.current ??= Symbol('slot');
	useLayoutEffect(() => {
		if (id.current) slot?.set(id.current, value);
	});
	useEffect(
		() => () => {
			if (id.current) slot?.delete(id.current);
		},
		[slot],
	);
}
