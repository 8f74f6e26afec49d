import {expect, it} from 'vitest';
import type {Cluster} from '../../../source/setup/conductorone/kubectl.ts';
import {connectBeginning} from '../../../source/setup/conductorone/state.ts';
import {FolderPage} from '../../../source/ui/steps/conductorone/folder-page.tsx';
import {WizardProvider} from '../../../source/ui/steps/wizard-context.tsx';
import {keys, renderTest} from '../render-test.tsx';
import {contextOf, stateAt, still} from './scripted.tsx';

const cluster = (context: string): Cluster => ({
	context,
	cluster: context,
	server: `https://${context}.example.com`,
	isCurrent: context === 'lab',
});

async function open(hosting: 'kubernetes' | 'docker', clusters: Cluster[]) {
	const beginning = connectBeginning();
	const connect = {...beginning, answers: {...beginning.answers, hosting}};
	const {setup, asked} = still(stateAt('conductorone', {connect}));
	const withPlaces = {...setup, folder: () => '/files', clusters: async () => clusters};
	const app = await renderTest(
		<WizardProvider value={contextOf(withPlaces)}>
			<FolderPage />
		</WizardProvider>,
	);
	return {app, asked: () => asked.flatMap((one) => (one.type === 'connect' ? [one.action] : []))};
}

it('Kubernetes: asks for namespace, image and cluster, which nothing but a choice names', async () => {
	const {app, asked} = await open('kubernetes', [cluster('prod'), cluster('lab')]);
	await app.press(keys.enter);
	await app.waitForText('Which namespace');
	await app.press('Learning', keys.enter);
	await app.waitForText('lowercase letters');
	for (const _letter of 'Learning') await app.press(keys.backspace);
	await app.press('learning', keys.enter);
	await app.waitForText('Which image');
	await app.press('registry.example.com/litmos-connector:1.0', keys.enter);
	await app.waitForText('Plain manifests');
	await app.press(keys.enter);
	await app.waitForText('Secret store');
	await app.press(keys.enter);
	await app.waitForText('https://prod.example.com');
	// Enter alone applies nothing, to the current cluster least of all.
	await app.press(keys.enter);
	const place = {namespace: 'learning', image: 'registry.example.com/litmos-connector:1.0'};
	expect(asked()).toEqual([{type: 'folder/choose', folder: '/files', isApplied: false, place}]);
	await app.press(keys.down, keys.enter);
	expect(asked().at(-1)).toEqual({
		type: 'folder/choose',
		folder: '/files',
		isApplied: true,
		place: {...place, context: 'prod'},
	});
	await app.press(keys.escape);
	await app.waitForText('Secret store');
});

it('Kubernetes: files in another form, or with a secret store, are only written', async () => {
	const {app, asked} = await open('kubernetes', [cluster('prod')]);
	for (const text of ['Which namespace', 'Which image', 'Plain manifests']) {
		await app.press(keys.enter);
		await app.waitForText(text);
	}
	await app.press(keys.down, keys.down, keys.enter);
	await app.waitForText('Secret store');
	await app.press('Vault_1', keys.enter);
	await app.waitForText('ClusterSecretStore: lowercase letters');
	for (const _letter of 'Vault_1') await app.press(keys.backspace);
	await app.press('vault', keys.enter);
	const place = {packaging: 'helm', externalSecrets: 'vault'};
	expect(asked()).toEqual([{type: 'folder/choose', folder: '/files', isApplied: false, place}]);
	await app.press(keys.escape);
	await app.waitForText('Helm chart');
});

it('Kubernetes without kubectl: nothing is offered to apply to', async () => {
	const {app, asked} = await open('kubernetes', []);
	await app.press(keys.enter);
	await app.waitForText('Which namespace');
	await app.press(keys.enter);
	await app.waitForText('Which image');
	await app.press(keys.enter);
	await app.waitForText('Plain manifests');
	await app.press(keys.enter);
	await app.waitForText('Secret store');
	await app.press(keys.enter);
	expect(asked()).toEqual([{type: 'folder/choose', folder: '/files', isApplied: false, place: {}}]);
});

it('other ways: the folder is all', async () => {
	const {app, asked} = await open('docker', [cluster('prod')]);
	await app.press(keys.enter);
	expect(asked()).toEqual([{type: 'folder/choose', folder: '/files', isApplied: false}]);
});
