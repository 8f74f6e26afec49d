import {rulesIn} from './course-rule.ts';
import type {CourseChoice, CourseSelection, SetupState} from './state.ts';

/** The answer of the courses step. */
export function selectionOf(state: SetupState): CourseSelection {
	const {mode, ids, rule = ''} = state.answers.courses;
	if (mode === 'rule') return {mode, rules: rulesIn(rule)};
	return mode === 'all' ? {mode} : {mode, ids};
}

/** The same as a sync takes it. */
export function choiceOf(state: SetupState): CourseChoice {
	const selection = selectionOf(state);
	if (selection.mode === 'rule') return {rules: selection.rules};
	return selection.mode === 'all' ? null : [...selection.ids];
}

/** Ticks or unticks; the ids are those of the rows in sight. */
export function tick(ticked: ReadonlySet<string>, ids: readonly string[], selected: boolean): ReadonlySet<string> {
	const next = new Set(ticked);
	for (const id of ids) {
		if (selected) next.add(id);
		else next.delete(id);
	}
	return next;
}

export function invert(ticked: ReadonlySet<string>, ids: readonly string[]): ReadonlySet<string> {
	const inverted = new Set(ids);
	const next = new Set(ticked);
	for (const id of inverted) {
		if (ticked.has(id)) next.delete(id);
		else next.add(id);
	}
	return next;
}
