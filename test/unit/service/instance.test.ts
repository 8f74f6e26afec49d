import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {instanceName} from '../../../source/service/instance.ts';
import {type KeptReport, keepReport} from '../../../source/service/kept-reports.ts';

test('whatever a host is called, its files have a usable name that is its own', () => {
	fc.assert(
		fc.property(fc.string({maxLength: 300}), fc.string({maxLength: 300}), (one, other) => {
			const name = instanceName(one, '/state');
			expect(name).toMatch(/^[\w.-]*-[0-9a-f]{8}$/);
			expect(name.length).toBeLessThan(80);
			expect(instanceName(one, '/state')).toBe(name);
			expect(instanceName(other, '/state') === name).toBe(one === other);
			expect(instanceName(one, '/elsewhere')).not.toBe(name);
		}),
	);
});

test('a hundred reports are kept, the newest; one that changes stays one', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'reports-'));
	try {
		for (let n = 0; n < 103; n++) {
			const finishedAt = new Date(Date.UTC(2026, 0, 1, 0, 0, n)).toISOString();
			for (const outcome of ['on-its-way', 'taken'] as const) {
				await keepReport(folder, {finishedAt, task: {id: `task${n}`, outcome}} as KeptReport);
			}
		}
		const names = readdirSync(folder).sort();
		expect(names).toHaveLength(100);
		expect(names[0]).toBe('20260101T000003Z-task3.json');
	} finally {
		rmSync(folder, {recursive: true, force: true});
	}
});
