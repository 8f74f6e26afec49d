import {spawn} from 'node:child_process';
import {mkdtempSync, readdirSync, rmSync, symlinkSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {afterAll, beforeAll, expect, test} from 'vitest';
import type {SyncReport} from '../../../source/sync/events.ts';
import {resumeMessages} from '../../../source/sync/reading-messages.ts';
import {amount} from '../../long.ts';
import {type LitmosSandbox, startLitmosSandbox} from '../../sandbox/litmos/server.ts';
import {randomFrom} from '../litmos/simulation.ts';
import {Bench} from './bench.ts';

const concurrency = 6;
const leastKills = amount(50, 8);
const root = fileURLToPath(new URL('../../..', import.meta.url));
const folders: string[] = [];
let child: string;
let litmos: LitmosSandbox;

beforeAll(async () => {
	const folder = newFolder();
	child = join(folder, 'kill-child.mjs');
	// Bundled, it starts in a fraction of the time.
	await build({
		entryPoints: [join(root, 'test/unit/sync/kill-child.ts')],
		outfile: child,
		bundle: true,
		format: 'esm',
		platform: 'node',
		packages: 'external',
		logLevel: 'error',
	});
	symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
	litmos = await startLitmosSandbox({size: 'S', behaviour: {limiter: 'none', latencyMs: 1}});
});
afterAll(async () => {
	await litmos.close();
	for (const folder of folders) rmSync(folder, {recursive: true});
});

function newFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'litmos-kill-'));
	folders.push(folder);
	return folder;
}

interface Life {
	report: SyncReport | null;
	/** Why it went on, or began anew. */
	reason: string | undefined;
	asked: string[];
	stored: string[];
	killed: boolean;
}

/** Runs the child and kills it with SIGKILL so many lines, then so many milliseconds, after its start. */
async function live(folder: string, killAt: {line: number; ms: number} | null): Promise<Life> {
	const args = ['--disable-warning=ExperimentalWarning', child, folder, litmos.url, litmos.source, litmos.apiKey];
	const running = spawn(process.execPath, args, {stdio: ['ignore', 'pipe', 'inherit']});
	let text = '';
	let isDue = false;
	running.stdout.setEncoding('utf8').on('data', (piece: string) => {
		text += piece;
		if (!killAt || isDue || text.split('\n').length <= killAt.line) return;
		isDue = true;
		setTimeout(() => running.kill('SIGKILL'), killAt.ms);
	});
	const signal = await new Promise((resolve) => running.on('close', (_, by) => resolve(by)));
	const lines = text.split('\n').slice(0, -1);
	const of = (verb: string) =>
		lines.flatMap((line) => (line.startsWith(`${verb} `) ? [line.slice(verb.length + 1)] : []));
	const last = lines.at(-1) ?? '';
	return {
		report: last.startsWith('{') ? (JSON.parse(last) as SyncReport) : null,
		reason: of('starts')[0],
		asked: of('asks'),
		stored: of('stored'),
		killed: signal === 'SIGKILL',
	};
}

test('killed at random instants and started again: nothing stored is asked again, and the result is the same', async () => {
	const random = randomFrom(20_240_607);
	const content = new Bench();
	const whole = await live(newFolder(), null);
	const wanted = {...content.contentOf(whole.report!.workingFile), requests: 0};
	expect(wanted.grants.length).toBeGreaterThan(1000);
	let kills = 0;
	// Up to its last line and some 20 ms beyond: closing the file is among the instants.
	const lines = whole.asked.length + whole.stored.length + 1;
	const lane = async () => {
		while (kills < leastKills) {
			const folder = newFolder();
			const stored = new Set<string>();
			let asked = 0;
			let deaths = 0;
			let report: SyncReport | null = null;
			while (!report) {
				const life = await live(folder, {line: Math.floor(random() * lines), ms: Math.floor(random() * 30)});
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
