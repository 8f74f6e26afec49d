import {join} from 'node:path';
import {expect, it} from 'vitest';
import {startExplorerOfC1z} from '../../../source/c1z/explorer-client.ts';
import {typedPath} from '../../../source/files/typed-path.ts';
import {golden} from '../../unit/c1z/tenant.ts';
import {keys} from '../render-test.tsx';
import {renderWizard, stateAt, still} from './scripted.tsx';

async function atQuestion() {
	const openFile = (typed: string, signal: AbortSignal) => startExplorerOfC1z(typedPath(typed), {signal});
	const {setup, asked} = still(stateAt('start'));
	const app = await renderWizard(setup, {}, {openFile});
	await app.waitForText('Open a sync file');
	await app.press(keys.down, keys.down, keys.enter);
	await app.waitForText('Which sync file do you want to open?');
	return {app, asked};
}

it('opens a sync file from the first page; Esc leads back to the question, then to the first page', async () => {
	const {app, asked} = await atQuestion();
	await app.press(golden('all-courses.c1z'), keys.enter);
	await app.waitForText('❯ Ana Ruiz');
	expect(app.frame()).toMatch(/Accounts 4 +Teams/);
	await app.press(keys.escape);
	await app.waitForText('Which sync file');
	await app.press(keys.escape);
	await app.waitForText('Try the sandbox');
	// Nothing was asked of the setup.
	expect(asked).toEqual([]);
});

it('says what is wrong with a path, and takes another one', async () => {
	const {app} = await atQuestion();
	await app.press(keys.enter);
	await app.waitForText('Enter the path of a file.');
	await app.press('no-such.c1z', keys.enter);
	await app.waitForText('doesn’t exist, or you can’t access its folder.');
	await app.press(...Array.from({length: 'no-such.c1z'.length}, () => keys.backspace));
	await app.press(golden('README.md').replace('/expected', ''), keys.enter);
	await app.waitForText(/isn.t a sync file/);
});

it('knows paths as terminals give them: quoted, escaped, from home', () => {
	const of = (text: string) => typedPath(text, '/home/ada', false);
	expect(of("'/tmp/my sync.c1z' ")).toBe('/tmp/my sync.c1z');
	expect(of('/tmp/my\\ sync.c1z')).toBe('/tmp/my sync.c1z');
	expect(of('~/sync.c1z')).toBe('/home/ada/sync.c1z');
	expect(of('sync.c1z')).toBe(join(process.cwd(), 'sync.c1z'));
	expect(typedPath('C:\\syncs\\a.c1z', 'C:\\Users\\ada', true)).toContain('C:\\syncs\\a.c1z');
});
