import {rmSync} from 'node:fs';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {readRows} from '../../../source/litmos/answer-rows.ts';
import {listingSources} from '../../../source/litmos/row-mapping.ts';
import {runSync} from '../../../source/sync/run-sync.ts';
import {defaultOptions} from '../../../source/sync/workspace.ts';
import {startLitmosSandbox} from '../../sandbox/litmos/server.ts';
import {Bench} from './bench.ts';

let litmos: Awaited<ReturnType<typeof startLitmosSandbox>>;
const bench = new Bench();

beforeAll(async () => {
	const size = {accounts: 40, courses: 12, teams: 3, enrolments: 160};
	litmos = await startLitmosSandbox({size, seed: 7, behaviour: {limiter: 'none'}});
});
afterAll(async () => {
	await litmos.close();
	rmSync(bench.folder, {recursive: true, force: true});
});

async function syncWith(extras: typeof defaultOptions.extras) {
	const target = {baseUrl: litmos.url, source: 'acme', apiKey: litmos.apiKey, pageSize: 7, minuteMs: 300};
	const job = {target, options: {...defaultOptions, extras}, folder: bench.folder, fresh: true};
	const report = await runSync(job, {onEvent: () => {}});
	return bench.contentOf(report.workingFile);
}

it('each kind of achievement is a resource, and whoever has earned it has a grant, over many pages', async () => {
	const plain = await syncWith([]);
	const content = await syncWith(['achievements']);
	const of = (rows: string[], others: string[]) => rows.filter((row) => !others.includes(row));
	const resources = of(content.resources, plain.resources);
	const grants = of(content.grants, plain.grants);
	// Every third course gives one to those who have completed it.
	expect(resources).toHaveLength(4);
	expect(grants.length).toBeGreaterThan(14);
	const completed = plain.grants.filter((row) => row.includes(':completed'));
	expect(grants.length).toBeLessThan(completed.length);
	for (const grant of grants) expect(grant).toMatch(/^achievement:(badge|certificate)-\S+:earned/);
	// Nothing else of the sync is different.
	expect(of(plain.resources, content.resources)).toEqual([]);
	expect(of(plain.grants, content.grants)).toEqual([]);
});

it.each(['Achievement', 'Course'])(
	'rows called %s are understood, and one without an account is not a row',
	async (name) => {
		const row = (fields: string) => `<${name}>${fields}</${name}>`;
		const one = '<UserId>u1</UserId><Title>Safe</Title><CourseId>c1</CourseId><Type>Badge</Type>';
		const body = `<Achievements>${row(one)}${row('<Title>Nobody’s</Title>')}</Achievements>`;
		const source = listingSources.achievements;
		const pieces = (async function* () {
			yield Buffer.from(body);
		})();
		const rows = await readRows(pieces, {
			root: [source.root],
			row: source.row,
			otherRow: source.otherRow,
			fields: source.fields,
		});
		expect(rows.map(source.map)).toMatchObject([
			{accountId: 'u1', title: 'Safe', courseId: 'c1', type: 'Badge'},
			{id: ''},
		]);
	},
);
