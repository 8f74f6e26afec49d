import {expect, it} from 'vitest';
import {hasUnsavedAnswers} from '../../../source/setup/effects.ts';
import {createSetup} from '../../../source/setup/setup.ts';
import {beginningState} from '../../../source/setup/state.ts';
import {servicesWith} from '../../ui/steps/services.ts';

const key = 'f00dfeed-0000-4000-8000-litmosapikey1';

it('saves what was typed on a page that was not submitted, and no secret', async () => {
	const saved: unknown[] = [];
	const setup = createSetup({services: servicesWith({save: async (progress) => void saved.push(progress)})});
	setup.dispatch({type: 'start/begin'});
	setup.dispatch({type: 'answer', change: {source: 'acme.litmoseu.com'}});
	setup.giveSecret('apiKey', key);
	expect(saved).toEqual([]);
	await setup.close();
	expect(saved).toEqual([expect.objectContaining({step: 'litmos'})]);
	expect(saved[0]).toMatchObject({answers: {source: 'acme', region: 'eu'}});
	expect(JSON.stringify(saved)).not.toContain(key);
});

it('saves nothing before the first answer, in the sandbox, and when all is done', () => {
	const state = beginningState({answers: {source: 'acme'}});
	expect(hasUnsavedAnswers({...state, step: 'litmos'})).toBe(true);
	expect(hasUnsavedAnswers({...beginningState(), step: 'litmos'})).toBe(false);
	expect(hasUnsavedAnswers({...state, step: 'litmos', demo: {status: 'done', value: null}})).toBe(false);
	for (const step of ['start', 'done'] as const) expect(hasUnsavedAnswers({...state, step})).toBe(false);
});
