import type {Layer} from '../../hooks/keyboard.ts';
import type {Model} from '../../hooks/use-model.ts';
import {isSearching, type Search, type SearchAction} from './search-state.ts';

/** Letters are searched for, `/` asks for it first, Esc clears. A part of `useKeys` for every list with a search field. */
export function searchKeys({state, send, current}: Model<Search, SearchAction>) {
	const erase = (what: 'character' | 'word' | 'all') => () => void send({type: 'erase', what});
	return {
		isTyping: isSearching(state),
		on: {
			search: () => (isSearching(current()) ? false : send({type: 'focus'})),
			deleteLeft: erase('character'),
			deleteWordLeft: erase('word'),
			clear: erase('all'),
			back: () => (isSearching(current()) ? send({type: 'erase', what: 'all'}) : false),
		},
		onText: (text: string) => {
			const now = current();
			// Nothing is searched for yet: the question mark asks for help, as everywhere.
			if (!isSearching(now) && text === '?') return false;
			// No word begins with a space, and the cursor was moved since the last one.
			if (text.trim() === '' && (now.query === '' || !now.isTyping)) return true;
			const isAsked = !isSearching(now) && text.startsWith('/');
			return send({type: 'type', text: isAsked ? text.slice(1) : text});
		},
		onPaste: (text: string) => send({type: 'type', text: text.trim()}),
	} satisfies Partial<Layer>;
}
