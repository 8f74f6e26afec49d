import {join} from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import {openExplorer} from '../../../source/c1z/explorer.ts';
import {importC1z} from '../../../source/c1z/import-c1z.ts';
import type {Batch} from '../../../source/c1z/model.ts';
import {sealWorkingFile} from '../../../source/c1z/seal.ts';
import {createWorkingFile} from '../../../source/c1z/working-file.ts';
import type {FindingId} from '../../../source/findings/findings.ts';
import {findingKinds} from '../../../source/findings/kinds.ts';
import {openC1z} from './rows.ts';
import {
	account,
	course,
	courseEntitlements,
	entitlement,
	folder,
	golden,
	grant,
	resourceTypes,
	scope,
	team,
} from './tenant.ts';

const page = {offset: 0, limit: 10};

/** A finished file with these rows, open to questions. */
function explore(batch: Batch) {
	const working = createWorkingFile(join(folder(), 'working.db'), scope);
	working.commit({resourceTypes, ...batch});
	working.finish();
	const explorer = openExplorer(working.path);
	onTestFinished(() => {
		explorer.close();
		working.close();
	});
	const list = (finding: FindingId, search = '') =>
		explorer
			.related({kind: 'finding', finding}, {...page, search})
			.lines.map(({name, note}) => `${name} ${note}`.trim());
	const of = (kind: FindingId) => {
		const found = explorer.findings().find((each) => each.kind === kind);
		return found === undefined ? null : [found.subjects, found.amount];
	};
	return {working, explorer, list, of};
}

describe('accounts that cannot be matched', () => {
	const matched = () =>
		explore({
			resources: [
				account('u1', {name: 'Ana Ruiz', email: 'ana@example.com'}),
				account('u2', {name: 'ana ruiz', email: 'ANA@example.com'}),
				account('u3', {name: 'Bo Li', email: 'desk@example.com'}),
				account('u4', {name: 'Cy Oh', email: 'Desk@example.com'}),
				account('u5', {name: 'Di Po', email: 'desk@example.com'}),
				account('u6', {name: 'Ed Wu', email: ''}),
				account('u7', {name: 'Flo Ng', email: ''}),
				account('u8', {name: 'Gus Ek', email: 'gus@example.com'}),
			],
			warnings: [{kind: 'invalid-email', subject: 'u7', detail: 'Not accepted.'}],
		});

	test('no address; one that is rejected is another finding', () => {
		const {of, list} = matched();
		expect([of('account-without-email'), list('account-without-email')]).toEqual([[1, 1], ['Ed Wu']]);
		expect(of('invalid-email')).toEqual([1, 1]);
	});
	test('one name and one address twice, whatever their case', () => {
		const {of, list} = matched();
		expect(of('duplicate-email')).toEqual([2, 1]);
		expect(list('duplicate-email')).toEqual(['Ana Ruiz ana@example.com', 'ana ruiz ANA@example.com']);
	});
	test('several people with one address, found by it too', () => {
		const {of, list} = matched();
		expect(of('shared-email')).toEqual([3, 1]);
		expect(list('shared-email')).toEqual([
			'Bo Li desk@example.com',
			'Cy Oh Desk@example.com',
			'Di Po desk@example.com',
		]);
		expect(list('shared-email', 'cy')).toEqual(['Cy Oh Desk@example.com']);
		expect(list('shared-email', 'desk@')).toHaveLength(3);
	});
});

