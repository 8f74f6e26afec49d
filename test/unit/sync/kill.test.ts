import {readdirSync} from 'node:fs';
import {afterAll, beforeAll, expect, test} from 'vitest';
import type {SyncReport} from '../../../source/sync/events.ts';
import {resumeMessages} from '../../../source/sync/reading-messages.ts';
import {amount} from '../../long.ts';
import {type LitmosSandbox, startLitmosSandbox} from '../../sandbox/litmos/server.ts';
import {randomFrom} from '../litmos/simulation.ts';
import {Bench} from './bench.ts';
import {Killable} from './killable.ts';

const concurrency = 6;
const leastKills = amount(50, 4);
let killable: Killable;
let litmos: LitmosSandbox;

beforeAll(async () => {
	killable = await Killable.make();
	litmos = await startLitmosSandbox({size: 'S', behaviour: {limiter: 'none', latencyMs: 1}});
});
afterAll(async () => {
	await litmos.close();
	killable.remove();
});

test('killed at random instants and started again: nothing stored is asked again, and the result is the same', async () => {
	const random = randomFrom(20_240_607);
	const content = new Bench();
	const whole = await killable.live(killable.newFolder(), litmos, null);
	const wanted = {...content.contentOf(whole.report!.workingFile), requests: 0};
	expect(wanted.grants.length).toBeGreaterThan(1000);
	let kills = 0;
	// Up to its last line and some 20 ms beyond: closing the file is among the instants.
	const lines = whole.asked.length + whole.stored.length + 1;
	const lane = async () => {
		while (kills < leastKills) {
			const folder = killable.newFolder();
			const stored = new Set<string>();
			let asked = 0;
			let deaths = 0;
			let report: SyncReport | null = null;
			while (!report) {
				const killAt = {line: Math.floor(random() * lines), ms: Math.floor(random() * 30)};
				const life = await killable.live(folder, litmos, killAt);
				// Killed after its end, its sync is there whole.
				if (stored.size > 0 && life.reason)
					expect([resumeMessages.goesOn, resumeMessages.unused]).toContain(life.reason);
				expect(life.asked.filter((request) => stored.has(request))).toEqual([]);
				for (const page of life.stored) stored.add(page);
				asked += life.asked.length;
				if (life.killed) deaths++;
				report = life.report;
			}
			kills += deaths;
			expect({...content.contentOf(report.workingFile), requests: 0}).toEqual(wanted);
			expect(report.counts).toEqual(whole.report!.counts);
			// Only what was under way at each kill may have been asked again.
			expect(asked - whole.asked.length).toBeLessThanOrEqual(deaths * concurrency);
			expect(readdirSync(folder).filter((name) => name.includes('.lock'))).toEqual([]);
		}
	};
	await Promise.all([lane(), lane()]);
	content.remove();
	expect(kills).toBeGreaterThanOrEqual(leastKills);
}, 300_000);
