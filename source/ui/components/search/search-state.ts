import {erased} from '../../text.ts';

/** What is typed into the search field of a list. */
export interface Search {
	readonly query: string;
	/** Asked for or in the middle of typing: Space and every other character is text. Over as soon as the cursor moves. */
	readonly isTyping: boolean;
}

export type SearchAction =
	| {type: 'type'; text: string}
	| {type: 'focus'}
	| {type: 'erase'; what: 'character' | 'word' | 'all'};

export function reduceSearch({query}: Search, action: SearchAction): Search {
	switch (action.type) {
		case 'type':
			return {query: query + action.text.replace(/\s+/g, ' '), isTyping: true};
		case 'focus':
			return {query, isTyping: true};
		case 'erase': {
			const left = erased(query, action.what);
			return {query: left, isTyping: left !== ''};
		}
	}
}

/** Something is searched for, or about to be. */
export function isSearching({query, isTyping}: Search): boolean {
	return query !== '' || isTyping;
}