function tenant() {
	const [safety, empty, old] = [course('c1'), course('c2', 'Fire drill'), course('c3', 'Old', {Active: false})];
	const [sales, desk] = [team('t1', 'Sales'), team('t2', 'Desk')];
	return explore({
		resources: [
			...[account('u1'), account('u2', {active: false}), account('u3'), account('u4', {active: false})],
			...[safety, empty, old, sales, desk],
		],
		entitlements: [
			...[safety, empty, old].flatMap(courseEntitlements),
			...[sales, desk].flatMap((each) => ['member', 'leader'].map((slug) => entitlement(each, slug))),
		],
		grants: [
			...['u1', 'u2'].map((id) => grant(safety, 'assigned', id)),
			grant(safety, 'completed', 'u2'),
			...['u1', 'u4'].map((id) => grant(sales, 'member', id)),
			grant(sales, 'leader', 'u1'),
		],
		checkpoint: {listing: 'team-leaders:t2', next: null, rows: 0},
	});
}

test('inactive accounts that have courses, counted by course and not by grant', () => {
	const {of, list} = tenant();
	expect([of('inactive-with-courses'), list('inactive-with-courses')]).toEqual([[1, 1], ['u2']]);
});

test('active accounts in no team', () => {
	expect(tenant().list('account-outside-teams')).toEqual(['u3']);
});

test('active courses without members, and teams without a leader', () => {
	expect(tenant().list('course-without-members')).toEqual(['Fire drill']);
	expect(tenant().list('team-without-leader')).toEqual(['Desk']);
});

test('a team whose leaders were not read is not said to have none', () => {
	const sales = team('t1', 'Sales');
	const {of} = explore({
		resources: [sales],
		entitlements: ['member', 'leader'].map((slug) => entitlement(sales, slug)),
		checkpoint: {listing: 'team-leaders:t1', next: 100, rows: 100},
	});
	expect(of('team-without-leader')).toBeNull();
});

test('courses that differ in case, space, accents and punctuation, and those with one code, each with its like', () => {
	const {of, list} = explore({
		resources: [
			course('c1', 'Data privacy (2026)', {Code: 'A'}),
			course('c2', 'DATA-PRIVACY 2026', {Code: 'B'}),
			course('c3', 'Dáta Privacy, 2026', {Code: ''}),
			course('c4', 'Fire safety', {Code: 'SAF-1'}),
			course('c5', 'Lifting', {Code: ' saf-1'}),
			course('c6', '***', {Code: ''}),
			course('c7', '…', {Code: ''}),
		],
	});
	expect(of('similar-courses')).toEqual([5, 5]);
	expect(list('similar-courses')).toEqual([
		'Data privacy (2026) like “Dáta Privacy, 2026”',
		'Dáta Privacy, 2026 like “Data privacy (2026)”',
		'DATA-PRIVACY 2026 like “Data privacy (2026)”',
		'Fire safety same code as “Lifting”',
		'Lifting same code as “Fire safety”',
	]);
});

test('pages follow each other, with and without a search', () => {
	const {explorer} = explore({
		resources: Array.from({length: 25}, (_, index) => account(`u${String(index).padStart(2, '0')}`, {email: ''})),
	});
	const at = (offset: number, search: string) => {
		const {lines, total} = explorer.related(
			{kind: 'finding', finding: 'account-without-email'},
			{offset, limit: 10, search},
		);
		return [lines[0]?.name, lines.length, total];
	};
	expect([0, 10, 20].map((offset) => at(offset, ''))).toEqual([
		['u00', 10, 25],
		['u10', 10, 25],
		['u20', 5, 25],
	]);
	expect(at(10, 'u')).toEqual(['u10', 10, 25]);
});

