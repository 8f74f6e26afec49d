import {useKeys} from '../../hooks/use-keys.ts';
import type {Model} from '../../hooks/use-model.ts';
import type {Command} from '../../keys.ts';
import {movementHandlers} from '../../list-window.ts';
import {uiMessages} from '../../messages.ts';
import type {SearchListAction, SearchListState} from './search-list-state.ts';

interface SearchKeys {
	model: Model<SearchListState, SearchListAction>;
	isActive: boolean;
	isMulti: boolean;
	rows: number;
	/** Ids of the rows shown now, computed when asked. */
	shownIds: () => Iterable<string>;
	total: () => number;
	cursorId: () => string | undefined;
	sorts: readonly string[];
	filters: readonly string[];
	onAccept: () => void;
	onSelection: () => void;
	onPaste: ((text: string) => void) | undefined;
	acceptLabel: string | undefined;
	/** The row under the cursor can be opened, or is open. Undefined: there is nothing to open, or it is open anyway. */
	details: {isOpen: boolean; setOpen: (isOpen: boolean) => void} | undefined;
	/** What Space does: `add` where marks do not count yet, so that it never takes one away unseen. */
	toggling: 'toggle' | 'add';
}

/** Letters search; Space selects while no word is being typed; Ctrl combinations act on what is shown. */
export function useSearchKeys(keys: SearchKeys): void {
	const {model, isMulti, rows} = keys;
	const {send} = model;
	const change = (how: 'all' | 'none' | 'invert') => () => {
		send({type: 'change', how, ids: keys.shownIds()});
		keys.onSelection();
	};
	const toggle = (input: string) => {
		// Two keys in one read: the screen still says idle, the query does not.
		if (input === ' ' && model.current().isTyping) return false;
		const id = keys.cursorId();
		if (id === undefined) return true;
		send(keys.toggling === 'add' ? {type: 'change', how: 'all', ids: [id]} : {type: 'toggle', id});
		keys.onSelection();
		return true;
	};
	const on: Partial<Record<Command, () => unknown>> = {
		...movementHandlers((movement) => send({type: 'move', movement, total: keys.total(), rows})),
		accept: keys.onAccept,
		deleteLeft: () => send({type: 'erase', what: 'character'}),
		deleteWordLeft: () => send({type: 'erase', what: 'word'}),
		clear: () => send({type: 'erase', what: 'all'}),
		// A search is cleared first, then what is open is closed; only then the page goes back.
		back: () => {
			const {query, isFocused} = model.current();
			if (query !== '' || isFocused) return send({type: 'erase', what: 'all'});
			if (!keys.details?.isOpen) return false;
			return keys.details.setOpen(false);
		},
		search: () => (model.current().query === '' ? send({type: 'focus'}) : false),
	};
	const {details} = keys;
	if (details) {
		if (details.isOpen) on.close = () => details.setOpen(false);
		else on.open = () => details.setOpen(true);
	}
	if (isMulti) {
		Object.assign(on, {
			toggle,
			all: change('all'),
			none: change('none'),
			invert: change('invert'),
			selectedOnly: () => send({type: 'selectedOnly'}),
		});
	}
	if (keys.sorts.length > 0) {
		on.sort = () => send({type: 'sort', ids: keys.sorts});
		on.reverse = () => send({type: 'reverse'});
	}
	if (keys.filters.length > 0) on.filter = () => send({type: 'filter', ids: keys.filters});
	const {query, isTyping, isFocused} = model.state;
	const isText = query !== '' || isFocused;
	useKeys({
		// `/` typed first asks for the search; behind other letters it is one of them.
		contexts: isTyping || isFocused ? ['search', 'everywhere'] : ['searchIdle', 'search', 'everywhere'],
		isActive: keys.isActive,
		isTyping: isText,
		on,
		hints: [
			'accept',
			'toggle',
			'open',
			'close',
			'all',
			'none',
			'filter',
			'sort',
			'selectedOnly',
			'invert',
			'up',
			'back',
		],
		labels: {
			open: uiMessages.list.details,
			...(keys.acceptLabel === undefined ? {} : {accept: keys.acceptLabel}),
			...(isText ? {back: uiMessages.list.clearSearch} : {}),
		},
		onText: (text) => {
			const {query, isFocused} = model.current();
			if (text === ' ' && query === '') return true;
			if (query === '' && !isFocused) {
				// Nothing is searched for yet: the question mark asks for help, as everywhere.
				if (text === '?') return false;
				if (text.startsWith('/')) {
					send({type: 'focus'});
					if (text.length > 1) send({type: 'type', text: text.slice(1)});
					return true;
				}
			}
			send({type: 'type', text});
			return true;
		},
		onPaste: (text) => {
			// One word is searched for; a list belongs to the screen.
			const isList = /[\r\n,;\t]/.test(text.trim());
			if (isList && keys.onPaste) keys.onPaste(text);
			else send({type: 'type', text: text.trim()});
		},
	});
}
