import {useKeys} from '../hooks/use-keys.ts';
import type {Model} from '../hooks/use-model.ts';
import {canGoBack, currentLevel, type ExplorerAction, type ExplorerState} from './explorer-state.ts';
import {listOf} from './root-lists.ts';

interface ExplorerKeysProps {
	model: Model<ExplorerState, ExplorerAction>;
	/** There are rows to sort, filter and save. */
	hasRows: boolean;
	onBack: (() => void) | undefined;
	onRetry: (() => void) | undefined;
}

/**
 * The keys of the explorer beside those of its tabs and its table. A component without a picture, so that it stands
 * before the tabs: within a level the newest layer is named first in the key line, and changing tabs matters more.
 */
export function ExplorerKeys({model, hasRows, onBack, onRetry}: ExplorerKeysProps) {
	const {state, send, current} = model;
	const shown = currentLevel(state);
	const {canSort, filters} = listOf(shown);
	const isList = state.panel === 'none';
	const isNarrowed = shown.search !== '' || shown.filter !== '';
	useKeys({
		level: 'screen',
		contexts: ['everywhere', 'browse', ...(onRetry ? (['letters'] as const) : [])],
		on: {
			back: () => (canGoBack(current()) ? send({type: 'back'}) : onBack === undefined ? false : onBack()),
			retry: onRetry,
			sort: isList && hasRows && canSort ? () => send({type: 'sort'}) : undefined,
			filter:
				isList && (hasRows || isNarrowed) && filters.length > 0 ? () => send({type: 'filter', filters}) : undefined,
			details: state.panel === 'save' || onRetry ? undefined : () => send({type: 'panel', panel: 'charts'}),
			export: isList && hasRows ? () => send({type: 'panel', panel: 'save'}) : undefined,
		},
		hints: ['retry', 'export', 'back', 'sort', 'filter', 'details'],
		labels: {details: state.panel === 'charts' ? 'list' : 'charts'},
	});
	return null;
}
