import {Box} from 'ink';
import {createContext, type ReactNode, use, useEffect, useLayoutEffect, useState} from 'react';
import {createStore, type StoreApi, useStore} from 'zustand';

/** A place of the frame that the page inside fills: the newest of those that fill it is shown. */
type Slot<Value> = StoreApi<ReadonlyMap<symbol, Value>>;

function createSlot<Value>(): Slot<Value> {
	return createStore(() => new Map());
}

export interface PageSlots {
	status: Slot<ReactNode>;
	about: Slot<readonly string[]>;
}

export function createPageSlots(): PageSlots {
	return {status: createSlot(), about: createSlot()};
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

export function useSlotValue<Value>(slot: Slot<Value>): Value | undefined {
	return useStore(slot, (entries) => [...entries.values()].at(-1));
}

function useSlot<Value>(slot: Slot<Value> | undefined, value: Value): void {
	const [id] = useState(Symbol);
	useLayoutEffect(() => {
		const entries = slot?.getState();
		if (entries?.get(id) !== value) slot?.setState(new Map(entries).set(id, value), true);
	});
	useEffect(
		() => () => {
			const others = new Map(slot?.getState());
			if (others.delete(id)) slot?.setState(others, true);
		},
		[slot, id],
	);
}
