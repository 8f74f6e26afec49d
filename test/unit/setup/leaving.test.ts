import {expect, it, vi} from 'vitest';
import {memoryStore} from '../../../source/secrets/open.ts';
import {secretService} from '../../../source/secrets/secret-store.ts';
import {secretName} from '../../../source/settings/secret-names.ts';
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

it.each(['answers', 'never answers'])(
	'at the end a key is kept that was just found right, if the keychain answers: it %s',
	async (how) => {
		const store = memoryStore();
		const opened = Promise.withResolvers<typeof store>();
		const setup = createSetup({services: servicesWith({openSecrets: () => opened.promise})});
		setup.dispatch({type: 'start/begin'});
		setup.dispatch({type: 'answer', change: {source: 'acme'}});
		setup.giveSecret('apiKey', key);
		setup.dispatch({type: 'submit'});
		await vi.waitFor(() => expect(setup.getState().litmos.status).toBe('done'));
		const closed = setup.close();
		if (how === 'answers') opened.resolve(store);
		// Where no answer comes, this comes to an end all the same.
		await closed;
		const name = secretName('apiKey', {region: 'us', source: 'acme', litmosUrl: undefined, clientId: undefined});
		expect(await store.getPassword(secretService, name ?? '')).toBe(how === 'answers' ? key : null);
	},
);
