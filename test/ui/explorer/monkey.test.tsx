import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import stringWidth from 'string-width';
import {expect, test} from 'vitest';
import {startExplorerOfC1z} from '../../../source/c1z/explorer-client.ts';
import {Shell} from '../../../source/ui/components/shell/shell.tsx';
import {Explorer} from '../../../source/ui/explorer/explorer.tsx';
import {useTerminal} from '../../../source/ui/terminal.tsx';
import {ctrl, keys, renderTest} from '../render-test.tsx';

const golden = (name: string) => fileURLToPath(new URL(`../../golden/expected/${name}.c1z`, import.meta.url));

// More Enter and Tab than a monkey would press: they lead to places.
const presses = [
	...Object.values(keys),
	...Array.from({length: 12}, () => keys.enter),
	...Array.from({length: 8}, () => keys.tab),
	...'aeos? é日\u0301',
	...'adefklnorstuw'.split('').map(ctrl),
	'ab\r',
	'\x1b[200~pasted\ntext\x1b[201~',
];

/** Repeatable: a plain linear congruential generator. */
function* numbers(seed: number): Generator<number, never> {
	let state = seed;
	for (;;) {
		state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
		yield state >> 8;
	}
}

test.each([3, 4])('whatever is pressed, the frame holds and there is a way out (seed %i)', async (seed) => {
	const folder = mkdtempSync(join(tmpdir(), 'explorer-monkey-'));
	const client = await startExplorerOfC1z(golden('all-courses'));
	function App() {
		const {leave} = useTerminal();
		return (
			<Shell steps={[]}>
				<Explorer
					client={client}
					earlier={golden('one-course')}
					folder={folder}
					onBack={() => leave({transcript: 'out'})}
				/>
			</Shell>
		);
	}
	let hasEnded = false;
	const begin = async () => {
		hasEnded = false;
		const begun = await renderTest(<App />, {columns: 80, rows: 20});
		begun.ending.then(() => {
			hasEnded = true;
		});
		return begun;
	};
	let app = await begin();
	try {
		const random = numbers(seed);
		const history: string[] = [];
		for (let step = 0; step < 120; step++) {
			const number = random.next().value;
			const press = presses[number % presses.length]!;
			history.push(press);
			if (number % 50 === 0) await app.resize(60 + (number % 90), 16 + (number % 20));
			await app.press(press);
			if (hasEnded) {
				// Esc at the outermost list left, as it should: begin again.
				app = await begin();
				continue;
			}
			const lines = app.frame().split('\n');
			const said = `${app.columns}×${app.rows} after ${JSON.stringify(history.slice(-10))}\n${app.frame()}`;
			expect(lines, said).toHaveLength(app.rows);
			for (const line of lines) expect(stringWidth(line), said).toBeLessThanOrEqual(app.columns);
			expect(lines.at(-1), said).toMatch(/help|Esc/);
			expect(said).not.toContain('could not be drawn');
		}
		for (let step = 0; step < 300; step++) {
			if (hasEnded) break;
			await app.press(keys.escape);
		}
		expect(await app.ending).toMatchObject({exit: 0, transcript: 'out'});
	} finally {
		app.unmount();
		await client.close();
		rmSync(folder, {recursive: true, force: true});
	}
});
