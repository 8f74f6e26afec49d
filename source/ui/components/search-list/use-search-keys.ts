import {useKeys} from '../../hooks/use-keys.ts';
import type {Model} from '../../hooks/use-model.ts';
import type {Command} from '../../keys.ts';
import {movementHandlers} from '../../list-window.ts';
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
		send({type: 'toggle', id});
		keys.onSelection();
		return true;
	};
	const on: Partial<Record<Command, () => unknown>> = {
		...movementHandlers((movement) => send({type: 'move', movement, total: keys.total(), rows})),
		accept: keys.onAccept,
		deleteLeft: () => send({type: 'erase', what: 'character'}),
		deleteWordLeft: () => send({type: 'erase', what: 'word'}),
		clear: () => send({type: 'erase', what: 'all'}),
	};
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
	useKeys({
		contexts: model.state.isTyping ? ['search'] : ['searchIdle', 'search'],
		isActive: keys.isActive,
		isTyping: model.state.query !== '',
		on,
		hints: ['toggle', 'accept', 'all', 'none', 'invert', 'filter', 'sort', 'up', 'selectedOnly'],
		...(keys.acceptLabel === undefined ? {} : {labels: {accept: keys.acceptLabel}}),
		onText: (text) => {
			const {query} = model.current();
			if (text === ' ' && query === '') return true;
			// Nothing is searched for yet: the question mark asks for help, as everywhere.
			if (text === '?' && query === '') return false;
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
