import {expect, test} from 'vitest';
import {amount, isLong} from '../long.ts';
import {seededRandom} from '../sandbox/random.ts';
import {answered, faultOf, pause, randomKey, randomSize, sizes} from './monkey.ts';
import {type Place, places} from './monkey-places.ts';
import {keys, type Terminal} from './terminal.ts';

/** To play a failure again: LITMOS_MONKEY_SEED. For longer runs LITMOS_MONKEY_KEYS, for one place LITMOS_MONKEY_PLACE. */
const {
	LITMOS_MONKEY_SEED: seed = '6',
	LITMOS_MONKEY_KEYS: keysWanted = amount('10000', '200'),
	LITMOS_MONKEY_PLACE: onlyPlace,
} = process.env;
const total = Number(keysWanted);
/** Where `npm test` plays: one place of each kind of page. */
const sampled = [
	'the first page',
	'the picker of courses',
	'the preview while it is read',
	'a saved file',
	'the plan',
	'the question of connect',
];
const isPlayed = (name: string) => (onlyPlace === undefined ? isLong || sampled.includes(name) : name === onlyPlace);
/** Keys of one start of the program at most; then the way out is tried, and it starts anew. */
const perStart = 400;
/** So many programs at once; they mostly wait. */
const atOnce = 3;
/** Longest wait for the end after Ctrl-C, ms. A limit against hanging. */
const patience = 60_000;

/** Plays at one place until the keys are spent. */
async function play(name: string, place: Place, random: () => number, count: number): Promise<number> {
	let pressed = 0;
	while (pressed < count) {
		const size = sizes[Math.floor(random() * sizes.length)] ?? sizes[0];
		const terminal = await place.open(size);
		const history: string[] = [];
		try {
			await pressAtRandom(terminal, place, random, Math.min(count - pressed, perStart), history);
			pressed += history.length;
			await leave(terminal, place, history);
		} catch (error) {
			const words = error instanceof Error ? error.message : String(error);
			const last = history.slice(-40).join(' ');
			const where = `${name}, LITMOS_MONKEY_SEED=${seed}, ${terminal.columns}×${terminal.rows}`;
			throw new Error(`${where}: ${words}\nThe last keys: ${last}\n${terminal.screen()}`, {cause: error});
		} finally {
			await terminal.close();
		}
	}
	return pressed;
}

async function pressAtRandom(
	terminal: Terminal,
	place: Place,
	random: () => number,
	limit: number,
	history: string[],
): Promise<void> {
	const {answer = answered} = place;
	while (history.length < limit && terminal.ending === undefined) {
		if (random() < 0.06) {
			const [columns, rows] = randomSize(random);
			history.push(`<${columns}×${rows}>`);
			const before = terminal.overflows.length;
			terminal.resize(columns, rows);
			// Twice: the keys of the first may be read before the news of the size.
			await answer(terminal);
			await pause(20);
			await answer(terminal);
			// What was on its way when the window shrank could not know; the test below leaves nothing on its way.
			terminal.overflows.length = before;
		}
		const batch = 8 + Math.floor(random() * 13);
		for (let key = 0; key < batch; ) {
			const together = random() < 0.5 ? 1 : 2 + Math.floor(random() * 5);
			const chunk = Array.from({length: together}, () => randomKey(random));
			if (!terminal.send(chunk.join(''))) break;
			history.push(...chunk.map((each) => JSON.stringify(each)));
			key += together;
			await pause(10);
		}
		await pause(30);
		await answer(terminal);
		expectNoFault(terminal);
	}
}

async function leave(terminal: Terminal, place: Place, history: string[]): Promise<void> {
	if (place.endsByEscape) {
		for (let press = 0; press < 12 && terminal.ending === undefined; press++) {
			terminal.send(keys.escape);
			history.push('Esc');
			await pause(60);
			await answered(terminal);
		}
		if (terminal.ending === undefined) throw new Error('Esc does not lead out');
	} else if (terminal.send(keys['ctrl-c'])) {
		history.push('Ctrl-C');
		let timer: NodeJS.Timeout | undefined;
		const stuck = new Promise<never>((_, reject) => {
			timer = setTimeout(() => reject(new Error('Ctrl-C does not lead out')), patience);
		});
		await Promise.race([terminal.ended, stuck]).finally(() => clearTimeout(timer));
	}
	const {exitCode, signal} = await terminal.ended;
	expectNoFault(terminal);
	const written = terminal.written();
	const lastOf = (sequence: string) => written.lastIndexOf(sequence);
	expect({
		isFine: [0, 130, ...(place.exitCodes ?? [])].includes(exitCode) || exitCode,
		signal,
		screen: terminal.buffer.type,
		marksPastes: terminal.marksPastes,
		hidesCursor: lastOf('\u001b[?25l') > lastOf('\u001b[?25h'),
		cutsLines: lastOf('\u001b[?7l') > lastOf('\u001b[?7h'),
	}).toEqual({
		isFine: true,
		signal: undefined,
		screen: 'normal',
		marksPastes: false,
		hidesCursor: false,
		cutsLines: false,
	});
}

function expectNoFault(terminal: Terminal): void {
	const fault = faultOf(terminal);
	if (fault !== undefined) throw new Error(fault);
}

test(`${total} random keys: no crash, no frame too large, always a way out`, {timeout: 1_200_000}, async () => {
	expect(Object.keys(places)).toEqual(expect.arrayContaining(sampled));
	// Counted before choosing, so that a place alone gets the keys it got among all.
	const chosen = [...Object.entries(places).entries()].filter(([, [name]]) => isPlayed(name));
	const weights = chosen.reduce((sum, [, [, {weight = 1}]]) => sum + weight, 0);
	const failures: string[] = [];
	let pressed = 0;
	const waiting = chosen.values();
	const work = async () => {
		for (const [number, [name, place]] of waiting) {
			const random = seededRandom(Number(seed) * 1000 + number);
			const share = Math.ceil((total * (place.weight ?? 1)) / weights);
			await play(name, place, random, share).then(
				(keys) => (pressed += keys),
				(error: Error) => failures.push(error.message),
			);
		}
	};
	await Promise.all(Array.from({length: atOnce}, work));
	expect(failures.join('\n\n')).toBe('');
	expect(pressed).toBeGreaterThanOrEqual(total);
});

test('a window that shrinks never sees a frame of its former size', async () => {
	const terminal = await places['the preview']!.open([200, 50]);
	for (const [columns, rows] of [
		[133, 31],
		[200, 50],
		[60, 16],
		[30, 8],
		[200, 50],
		[12, 3],
		[60, 40],
		[60, 16],
	] as const) {
		await terminal.settled();
		terminal.resize(columns, rows);
		// No key in between: it might be read before the news of the size.
		await terminal.settled(150);
		expect(faultOf(terminal), `${columns}×${rows}\n${terminal.screen()}`).toBeUndefined();
	}
});
