import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it, onTestFinished} from 'vitest';
import {resolveSettings} from '../../../source/settings/resolve.ts';
import {openSavedState} from '../../../source/settings/saved-state.ts';
import {beginningOf} from '../../../source/setup/beginning.ts';
import {createSavedAnswers} from '../../../source/setup/services/saved-answers.ts';
import {beginningState, type CourseSelection} from '../../../source/setup/state.ts';

/** What the next run begins with, after this one saved its answers. */
async function nextBeginning(...answered: CourseSelection[]) {
	const folder = mkdtempSync(join(tmpdir(), 'answers-'));
	onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
	const saved = await openSavedState(join(folder, 'state'));
	const {save} = createSavedAnswers(saved, () => false);
	for (const courses of answered) await save({step: 'preview', answers: beginningState().answers, courses});
	const resolved = resolveSettings({flags: {}, env: {}, saved: saved.read().answers});
	return {values: resolved.values, beginning: beginningOf(resolved, saved.read())};
}

const rules = ['code starts with "SEC" and active', 'name contains "a, b"'];

it('a rule is there again when the set-up is resumed, and is what other commands read', async () => {
	const {values, beginning} = await nextBeginning({mode: 'some', ids: new Set(['a'])}, {mode: 'rule', rules});
	expect(values).toMatchObject({courseRules: rules, limitedCourses: undefined});
	expect(beginningState(beginning).answers.courses).toMatchObject({mode: 'rule', rule: rules.join(', ')});
	expect(beginning.resume?.lines).toContain(`Courses that match: ${rules.join(', ')}`);
});

it('another scope takes its place', async () => {
	const some = await nextBeginning({mode: 'rule', rules}, {mode: 'some', ids: new Set(['a'])});
	expect(some.values).toMatchObject({courseRules: undefined, limitedCourses: ['a']});
	const all = await nextBeginning({mode: 'rule', rules}, {mode: 'all'});
	expect(all.values).toMatchObject({courseRules: undefined, limitedCourses: undefined});
});

it('one that can’t be read yet is not saved, so that the next start works', async () => {
	expect((await nextBeginning({mode: 'rule', rules: []})).values.courseRules).toBeUndefined();
});
