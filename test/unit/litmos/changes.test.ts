import {afterEach, describe, expect, it} from 'vitest';
import {type FakeLitmos, fakeLitmos, type Respond} from './fake-litmos.ts';

let open: FakeLitmos[] = [];
afterEach(async () => {
	for (const litmos of open) await litmos.close();
	open = [];
});
async function start(respond: Respond): Promise<FakeLitmos> {
	const litmos = await fakeLitmos(respond, {pageSize: 2});
	open.push(litmos);
	return litmos;
}
const at = (text: string) => Date.parse(`${text}Z`);
const window = {since: at('2026-03-01T22:00:00'), to: at('2026-03-05T00:00:00')};

const member = (fields: string) => `<Whatever><TeamUser>${fields}</TeamUser></Whatever>`;

describe('change calls', () => {
	it('ask for a window without a zone, and find rows under any root', async () => {
		const {client, seen} = await start(() =>
			member(
				'<TeamId>t1</TeamId><Id>a1</Id><Active>false</Active><IsTeamLeader>true</IsTeamLeader>' +
					'<CreatedDate>2026-03-01T09:10:11.13</CreatedDate><UpdatedDate>2026-03-04T15:00:02.557</UpdatedDate>',
			),
		);
		const page = await client.changes!('team-members', window, 4);
		expect(seen[0]).toMatchObject({
			path: '/v1.svc/org/teams/users',
			query: {since: '2026-03-01 22:00:00', to: '2026-03-05 00:00:00', limit: '2', start: '4', source: 'acme & co'},
		});
		expect(page).toMatchObject({next: null, unusable: 0});
		expect(page!.rows).toMatchObject([
			{
				kind: 'team-members',
				list: 't1',
				member: 'a1',
				active: false,
				completed: null,
				stamp: at('2026-03-04T15:00:02.557'),
			},
		]);
	});

	it.each([
		['course-assignments', '/org/users/courses', 'UserCourse', '<UserId>a</UserId><Id>c</Id>', 'c', 'a'],
		['course-results', '/org/results/details', 'UserResult', '<Id>c</Id><UserId>a</UserId>', 'c', 'a'],
		['team-courses', '/org/teams/courses', 'TeamCourse', '<TeamId>t</TeamId><Id>c</Id>', 'c', ''],
		[
			'path-courses',
			'/org/learningpaths/courses',
			'LearningPathCourse',
			'<LearningPathId>p</LearningPathId><Id>c</Id>',
			'c',
			'',
		],
		['course-modules', '/org/courses/modules', 'CourseModule', '<CourseId>c</CourseId><Id>m</Id>', 'c', ''],
	] as const)(
		'%s: the course and the account are in the fields of the sheet',
		async (kind, path, row, fields, list, account) => {
			const {client, seen} = await start(() => `<Rows><${row}>${fields}</${row}></Rows>`);
			expect((await client.changes!(kind, window, 0))!.rows).toMatchObject([{list, member: account}]);
			expect(seen[0]?.path).toBe(`/v1.svc${path}`);
		},
	);

	it('know a record without an update by its creation, and say when a row does not tell', async () => {
		const {client} = await start(() =>
			member('<TeamId>t</TeamId><Id>a</Id><CreatedDate>2026-03-01T09:10:11</CreatedDate>'),
		);
		const [row] = (await client.changes!('team-members', window, 0))!.rows;
		expect(row).toMatchObject({active: null, stamp: at('2026-03-01T09:10:11')});
		const {client: other} = await start(() =>
			member('<TeamId>t</TeamId><Id>a</Id><UpdatedDate>yesterday</UpdatedDate>'),
		);
		expect((await other.changes!('team-members', window, 0))!.rows).toMatchObject([{stamp: null}]);
	});

	it('read JSON, whose wall clock counts', async () => {
		const {client} = await start(() =>
			JSON.stringify([{TeamId: 't', Id: 'a', Active: true, UpdatedDate: '/Date(1709284211130+0200)/'}]),
		);
		expect((await client.changes!('team-members', window, 0))!.rows).toMatchObject([
			{active: true, stamp: 1709284211130 + 2 * 60 * 60 * 1000},
		]);
	});

	it('tell two versions of a record apart', async () => {
		const row = (date: string) => `<TeamUser><TeamId>t</TeamId><Id>a</Id><UpdatedDate>${date}</UpdatedDate></TeamUser>`;
		const {client} = await start(() => `<R>${row('2026-03-01T00:00:00')}${row('2026-03-01T00:00:01')}</R>`);
		const page = await client.changes!('team-members', window, 0);
		expect(new Set(page!.rows.map(({id}) => id)).size).toBe(2);
		expect(page!.next).toBe(2);
	});

	it.each([400, 403, 404, 406])('take %i for a refusal of the call or its window', async (status) => {
		const {client} = await start(() => status);
		expect(await client.changes!('course-results', window, 0)).toBeNull();
	});

	it('count rows that name nobody', async () => {
		const {client} = await start(() => member('<TeamId>t</TeamId>'));
		expect(await client.changes!('team-members', window, 0)).toMatchObject({rows: [], unusable: 1});
	});

	it('leave the clock of the server behind', async () => {
		const {client} = await start((_, response) => {
			response.setHeader('Date', 'Thu, 05 Mar 2026 10:11:12 GMT');
			return '<R/>';
		});
		expect(client.serverTime!()).toBeNull();
		await client.changes!('team-members', window, 0);
		expect(client.serverTime!()).toBe(at('2026-03-05T10:11:12'));
	});
});
