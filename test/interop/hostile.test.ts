import {describe, expect, test} from 'vitest';
import {openC1z} from '../unit/c1z/rows.ts';
import {startHostileLitmos} from '../unit/program/hostile-litmos.ts';
import {makePlace} from '../unit/program/program.ts';
import {ask, missingPrograms, programVersion} from './programs.ts';

const missing = missingPrograms();
if (missing) console.log(`Skipped: ${missing}.`);

type Row = Record<string, {id?: string | {resourceType: string; resource: string}}>;

describe.skipIf(missing)('a file of hostile data', () => {
	test.each(['xml', 'json'] as const)('from %s is read by every program, row by row', async (form) => {
		const litmos = await startHostileLitmos(form);
		const place = makePlace();
		// Many of its people are no accounts, which would be asked about.
		const {code, stderr} = await place.run(['sync', '--yes'], {
			BATON_LITMOS_BASE_URL: litmos.url,
			BATON_SOURCE: 'hostile',
			BATON_API_KEY: '00000000-0000-4000-8000-000000000000',
			BATON_REQUESTS_PER_MINUTE: '60000',
		});
		litmos.close();
		expect(code, stderr).toBe(0);
		const file = `${place.folder}/sync.c1z`;
		const c1z = await openC1z(file);
		const ours = {
			resources: [...c1z.resources()].map(({id}) => `${id?.resourceType} ${id?.resource}`).sort(),
			entitlements: [...c1z.entitlements()].map(({id}) => id).sort(),
			grants: [...c1z.grants()].map(({id}) => id).sort(),
		};
		c1z.close();
		for (const program of ['baton-newest', 'baton-old'] as const) {
			for (const what of ['resources', 'entitlements', 'grants'] as const) {
				const answer = JSON.parse(ask(program, ['-f', file, what, '-o', 'json'])) as Record<string, Row[]>;
				const theirs = (answer[what] ?? []).map((row) => {
					const id = row[what.slice(0, -1)]?.id;
					return typeof id === 'string' ? id : `${id?.resourceType} ${id?.resource}`;
				});
				expect(theirs.sort(), `${programVersion(program)}: ${what}`).toEqual(ours[what]);
			}
		}
		const rows = ask('sdk-reader', [file]).trim().split('\n');
		expect(rows.filter((row) => JSON.parse(row).kind === 'grant')).toHaveLength(ours.grants.length);
	});
});
