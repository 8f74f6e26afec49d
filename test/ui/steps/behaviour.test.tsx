import {expect, it} from 'vitest';
import {Problem} from '../../../source/problem/problem.ts';
import {memoryStore} from '../../../source/secrets/open.ts';
import {createSetup} from '../../../source/setup/setup.ts';
import {keys} from '../render-test.tsx';
import {renderWizard, stateAt, still} from './scripted.tsx';
import {servicesWith} from './services.ts';
import {scenes} from './states.ts';

it('the demo starts by itself when it was asked for by flag', async () => {
	const {setup, asked} = still(stateAt('start'));
	await renderWizard(setup, {}, {startDemo: true});
	expect(asked).toEqual([{type: 'start/demo'}]);
});

it('warnings from before the start are shown on the first page', async () => {
	const app = await renderWizard(
		still(stateAt('start')).setup,
		{},
		{warnings: ['The saved answers could not be read.']},
	);
	expect(app.frame()).toContain('The saved answers could not be read.');
});

it('the address of an account shows its region, which can be changed', async () => {
	const setup = createSetup({services: servicesWith(), answers: {}});
	setup.dispatch({type: 'start/begin'});
	const app = await renderWizard(setup);
	await app.waitForText('such as acme.litmos.com');
	await app.paste('https://northwind.litmoseu.com/home/dashboard');
	await app.waitForText('Recognized: account northwind, region EU');
	expect(setup.getState().answers).toMatchObject({source: 'northwind', region: 'eu'});
	await app.press(keys.enter);
	await app.waitForText('paste it here');
	expect(app.frame()).toContain('European Union');
	await app.press(keys.shiftTab);
	await app.waitForText('such as acme.litmos.com.au');
	await app.press(keys.down, keys.enter);
	await app.waitForText('paste it here');
	expect(setup.getState().answers).toMatchObject({source: 'northwind', region: 'au'});
});

it('an address that is no account’s is refused at the field', async () => {
	const setup = createSetup({services: servicesWith(), answers: {}});
	setup.dispatch({type: 'start/begin'});
	const app = await renderWizard(setup);
	await app.waitForText('such as acme.litmos.com');
	await app.paste('https://api.litmoseu.com/v1.svc');
	await app.press(keys.enter);
	await app.waitForText('api.litmoseu.com isn’t the address of an account.');
	expect(app.frame()).not.toContain('paste it here');
});

it('a text that is no address of the API is refused at its field', async () => {
	const setup = createSetup({services: servicesWith(), answers: {region: 'other', source: 'northwind', litmosUrl: ''}});
	setup.dispatch({type: 'start/begin'});
	const app = await renderWizard(setup);
	await app.waitForText('such as https://api.litmos.com');
	await app.paste('apikey: 1234');
	await app.press(keys.enter);
	await app.waitForText('is not a web address.');
	expect(app.frame()).not.toContain('paste it here');
});

it('the sandbox stays where it is when an address is typed', async () => {
	const setup = createSetup({
		services: servicesWith(),
		answers: {region: 'other', litmosUrl: 'http://127.0.0.1:44679'},
	});
	setup.dispatch({type: 'start/begin'});
	setup.dispatch({type: 'answer', change: {source: 'northwind.litmos.com'}});
	expect(setup.getState().answers).toMatchObject({source: 'northwind', region: 'other'});
});

it('a key given while another is being typed over is never drawn, and Esc keeps it', async () => {
	const setup = createSetup({services: servicesWith(), answers: {source: 'acme'}});
	setup.dispatch({type: 'start/begin'});
	const app = await renderWizard(setup);
	await app.waitForText('paste it here');
	await app.paste('f00dfeed-0000-4000-8000-litmosapikey1');
	expect(app.frame()).toContain('pasted 37 characters');
	await app.press(keys.escape);
	await app.waitForText('Try the sandbox');
	expect(setup.getState().secrets.apiKey).toMatchObject({characters: 37, from: 'entered'});
	expect(app.raw()).not.toContain('f00dfeed');
});

it('a key that no key can be is refused at the field, without being repeated', async () => {
	const setup = createSetup({services: servicesWith(), answers: {source: 'acme'}});
	setup.dispatch({type: 'start/begin'});
	const app = await renderWizard(setup);
	await app.press('schlüssel', keys.enter);
	await app.waitForText('The API key contains characters that no key has.');
	expect(app.raw()).not.toContain('schlüssel');
	await app.press('x');
	expect(app.frame()).not.toContain('characters that no key has');
});

it('without a keychain the review offers a file, and keeps nothing unless it is chosen', async () => {
	const allowed: boolean[] = [];
	const services = servicesWith({
		openSecrets: async (allowFile) => {
			allowed.push(allowFile);
			return memoryStore(new Problem({code: 'keychain/unavailable', what: 'There is no keychain.'}));
		},
	});
	const setup = createSetup({services, answers: {source: 'acme', clientId: 'a@b.example/c'}});
	setup.dispatch({type: 'start/begin'});
	setup.giveSecret('apiKey', 'f00dfeed-0000-4000-8000-litmosapikey1');
	setup.giveSecret('clientSecret', 'secret-token:conductorone.com:v1:c2VjcmV0');
	const app = await renderWizard(setup);
	for (const words of ['Connect your Litmos account', 'Which courses', 'Read in', 'Connect to ConductorOne']) {
		await app.waitForText(words);
		await app.press(keys.enter);
	}
	await app.waitForText('not saved; open to use a file');
	await app.press(keys.up, keys.up, keys.right);
	await app.waitForText('Save the secrets in a file?');
	expect(allowed).not.toContain(true);
	await app.press(keys.down, keys.enter);
	await app.waitForText('Review — nothing has been sent yet');
	expect(setup.getState().allowSecretFile).toBe(true);
	expect(allowed).toContain(true);
});

it('a large drop is sent only by choosing so', async () => {
	const {setup, asked} = still(scenes['push-drop']!.state);
	const app = await renderWizard(setup);
	await app.press(keys.enter);
	expect(asked).toEqual([]);
	await app.waitForText('Review — nothing has been sent yet');
});

it('pushing later leaves at once with a summary', async () => {
	const app = await renderWizard(still(scenes['push-failed']!.state).setup);
	await app.press(keys.up, keys.enter);
	const {exit, transcript} = await app.ending;
	expect(exit).toBe(0);
	expect(transcript).toContain('api.litmoseu.com cannot be reached');
	expect(transcript).toContain('What was read from Litmos is saved.');
});
