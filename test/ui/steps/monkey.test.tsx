import {expect, it} from 'vitest';
import {Problem} from '../../../source/problem/problem.ts';
import {createSetup} from '../../../source/setup/setup.ts';
import type {Step} from '../../../source/setup/state.ts';
import {ctrl, keys} from '../render-test.tsx';
import {renderWizard} from './scripted.tsx';
import {servicesWith} from './services.ts';

const key = 'f00dfeed-0000-4000-8000-litmosapikey1';
const presses = [
	...Object.values(keys).filter((each) => each !== keys.escape),
	// Enter leads on, so it comes more often than the rest.
	...Array.from({length: 12}, () => keys.enter),
	...'aceirsxyz129?/ é日🚗',
	...'abdeklnorstuw'.split('').map(ctrl),
	`\x1b[200~${key}\x1b[201~`,
	'\x1b[200~CRS-1\nGDPR,11\x1b[201~',
	'\x1b[200~a-b-1@acme.conductor.one/x\nsecret-token:conductorone.com:v1:e30\n\x1b[201~',
	'\x1b[<0;3;3M',
	'\x00',
];

/** Repeatable: a plain linear congruential generator. */
function* numbers(seed: number): Generator<number, never> {
	let state = seed;
	for (;;) {
		state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
		yield state >> 8;
	}
}

it.each([1, 2, 3])('the set-up survives whatever is pressed and always leaves (seed %i)', async (seed) => {
	const random = numbers(seed);
	/** Work that fails now and then, as networks do. */
	const luck = async () => {
		if (random.next().value % 3 === 0) {
			throw new Problem({code: 'network/unreachable', what: 'The network is gone.', why: 'Nobody knows. '.repeat(20)});
		}
	};
	const plain = servicesWith();
	const services = servicesWith({
		checkLitmos: luck,
		listCourses: async (...args) => {
			await luck();
			await plain.listCourses(...args);
		},
		startSync: (...args) => ({done: luck().then(() => plain.startSync(...args).done), cancel: () => {}}),
		checkCredential: async (...args) => {
			await luck();
			return plain.checkCredential(...args);
		},
		push: async (...args) => {
			await luck();
			return plain.push(...args);
		},
	});
	const setup = createSetup({services, answers: {source: 'acme'}});
	const visited = new Set<Step>();
	setup.subscribe(() => visited.add(setup.getState().step));
	const app = await renderWizard(setup, {columns: 70, rows: 18, onInterrupt: () => 'left'});
	const history: string[] = [];
	let hasEnded = false;
	void app.ending.then(() => {
		hasEnded = true;
	});
	for (let step = 0; step < 300 && !hasEnded; step++) {
		const number = random.next().value;
		const press = number % 37 === 0 ? keys.escape : (presses[number % presses.length] ?? '');
		history.push(press);
		if (number % 61 === 0) await app.resize(56 + (number % 100), 14 + (number % 30));
		await app.press(press);
		if (hasEnded) break;
		const frame = app.frame();
		const lines = frame.split('\n');
		const said = `${app.columns}×${app.rows} after ${JSON.stringify(history.slice(-10))}\n${frame}`;
		if (app.columns < 60 || app.rows < 16) {
			expect(lines[0], said).toContain('This window is too small');
			continue;
		}
		expect(lines[0], said).toMatch(/ Litmos . .* Push|litmos-connector|A(ll keys on|bout) this page/);
		expect(lines, said).toHaveLength(app.rows);
		expect(lines.at(-1), said).toMatch(/(\?|Ctrl-G|close) help/);
		expect(frame, said).not.toContain(key);
	}
	if (!hasEnded) await app.press(ctrl('c'));
	// Finishing and pushing later are ways out as well.
	expect([0, 130]).toContain((await app.ending).exit);
	expect(visited.size).toBeGreaterThan(3);
});
