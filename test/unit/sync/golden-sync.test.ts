import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {toJson} from '@bufbuild/protobuf';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {openWorkingFile} from '../../../source/c1z/working-file.ts';
import {EntitlementSchema, ResourceSchema, ResourceTypeSchema} from '../../../source/proto/model.ts';
import {registry} from '../../../source/proto/registry.ts';
import {runSync} from '../../../source/sync/run-sync.ts';
import {defaultOptions} from '../../../source/sync/workspace.ts';
import {entitlementsOf, grantsOf, resourceTypesOf} from '../c1z/rows.ts';
import {asSet, expected, inNewestForm} from '../connector/golden.ts';

/** Serves the recorded answers, and nothing else: an unexpected request is a 404. */
const input = new URL('../../golden/input/', import.meta.url);
let server: Server;
let baseUrl: string;
let folder: string;
const requests: string[] = [];

beforeAll(async () => {
	server = createServer((request, response) => {
		const url = new URL(request.url!, 'http://x');
		const path = url.pathname.replace(/^\/v1\.svc\//, '');
		const start = Number(url.searchParams.get('start') ?? 0);
		if (start === 0) requests.push(path);
		const file = new URL(`${path.replace(/^(team|course)s\//, '$1-').replaceAll('/', '-')}.xml`, input);
		if (!existsSync(file)) {
			response.writeHead(404).end();
			return;
		}
		response
			.writeHead(200, {'content-type': 'application/xml; charset=utf-8'})
			.end(rowsFrom(readFileSync(file, 'utf8'), start));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	folder = mkdtempSync(join(tmpdir(), 'litmos-golden-'));
});
afterAll(() => {
	server.close();
	rmSync(folder, {recursive: true});
});

/** A recorded list from a row on. */
function rowsFrom(xml: string, start: number): string {
	let row = 0;
	const child = /<(User|Team|Course)>.*?<\/\1>/gs;
	return start === 0 ? xml : xml.replaceAll(child, (text) => (row++ < start ? '' : text));
}

test.each([
	['all-courses', null, 10],
	['one-course', ['TimFniOt0ZQ1'], 8],
])('from the same answers, the same rows as baton-litmos: %s', async (name, courses, count) => {
	requests.length = 0;
	const report = await runSync(
		{target: {baseUrl, source: 'acme', apiKey: 'key'}, options: {...defaultOptions, courses}, folder, fresh: true},
		{onEvent: () => {}},
	);
	expect(requests).toHaveLength(count);
	const file = openWorkingFile(report.workingFile, {readOnly: true});
	try {
		const resources = ['user', 'team', 'course'].flatMap((type) => [...file.resources(type)]);
		// biome-ignore-start lint/suspicious/noExplicitAny: JSON of another program
		expect(asSet(resourceTypesOf(file).map((type) => toJson(ResourceTypeSchema, type, {registry})))).toEqual(
			asSet(expected(`${name}.resource-types`).resourceTypes.map((row: any) => row.resourceType)),
		);
		expect(asSet(resources.map((resource) => toJson(ResourceSchema, resource, {registry})))).toEqual(
			asSet(expected(`${name}.resources`).resources.map((row: any) => inNewestForm(row.resource))),
		);
		expect(asSet(entitlementsOf(file).map((row) => toJson(EntitlementSchema, row, {registry})))).toEqual(
			asSet(
				expected(`${name}.entitlements`).entitlements.map((row: any) => ({
					...row.entitlement,
					resource: inNewestForm(row.entitlement.resource),
				})),
			),
		);
		expect(
			grantsOf(file)
				.map((row) => `${row.entitlementId}:${row.principalType}:${row.principalId}`)
				.sort(),
		).toEqual(
			expected(`${name}.grants`)
				.grants.map((row: any) => row.grant.id)
				.sort(),
		);
		// biome-ignore-end lint/suspicious/noExplicitAny: JSON of another program
	} finally {
		file.close();
	}
});
