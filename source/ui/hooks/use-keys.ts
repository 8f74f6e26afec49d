import {createContext, use, useEffect, useLayoutEffect, useState} from 'react';
import type {Keyboard, Layer, levels} from './keyboard.ts';

export const KeyboardContext = createContext<Keyboard | undefined>(undefined);

export function useKeyboard(): Keyboard {
	const keyboard = use(KeyboardContext);
	if (!keyboard) throw new Error('Components that listen to keys must be inside <UiProvider>.');
	return keyboard;
}

export interface KeysOptions extends Omit<Layer, 'level'> {
	/** Who is asked first: overlay, then widget, screen, shell. Default: widget. */
	level?: keyof typeof levels;
	isActive?: boolean;
}

/**
 * Listens to commands while the component is on the screen.
 *
 * ```ts
 * useKeys({contexts: ['choice'], on: {up: () => send({type: 'move', by: -1})}, hints: ['accept'], labels: {accept: 'open'}});
 * ```
 */
export function useKeys(options: KeysOptions): void {
	const keyboard = useKeyboard();
	const [id] = useState(Symbol);
	const {isActive = true, level = 'widget', ...layer} = options;
	// In every commit: handlers close over the newest props. The keyboard tells its listeners only when words changed.
	useLayoutEffect(() => {
		if (isActive) keyboard.set(id, {...layer, level});
		else keyboard.delete(id);
	});
	useEffect(() => () => keyboard.delete(id), [keyboard, id]);
}

/** Esc on a page inside the shell. A handler that returns `false` leaves it to the page around. */
export function useBack(back: () => unknown, options: Omit<KeysOptions, 'contexts' | 'on'> = {}): void {
	useKeys({level: 'screen', contexts: ['everywhere'], on: {back}, ...options});
}
