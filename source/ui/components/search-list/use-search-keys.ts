import {useKeys} from '../../hooks/use-keys.ts';
import type {Model} from '../../hooks/use-model.ts';
import {movementHandlers} from '../../list-window.ts';
import {uiMessages} from '../../messages.ts';
import {searchKeys} from '../search/search-keys.ts';
import type {SearchListProps} from './search-list-props.ts';
import type {SearchListAction, SearchListState} from './search-list-state.ts';

interface Listed {
	model: Model<SearchListState, SearchListAction>;
	/** Rows on the screen. */
	lines: number;
	/** Numbers of the rows that are shown now, computed when asked. */
	indices: () => Uint32Array;
	/** The row under the cursor can be opened, or is open. Undefined: there is nothing to open, or it is open anyway. */
	details: {isOpen: boolean; setOpen: (isOpen: boolean) => void} | undefined;
}

/** Letters search; Space selects while no word is being typed; Ctrl combinations act on what is shown. */
export function useSearchKeys<Row>(props: SearchListProps<Row>, {model, lines, indices, details}: Listed): void {
	const {rows, idOf, isActive = true, isMulti = true, sorts = [], filters = []} = props;
	const {state, send, current} = model;
	const search = searchKeys(model);
	const rowAtCursor = () => rows[indices()[current().window.cursor] ?? -1];
	const select = (action: SearchListAction) => {
		const {selection} = send(action);
		props.onSelection?.(selection);
	};
	const change = (how: 'all' | 'none' | 'invert') => () =>
		select({type: 'change', how, ids: Iterator.from(indices()).map((index) => idOf(rows[index] as Row))});
	const toggle = (input: string) => {
		// Two keys in one read: the screen still says idle, the query does not.
		if (input === ' ' && current().isTyping) return false;
		const row = rowAtCursor();
		if (row === undefined) return true;
		const id = idOf(row);
		// Where marks do not count yet, none is taken away unseen.
		select(props.isDimmed ? {type: 'change', how: 'all', ids: [id]} : {type: 'toggle', id});
		return true;
	};
	const open = (isOpen: boolean) => () => details?.setOpen(isOpen);
	useKeys({
		...search,
		// `/` typed first asks for the search; behind other letters it is one of them.
		contexts: state.isTyping ? ['search', 'everywhere'] : ['searchIdle', 'search', 'everywhere'],
		isActive,
		on: {
			...movementHandlers((movement) => send({type: 'move', movement, total: indices().length, rows: lines})),
			...search.on,
			accept: () => props.onAccept?.(current().selection, rowAtCursor()),
			// A search is cleared first, then what is open is closed; only then the page goes back.
			back: () => search.on.back() !== false || (details?.isOpen ? details.setOpen(false) : false),
			open: details?.isOpen === false ? open(true) : undefined,
			close: details?.isOpen ? open(false) : undefined,
			...(isMulti && {
				toggle,
				all: change('all'),
				none: change('none'),
				invert: change('invert'),
				selectedOnly: () => send({type: 'selectedOnly'}),
			}),
			...(sorts.length > 0 && {
				sort: () => send({type: 'sort', ids: sorts.map(({id}) => id)}),
				reverse: () => send({type: 'reverse'}),
			}),
			...(filters.length > 0 && {filter: () => send({type: 'filter', ids: filters.map(({id}) => id)})}),
		},
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
			open: 'details',
			accept: props.acceptLabel,
			back: search.isTyping ? uiMessages.list.clearSearch : undefined,
		},
		onPaste: (text) => {
			// One word is searched for; a list belongs to the screen.
			const isList = /[\r\n,;\t]/.test(text.trim());
			if (isList && props.onPaste) props.onPaste(text);
			else search.onPaste(text);
		},
	});
}
