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
