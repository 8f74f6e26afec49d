import stringWidth from 'string-width';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {type ExplorerClient, startExplorerOfC1z} from '../../../source/c1z/explorer-client.ts';
import {golden} from '../../unit/c1z/tenant.ts';
import {renderWizard, still} from './scripted.tsx';
import {scenes} from './states.ts';

const sizes = [
	[60, 16],
	[80, 24],
] as const;

let client: ExplorerClient;
beforeAll(async () => {
	client = await startExplorerOfC1z(golden('all-courses.c1z'));
});
afterAll(() => client.close());

/** Pictures of every screen in every state, as text to read; a change in one is to be looked at, not only accepted. */
for (const [name, scene] of Object.entries(scenes)) {
	const {sees, cost, context} = scene;
	const hasData = name.startsWith('preview-') && name !== 'preview-beginning';
	// One look for all: to start a thread for each takes longer than the rest of the test.
	const explore = async () => ({...client, close: async () => {}});
	const data = {...(hasData ? {workingFile: () => 'read', explore} : {}), ...context};
	it(`${name} shows what matters at every size, and looks as it did`, async () => {
		const pictures: string[] = [];
		const setup = () => still(scene.state, cost).setup;
		for (const [columns, rows] of sizes) {
			const app = await renderWizard(setup(), {columns, rows, theme: {isAscii: columns === 60}}, data);
			for (const words of sees)
				await app.waitFor((now) => isIn(now.replace(/\s+/g, ' '), words), `“${words}” at ${columns}×${rows}`);
			const frame = app.frame();
			const lines = frame.split('\n');
			expect(lines).toHaveLength(rows);
			expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(columns);
			expect(lines.at(-1)).toContain('help');
			pictures.push(`${columns}×${rows}${columns === 60 ? ', ASCII' : ''}`, frame, '');
			app.unmount();
		}
		const spoken = await renderWizard(setup(), {isScreenReader: true, rows: 60, columns: 100}, data);
		// The list is there a moment later.
		for (const words of sees.filter((each) => each === 'Ana Ruiz')) await spoken.waitForText(words);
		// What is being waited for shows itself after a moment.
		for (const words of sees.filter(
			(each) => typeof each === 'string' && /^(Asking|Starting|Checking)|so far$/.test(each),
		))
			await spoken.waitForText(words);
		const heard = spoken.frame();
		expect(heard).not.toMatch(/[│─█░◯◉❯●○]/);
		pictures.push('read aloud', heard);
		await expect(`${pictures.join('\n')}\n`).toMatchFileSnapshot(`frames/${name}.txt`);
	});
}

function isIn(text: string, wanted: string | RegExp): boolean {
	return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
}
