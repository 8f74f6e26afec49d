import {spawn} from 'node:child_process';
import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {openWorkingFile} from '../../../source/c1z/working-file.ts';
import {startLitmosSandbox} from '../../../source/sandbox/litmos/server.ts';
import type {SyncReport} from '../../../source/sync/sync.types.ts';

const concurrency = 6;
const child = fileURLToPath(new URL('kill-child.ts', import.meta.url));

/** Runs the child until it has stored so many pages, then kills it; gives the report when it ended before. */
async function run(args: string[], killAfter: number): Promise<SyncReport | null> {
	const process_ = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', child, ...args], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	let text = '';
	process_.stdout.setEncoding('utf8').on('data', (chunk: string) => {
		text += chunk;
		if (text.split('page\n').length > killAfter) process_.kill('SIGKILL');
	});
	await new Promise((resolve) => process_.on('close', resolve));
	const last = text.trimEnd().split('\n').at(-1) ?? '';
	return last.startsWith('{') ? (JSON.parse(last) as SyncReport) : null;
}

function grantsOf(path: string): string[] {
	const file = openWorkingFile(path, {readOnly: true});
	try {
		return [...file.grants()].map((row) => `${row.entitlementId}:${row.principalId}`).sort();
	} finally {
		file.close();
	}
}

test('killed three times and started again: the same result, and only what was under way is asked again', async () => {
	const litmos = await startLitmosSandbox({size: 'S', behaviour: {limiter: 'none', latencyMs: 2}});
	const folders = [mkdtempSync(join(tmpdir(), 'litmos-kill-')), mkdtempSync(join(tmpdir(), 'litmos-kill-'))] as const;
	const args = (folder: string) => [folder, litmos.url, litmos.source, litmos.apiKey];
	try {
		const whole = (await run(args(folders[1]), Number.POSITIVE_INFINITY))!;
		const requests = litmos.report().totalRequests;
		litmos.resetCounters();
		for (const killAfter of [2, 9, 31]) expect(await run(args(folders[0]), killAfter)).toBeNull();
		const report = (await run(args(folders[0]), Number.POSITIVE_INFINITY))!;
		expect(report.resumed).toBe(true);
		expect(report.counts).toEqual(whole.counts);
		expect(report.warnings).toEqual(whole.warnings);
		expect(grantsOf(report.workingFile)).toEqual(grantsOf(whole.workingFile));
		expect(litmos.report().totalRequests - requests).toBeLessThanOrEqual(3 * concurrency);
		expect(readdirSync(folders[0]).filter((name) => name.includes('.lock'))).toEqual([]);
	} finally {
		await litmos.close();
		for (const folder of folders) rmSync(folder, {recursive: true});
	}
});
