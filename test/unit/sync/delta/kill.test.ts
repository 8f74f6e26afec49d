import {cpSync, readdirSync} from 'node:fs';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {amount} from '../../../long.ts';
import {type LitmosSandbox, startLitmosSandbox} from '../../../sandbox/litmos/server.ts';
import {randomFrom, SimulatedClock} from '../../litmos/simulation.ts';
import {Killable, type Life} from '../killable.ts';
import {compare} from './hourly.ts';
import {startTraffic, truth} from './traffic.ts';

const kills = amount(50, 2);
const minuteMs = 60_000;
const clock = new SimulatedClock();
const random = randomFrom(20_261_129);
let killable: Killable;
let litmos: LitmosSandbox;
/** How far Litmos is ahead of this machine, ms. */
let later = 0;
/** What was true since the first sync began that has a part in the file. */
let truths: Map<string, boolean>[] = [];

const now = () => Date.now() + later;

beforeAll(async () => {
	killable = await Killable.make();
	litmos = await startLitmosSandbox({size: 'S', now, behaviour: {limiter: 'none', latencyMs: 1}});
	startTraffic({tenant: litmos.tenant, clock, now}, 1, 1, () => truths.push(truth(litmos.tenant)));
});
afterAll(async () => {
	await litmos.close();
	killable.remove();
});

function change(count: number): void {
	for (let left = count; left > 0; left--) clock.step();
}

/** Some minutes after the one before, with changes in between and meanwhile. */
async function sync(folder: string, killAt: {line: number; ms: number} | null = null): Promise<Life> {
	later += 3 * minuteMs;
	change(10);
	truths.push(truth(litmos.tenant));
	let line = 0;
	const onLine = () => {
		if (++line % 20 === 0) change(1);
	};
	const life = await killable.live(folder, litmos, killAt, {way: 'by-changes', onLine});
	if (life.report) {
		expect(compare(life.report.workingFile, truths)).toEqual([]);
		truths = [];
	}
	return life;
}

/** A folder with what a sync needs that leaves lists out, and how many lines such a sync says. */
async function proven(): Promise<{folder: string; lines: number}> {
	const folder = killable.newFolder();
	for (let tries = 0; tries < 30; tries++) {
		const {report, asked, stored} = await sync(folder);
		if (report!.delta!.leftOut > 40) return {folder, lines: asked.length + stored.length + 1};
	}
	throw new Error('nothing was ever left out');
}

test('killed at random instants and started again, a delta sync gives a true file or reads everything', async () => {
	const {folder: before, lines} = await proven();
	const ends = {resumed: 0, anew: 0};
	for (let killed = 0; killed < kills; ) {
		const folder = killable.newFolder();
		cpSync(before, folder, {recursive: true});
		truths = [];
		// Up to its last line and some 20 ms beyond: storing what the next sync builds on is among the instants.
		const life = await sync(folder, {line: Math.floor(random() * (lines + 1)), ms: Math.floor(random() * 30)});
		if (!life.killed) continue;
		killed++;
		const {delta} = (await sync(folder)).report!;
		const reasons = new Set(Object.values(delta!.full));
		if (reasons.has('resumed')) {
			expect(delta!.leftOut).toBe(0);
			expect([...reasons]).toEqual(['resumed']);
			ends.resumed++;
		} else ends.anew++;
		// What the sync after it builds on is right, too.
		const next = (await sync(folder)).report!.delta!;
		if (reasons.has('resumed')) expect(new Set(Object.values(next.full))).toEqual(new Set(['first']));
		expect(next.untold).toBe(0);
		expect(readdirSync(folder).filter((name) => name.includes('.lock'))).toEqual([]);
	}
	expect(ends.resumed).toBeGreaterThan(0);
	expect(ends.resumed + ends.anew).toBe(kills);
}, 3_600_000);
