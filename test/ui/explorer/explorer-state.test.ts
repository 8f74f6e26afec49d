import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
	beginExploring,
	canGoBack,
	currentLevel,
	type ExplorerAction,
	level,
	reduceExplorer,
} from '../../../source/ui/explorer/explorer-state.ts';

const ana = {item: {kind: 'account', id: 'a'}, name: 'Ana', lines: []} as const;

const tabs = ['accounts', 'courses', 'changes', 'findings', 'type:module'] as const;

describe('the places of the explorer', () => {
	test('a drill-down goes back one list at a time, to the search it came from', () => {
		let state = reduceExplorer(beginExploring(), {type: 'search', text: 'an', tab: 'accounts', depth: 0});
		state = reduceExplorer(state, {type: 'open', level: level('related', ana)});
		state = reduceExplorer(state, {type: 'search', text: 'safety', tab: 'accounts', depth: 1});
		expect(currentLevel(state)).toMatchObject({list: 'related', of: ana, search: 'safety'});
		state = reduceExplorer(state, {type: 'back'});
		expect(currentLevel(state)).toMatchObject({list: 'accounts', search: 'an'});
		expect(canGoBack(state)).toBe(false);
	});

	test('each tab keeps its own search and order', () => {
		let state = reduceExplorer(beginExploring(), {type: 'sort'});
		state = reduceExplorer(state, {type: 'tab', tab: 'courses'});
		expect(currentLevel(state).sort).toBe('name');
		state = reduceExplorer(state, {type: 'tab', tab: 'accounts'});
		expect(currentLevel(state).sort).toBe('count');
	});

	test('a search belongs to the list it was typed in, also when it is told late', () => {
		const opened = reduceExplorer(beginExploring(), {type: 'open', level: level('related', ana)});
		const told = reduceExplorer(opened, {type: 'search', text: 'an', tab: 'accounts', depth: 0});
		expect(currentLevel(told).search).toBe('');
		expect(currentLevel(reduceExplorer(told, {type: 'back'})).search).toBe('an');
		expect(reduceExplorer(beginExploring(), {type: 'search', text: 'x', tab: 'accounts', depth: 1})).toEqual(
			beginExploring(),
		);
	});

	test('a tab is suggested until a person has done something', () => {
		const suggested = reduceExplorer(beginExploring(), {type: 'suggest', tab: 'changes'});
		expect(suggested.tab).toBe('changes');
		const touched = reduceExplorer(beginExploring(), {type: 'touch'});
		expect(reduceExplorer(touched, {type: 'suggest', tab: 'changes'}).tab).toBe('accounts');
		const searched = reduceExplorer(beginExploring(), {type: 'search', text: 'an', tab: 'accounts', depth: 0});
		expect(reduceExplorer(searched, {type: 'suggest', tab: 'changes'}).tab).toBe('accounts');
	});

	test('the filter goes round', () => {
		const filters = ['assigned', 'completed'];
		let state = beginExploring('grants');
		const seen = [0, 1, 2].map(() => {
			state = reduceExplorer(state, {type: 'filter', filters});
			return currentLevel(state).filter;
		});
		expect(seen).toEqual(['assigned', 'completed', '']);
	});

	test('whatever is done, enough Backs lead out', () => {
		const action: fc.Arbitrary<ExplorerAction> = fc.oneof(
			fc.constantFrom(...tabs).map((tab) => ({type: 'tab' as const, tab})),
			fc.constant({type: 'open' as const, level: level('related', ana)}),
			fc.constantFrom<ExplorerAction>(
				{type: 'back'},
				{type: 'sort'},
				{type: 'filter', filters: ['assigned']},
				{type: 'panel', panel: 'charts'},
				{type: 'panel', panel: 'save'},
				{type: 'search', text: 'x', tab: 'accounts', depth: 1},
			),
		);
		fc.assert(
			fc.property(fc.array(action), (actions) => {
				let state = actions.reduce(reduceExplorer, beginExploring());
				for (let steps = 0; steps <= actions.length + 1 && canGoBack(state); steps++) {
					state = reduceExplorer(state, {type: 'back'});
				}
				expect(canGoBack(state)).toBe(false);
				expect(currentLevel(state).list).toBe(state.tab);
			}),
		);
	});
});
