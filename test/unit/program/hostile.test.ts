import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {openC1z} from '../c1z/rows.ts';
import {startHostileLitmos} from './hostile-litmos.ts';
import {expectFailure, makePlace, makeSandbox, pointedAt} from './program.ts';

/** Whatever Litmos holds, the file keeps ConductorOne's rules; what had to be cut or left out is counted. */

describe('a Litmos with hostile data', {concurrent: true}, () => {
	it.each(['xml', 'json'] as const)('as %s becomes a file that ConductorOne accepts', async (form) => {
		const litmos = await startHostileLitmos(form);
		const sandbox = await makeSandbox();
		const place = makePlace();
		const env = {...pointedAt(sandbox), BATON_LITMOS_BASE_URL: litmos.url};
		const extras = ['--extras', 'access-levels,team-roles,nested-teams'];

		// Three of the seventeen people of each list are no accounts, which is more than one in twenty: that is asked about.
		const asked = await place.run(['push', '-o', 'json', ...extras], env);
		expectFailure(asked, {code: 'push/drop-guard', exit: 5});
		expect(sandbox.conductorOne.report().syncs).toEqual([]);
		const pushed = await place.run(['push', '--yes', '-o', 'json', ...extras], env);
		expect(pushed.code, pushed.stderr).toBe(0);
		// No web address leads to the leaders and admins of team “..”, and the team below it comes without its parent.
		expect(JSON.parse(pushed.stdout).warnings['optional-part-failed']).toBe(3);
		const [received] = sandbox.conductorOne.report().syncs;
		expect(received).toMatchObject({problems: [], resources: {user: litmos.accounts.length}});

		const synced = await place.run(['sync', '--yes', '-o', 'json'], env);
		expect(synced.code, synced.stderr).toBe(0);
		litmos.close();
		const {warnings} = JSON.parse(synced.stdout);
		for (const kind of [
			'refused-id',
			'unusable-row',
			'cut-text',
			'invalid-email',
			'account-without-email',
			'duplicate-row',
			'course-vanished',
		]) {
			expect(warnings[kind], kind).toBeGreaterThan(0);
		}

		const c1z = await openC1z(join(place.folder, 'sync.c1z'));
		const ids = (type: string) => [...c1z.resources(type)].map(({id}) => id?.resource ?? '').sort();
		expect(ids('user')).toEqual([...litmos.accounts].sort());
		expect(ids('course')).toEqual([...litmos.courses].sort());
		expect(ids('team')).toEqual([...litmos.teams].sort());
		// In a course everybody is assigned, and has completed it or is in progress.
		expect(c1z.counts().grants).toBe(litmos.people * (litmos.teams.length + 2 * litmos.courses.length));
		for (const {id} of c1z.grants()) expect(Buffer.byteLength(id)).toBeLessThanOrEqual(1024);
		c1z.close();
	});
});
