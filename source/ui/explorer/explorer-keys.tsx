import {useKeys} from '../hooks/use-keys.ts';
import type {Model} from '../hooks/use-model.ts';
import {canGoBack, currentLevel, type ExplorerAction, type ExplorerState} from './explorer-state.ts';
import {explorerMessages} from './messages.ts';
import {listOf} from './root-lists.ts';

const messages = explorerMessages.keys;

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
			...(onRetry ? {retry: onRetry} : {}),
			...(isList && hasRows && canSort ? {sort: () => send({type: 'sort'})} : {}),
			...(isList && (hasRows || isNarrowed) && filters.length > 0
				? {filter: () => send({type: 'filter', filters})}
				: {}),
			...(state.panel === 'save' || onRetry ? {} : {details: () => send({type: 'panel', panel: 'charts'})}),
			...(isList && hasRows ? {export: () => send({type: 'panel', panel: 'save'})} : {}),
		},
		hints: ['retry', 'export', 'back', 'sort', 'filter', 'details'],
		labels: {...messages, ...(state.panel === 'charts' ? {details: messages.list} : {})},
	});
	return null;
}
