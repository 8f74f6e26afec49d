import {readdirSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import type {ReactNode} from 'react';
import {expect, it} from 'vitest';
import {Shell} from '../../source/ui/components/shell/shell.tsx';
import type {ShellStep} from '../../source/ui/components/shell/shell-state.ts';
import {renderTest} from './render-test.tsx';

const names = readdirSync(fileURLToPath(new URL('./examples', import.meta.url)))
	.filter((file) => file.endsWith('.tsx') && file !== 'show.tsx')
	.map((file) => file.slice(0, -'.tsx'.length));
const steps: ShellStep[] = ['Litmos', 'Courses', 'Preview', 'ConductorOne', 'Push'].map((label, index) => ({
	id: label,
	label,
	state: index === 0 ? 'done' : index === 1 ? 'current' : 'open',
}));
const sizes = [
	[60, 16],
	[80, 24],
] as const;

/** Pictures of every component, as text to read; a change in one is to be looked at, not only accepted. */
for (const name of names) {
	it(`${name} looks as it did, and fits the window`, async () => {
		const example = (await import(`./examples/${name}.tsx`)) as {default: ReactNode};
		const pictures: string[] = [];
		const screen = (
			<Shell steps={steps} onBack={() => {}}>
				{example.default}
			</Shell>
		);
		for (const [columns, rows] of sizes) {
			for (const isAscii of [columns === 60]) {
				const app = await renderTest(screen, {columns, rows, theme: {isAscii}});
				if (name === 'spinner') await app.waitForText('Asking');
				if (name === 'table') await app.waitForText('person0');
				const frame = app.frame();
				// Too tall or too wide would have pushed the first line out or the last one away from its place.
				const lines = frame.split('\n');
				expect(lines).toHaveLength(rows);
				expect(lines[0]).toContain('Courses');
				expect(lines.at(-1)).toMatch(/(\?|Ctrl-G) help/);
				pictures.push(`${columns}×${rows}${isAscii ? ', ASCII' : ''}`, frame, '');
				app.unmount();
			}
		}
		const spoken = await renderTest(screen, {isScreenReader: true, rows: 40});
		if (name === 'spinner') await spoken.waitForText('Asking');
		if (name === 'table') await spoken.waitForText('person0');
		pictures.push('read aloud', spoken.frame());
		await expect(`${pictures.join('\n')}\n`).toMatchFileSnapshot(`frames/${name}.txt`);
	});
}
