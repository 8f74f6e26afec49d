import type {Tab} from '../../c1z/explorer-answers.ts';

/** What a drill-down is about. */
export interface Subject {
	kind: 'account' | 'team' | 'course';
	id: string;
	name: string;
}

/** One list as it is looked at: which, of whom, and how narrowed down. */
export interface Level {
	list: Tab;
	of: Subject | null;
	search: string;
	sort: 'name' | 'count';
	/** A slug, kind of change or kind of warning; `''` shows all. */
	filter: string;
}

export interface ExplorerState {
	tab: Tab;
	/** The list of each tab, kept while another tab is looked at. */
	roots: Readonly<Record<Tab, Level>>;
	/** What was opened from the tab's list, outermost first. */
	opened: readonly Level[];
	/** In place of the list: the charts, or the question how to save it. */
	panel: 'none' | 'charts' | 'save';
}

export type ExplorerAction =
	| {type: 'tab'; tab: Tab}
	| {type: 'open'; level: Level}
	| {type: 'back'}
	/** Of the list that lies `depth` openings below the tab's own: a list tells its search also while another opens. */
	| {type: 'search'; text: string; tab: Tab; depth: number}
	| {type: 'sort'}
	| {type: 'filter'; filters: readonly string[]}
	| {type: 'panel'; panel: ExplorerState['panel']};

export const tabs = ['accounts', 'teams', 'courses', 'grants', 'changes', 'warnings'] as const satisfies readonly Tab[];

export const level = (list: Tab, of: Subject | null = null): Level => ({
	list,
	of,
	search: '',
	sort: 'name',
	filter: '',
});

export function beginExploring(tab: Tab = 'accounts'): ExplorerState {
	return {
		tab,
		roots: Object.fromEntries(tabs.map((each) => [each, level(each)])) as Record<Tab, Level>,
		opened: [],
		panel: 'none',
	};
}

/** The list on the screen. */
export function currentLevel(state: ExplorerState): Level {
	return state.opened.at(-1) ?? state.roots[state.tab];
}

/** Whether Back has somewhere to go inside the explorer. */
export function canGoBack(state: ExplorerState): boolean {
	return state.panel !== 'none' || state.opened.length > 0;
}

export function reduceExplorer(state: ExplorerState, action: ExplorerAction): ExplorerState {
	switch (action.type) {
		case 'tab':
			return {...state, tab: action.tab, opened: [], panel: 'none'};
		case 'open':
			return {...state, opened: [...state.opened, action.level]};
		case 'back':
			if (state.panel !== 'none') return {...state, panel: 'none'};
			return state.opened.length > 0 ? {...state, opened: state.opened.slice(0, -1)} : state;
		case 'search':
			return search(state, action);
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
	const root = state.roots[tab];
	if (depth === 0) {
		return root.search === text ? state : {...state, roots: {...state.roots, [tab]: {...root, search: text}}};
	}
	const place = tab === state.tab ? state.opened[depth - 1] : undefined;
	if (place === undefined || place.search === text) return state;
	return {...state, opened: state.opened.with(depth - 1, {...place, search: text})};
}
