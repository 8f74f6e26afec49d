import type {Item} from '../../c1z/explorer-items.ts';

/** A tab: a list of one kind, or of a resource type that has no kind of its own. */
export type RootList = 'accounts' | 'teams' | 'courses' | 'grants' | 'changes' | 'findings' | `type:${string}`;
/** What belongs to an item is a list as well. */
export type ListId = RootList | 'related';

export interface Subject {
	item: Item;
	name: string;
	/** What its row says of it, where there is nothing else to ask. */
	lines: readonly string[];
}

/** One list as it is looked at: which, of what, and how narrowed down. */
export interface Level {
	list: ListId;
	of: Subject | null;
	search: string;
	sort: 'name' | 'count';
	/** A slug or kind of change; `''` shows all. */
	filter: string;
}

export interface ExplorerState {
	tab: RootList;
	/** A person has done something: no tab is changed without being asked any more. */
	isTouched: boolean;
	/** The list of each tab that was looked at, kept while another tab is. */
	roots: Readonly<Partial<Record<RootList, Level>>>;
	/** What was opened from the tab's list, outermost first. */
	opened: readonly Level[];
	/** In place of the list: the charts, or the question how to save it. */
	panel: 'none' | 'charts' | 'save';
}

export type ExplorerAction =
	| {type: 'tab'; tab: RootList}
	/** A tab that a person should see first, unless they are looking at something. */
	| {type: 'suggest'; tab: RootList}
	| {type: 'touch'}
	| {type: 'open'; level: Level}
	| {type: 'back'}
	/** Of the list that lies `depth` openings below the tab's own: a list tells its search also while another opens. */
	| {type: 'search'; text: string; tab: RootList; depth: number}
	| {type: 'sort'}
	| {type: 'filter'; filters: readonly string[]}
	| {type: 'panel'; panel: ExplorerState['panel']};

export const level = (list: ListId, of: Subject | null = null): Level => ({
	list,
	of,
	search: '',
	sort: 'name',
	filter: '',
});

export function beginExploring(tab: RootList = 'accounts'): ExplorerState {
	return {tab, isTouched: false, roots: {}, opened: [], panel: 'none'};
}

const rootOf = ({roots}: ExplorerState, tab: RootList): Level => roots[tab] ?? level(tab);

export function currentLevel(state: ExplorerState): Level {
	return state.opened.at(-1) ?? rootOf(state, state.tab);
}

/** Whether Back has somewhere to go inside the explorer. */
export function canGoBack(state: ExplorerState): boolean {
	return state.panel !== 'none' || state.opened.length > 0;
}

export function reduceExplorer(state: ExplorerState, action: ExplorerAction): ExplorerState {
	switch (action.type) {
		case 'suggest':
			return state.isTouched || state.tab === action.tab ? state : {...state, tab: action.tab};
		case 'search':
			return search(state, action);
		default:
			return act(state.isTouched ? state : {...state, isTouched: true}, action);
	}
}

function act(state: ExplorerState, action: Exclude<ExplorerAction, {type: 'suggest' | 'search'}>): ExplorerState {
	switch (action.type) {
		case 'touch':
			return state;
		case 'tab':
			return {...state, tab: action.tab, opened: [], panel: 'none'};
		case 'open':
			return {...state, opened: [...state.opened, action.level]};
		case 'back':
			if (state.panel !== 'none') return {...state, panel: 'none'};
			return state.opened.length > 0 ? {...state, opened: state.opened.slice(0, -1)} : state;
		case 'sort':
			return change(state, {sort: currentLevel(state).sort === 'name' ? 'count' : 'name'});
		case 'filter': {
			const choices = ['', ...action.filters];
			const at = choices.indexOf(currentLevel(state).filter);
			return change(state, {filter: choices[(at + 1) % choices.length] ?? ''});
		}
		case 'panel':
			return {...state, panel: state.panel === action.panel ? 'none' : action.panel};
	}
}

function change(state: ExplorerState, part: Partial<Level>): ExplorerState {
	const changed = {...currentLevel(state), ...part};
	if (state.opened.length > 0) return {...state, opened: [...state.opened.slice(0, -1), changed]};
	return {...state, roots: {...state.roots, [state.tab]: changed}};
}

function search(state: ExplorerState, {tab, depth, text}: Extract<ExplorerAction, {type: 'search'}>): ExplorerState {
	const touched = text === '' ? state : {...state, isTouched: true};
	const root = rootOf(state, tab);
	if (depth === 0) {
		return root.search === text ? state : {...touched, roots: {...state.roots, [tab]: {...root, search: text}}};
	}
	const place = tab === state.tab ? state.opened[depth - 1] : undefined;
	if (place === undefined || place.search === text) return state;
	return {...touched, opened: state.opened.with(depth - 1, {...place, search: text})};
}