describe('deadlines', () => {
	const day = 86_400;
	const now = Math.floor(Date.now() / 1000);
	const date = (at: number) => new Date(at * 1000).toISOString().slice(0, 10);
	const safety = course('c1', 'Safety');
	const of = (slug: string, id: string, deadline?: number) => ({
		...grant(safety, slug, id),
		...(deadline === undefined ? {} : {deadline}),
	});
	const rows = (...grants: ReturnType<typeof of>[]) => ({
		resources: [...['u1', 'u2', 'u3', 'u4'].map((id) => account(id)), account('u5', {active: false}), safety],
		entitlements: courseEntitlements(safety),
		grants,
	});

	test('what is overdue by more than a day, of active people, with its date where that is known', () => {
		const {list, of: count} = explore(
			rows(
				of('in_progress', 'u1', now - 3 * day),
				of('in_progress', 'u2', now - day / 2),
				of('in_progress', 'u3', 1),
				of('completed', 'u4', now - 9 * day),
				of('in_progress', 'u5', now - 3 * day),
			),
		);
		expect(list('course-overdue')).toEqual([`u1 Safety, due ${date(now - 3 * day)}`, 'u3 Safety']);
		expect(list('completion-expired')).toEqual([`u4 Safety, until ${date(now - 9 * day)}`]);
		expect([count('course-overdue'), count('completion-expired')]).toEqual([
			[2, 2],
			[1, 1],
		]);
		expect(list('course-overdue', 'safe')).toHaveLength(2);
	});

	test('go with their grant, and with a later row that has none', () => {
		const past = now - 3 * day;
		const {working, of: count} = explore(
			rows(...['u1', 'u2', 'u3'].map((id) => of('in_progress', id, past)), of('in_progress', 'u4')),
		);
		expect(count('course-overdue')).toEqual([3, 3]);
		working.commit({withdrawn: [of('in_progress', 'u1')], grants: [of('completed', 'u1'), of('in_progress', 'u2')]});
		working.finish();
		expect(count('course-overdue')).toEqual([1, 1]);
		working.removeGrants('course', 'c1');
		working.commit({grants: ['u2', 'u3'].map((id) => of('in_progress', id))});
		working.finish();
		expect(count('course-overdue')).toBeNull();
	});

	test('are not in what is sent', async () => {
		const sealed = async (deadline?: number) => {
			const {working} = explore(rows(of('assigned', 'u1'), of('in_progress', 'u1', deadline)));
			const out = join(folder(), 'out.c1z');
			await sealWorkingFile(working, out);
			const file = await openC1z(out);
			onTestFinished(() => file.close());
			return ['v1_grants', 'v1_entitlements', 'v1_resources'].map((table) =>
				file.db
					.prepare(`select * from ${table} order by id`)
					.all()
					.map(({sync_id: _, discovered_at: __, ...row}) => row),
			);
		};
		expect(await sealed(now - 3 * day)).toEqual(await sealed());
	});
});

describe('what a file cannot tell', () => {
	test('is left out where only resources were read', () => {
		const {explorer, of} = explore({resources: [account('u1', {active: false}), course('c1'), team('t1')]});
		expect(explorer.untoldFindings()).toEqual([
			'inactive-with-courses',
			'course-overdue',
			'completion-expired',
			'account-outside-teams',
			'course-without-members',
			'team-without-leader',
		]);
		expect(of('account-outside-teams')).toBeNull();
	});

	test('is left out of a file that another program wrote, and the rest is found there', async () => {
		const path = join(folder(), 'imported.db');
		await importC1z(golden('all-courses.c1z'), path);
		const explorer = openExplorer(path);
		onTestFinished(() => explorer.close());
		expect(explorer.untoldFindings()).toEqual(['course-overdue', 'completion-expired', 'team-without-leader']);
		expect(explorer.findings().map(({kind}) => kind)).toContain('inactive-with-courses');
	});
});

test('a file that is gone on with is looked through again', () => {
	const {working, explorer, of} = explore({resources: [account('u1', {email: ''})]});
	expect(of('account-without-email')).toEqual([1, 1]);
	working.commit({resources: [account('u1'), account('u2', {email: ''}), account('u3', {email: ''})]});
	expect(explorer.findings()).toEqual([]);
	working.finish();
	expect(of('account-without-email')).toEqual([2, 2]);
});

test('the kinds stand in the order of their severity, so that what comes first matters most', () => {
	const severities = Object.values(findingKinds).map(({severity}) => ['high', 'medium', 'low'].indexOf(severity));
	expect(severities).toEqual(severities.toSorted());
});
