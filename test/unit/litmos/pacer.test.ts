import {describe, expect, it, vi} from 'vitest';
import {createPacer, type PacerOptions, type Turn} from '../../../source/litmos/pacer.ts';
import {SimulatedClock} from './simulation.ts';

function setUp(options: Partial<PacerOptions> = {}) {
	const clock = new SimulatedClock();
	const pacer = createPacer({requestsPerMinute: 3, concurrency: 2, clock, random: () => 0, ...options});
	const given: string[] = [];
	const ask = (name: string, signal?: AbortSignal) =>
		pacer.turn(signal).then((turn) => {
			given.push(name);
			return turn;
		});
	return {clock, pacer, given, ask};
}
const finish = (turn: Turn) => {
	turn.settle({kind: 'accepted'});
	turn.release();
};
/** Lets what is already decided happen. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('createPacer', () => {
	it('gives turns in order, no more at once than allowed', async () => {
		const {given, ask} = setUp();
		const [first] = [ask('a'), ask('b'), ask('c')];
		await settled();
		expect(given).toEqual(['a', 'b']);
		finish(await first!);
		await settled();
		expect(given).toEqual(['a', 'b', 'c']);
	});

	it('waits for the minute when it is used up', async () => {
		const {clock, pacer, given, ask} = setUp({concurrency: 10});
		for (const name of ['a', 'b', 'c', 'd']) void ask(name).then(finish);
		await settled();
		expect(given).toEqual(['a', 'b', 'c']);
		expect(pacer.waitFor()).toBe(60_050);
		clock.step();
		await settled();
		expect(given).toEqual(['a', 'b', 'c', 'd']);
		expect(clock.now()).toBe(60_050);
	});

	it('rejects at once on abort and leaves no timer behind', async () => {
		const {clock, given, ask} = setUp({requestsPerMinute: 1});
		finish(await ask('a'));
		const stop = new AbortController();
		const waiting = ask('b', stop.signal);
		expect(clock.pending).toBe(1);
		stop.abort();
		await expect(waiting).rejects.toMatchObject({code: 'cancelled'});
		await expect(ask('c', stop.signal)).rejects.toMatchObject({code: 'cancelled'});
		expect(clock.pending).toBe(0);
		expect(given).toEqual(['a']);
	});

	it('gives the place of a waiting one that left to the next', async () => {
		const {clock, given, ask} = setUp({requestsPerMinute: 1});
		finish(await ask('a'));
		const stop = new AbortController();
		const left = ask('b', stop.signal).catch(() => {});
		void ask('c');
		stop.abort();
		await left;
		while (clock.step());
		await settled();
		expect(given).toEqual(['a', 'c']);
	});

	it('tells of a pause once and then lets one request feel its way', async () => {
		const onPause = vi.fn();
		const {clock, given, ask} = setUp({requestsPerMinute: 100, concurrency: 3, onPause});
		const turns = await Promise.all([ask('a'), ask('b'), ask('c')]);
		for (const turn of turns) {
			turn.settle({kind: 'throttled', status: 503});
			turn.release();
		}
		const retries = [ask('a2'), ask('b2'), ask('c2')];
		expect(onPause.mock.calls).toEqual([[1_500, 503]]);
		clock.step();
		await settled();
		expect(given.slice(3)).toEqual(['a2']);
		finish(await retries[0]!);
		await settled();
		expect(given.slice(3)).toEqual(['a2', 'b2', 'c2']);
	});

	it('frees a turn that was never settled', async () => {
		const {given, ask} = setUp({concurrency: 1});
		const turn = await ask('a');
		turn.release();
		turn.release();
		void ask('b');
		void ask('c');
		await settled();
		expect(given).toEqual(['a', 'b']);
	});
});
