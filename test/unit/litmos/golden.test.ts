import {readFileSync} from 'node:fs';
import {afterEach, describe, expect, it} from 'vitest';
import type {ListingKind} from '../../../source/litmos/client.ts';
import {type FakeLitmos, fakeLitmos} from './fake-litmos.ts';

const folder = new URL('../../golden/', import.meta.url);
const input = (name: string) => readFileSync(new URL(`input/${name}`, folder), 'utf8');
const expected = (name: string) =>
	JSON.parse(readFileSync(new URL(`expected/all-courses.${name}.json`, folder), 'utf8'));

/** The answers that the existing connector was given when it wrote the expected files. */
function answer(path: string): string | number {
	const [, list, id, users] = /^\/v1\.svc\/(users|teams|courses)(?:\/([^/]+))?(\/users)?$/.exec(path) ?? [];
	if (!list) return 404;
	return input(id ? `${list.slice(0, -1)}-${id}${users ? '-users' : ''}.xml` : `${list}.xml`);
}

let litmos: FakeLitmos;
afterEach(() => litmos.close());
const all = async <K extends ListingKind>(kind: K, of = '') => {
	const page = await litmos.client.page({kind, of}, 0);
	expect([page.next, page.unusable]).toEqual([null, 0]);
	return page.rows;
};

describe('the texts that the existing connector wrote', () => {
	it('are ours for accounts, teams and courses', async () => {
		litmos = await fakeLitmos(({path}) => answer(path));
		const resources = expected('resources').resources.map((entry: {resource: unknown}) => entry.resource);
		const found = (type: string) =>
			Object.fromEntries(
				resources
					.filter((resource: {id: {resourceType: string}}) => resource.id.resourceType === type)
					.map((resource: {id: {resource: string}}) => [resource.id.resource, resource]),
			);

		const courses = found('course');
		const ours = await all('courses');
		expect(ours.map(({id}) => id).toSorted()).toEqual(Object.keys(courses).toSorted());
		for (const course of ours) {
			const profile = courses[course.id].annotations[0].value;
			const renamed = Object.fromEntries(Object.entries(course).map(([name, value]) => [name.toLowerCase(), value]));
			const lower = Object.fromEntries(Object.entries(profile).map(([name, value]) => [name.toLowerCase(), value]));
			expect(renamed).toEqual(lower);
			expect(course.name).toBe(courses[course.id].displayName);
		}

		const teams = found('team');
		for (const team of await all('teams')) {
			expect({
				CodeForBulkImport: team.codeForBulkImport,
				Id: team.id,
				Name: team.name,
				ParentTeamId: team.parentTeamId,
			}).toEqual(teams[team.id].annotations[0].profile);
		}

		const accounts = found('user');
		const people = await all('accounts');
		expect(people).toHaveLength(Object.keys(accounts).length);
		for (const account of people) {
			const text = JSON.stringify(accounts[account.id]);
			for (const value of [account.userName, account.firstName, account.lastName, account.email, account.accessLevel]) {
				expect(text).toContain(JSON.stringify(value));
			}
			expect(text.includes('STATUS_ENABLED')).toBe(account.active);
		}
	});

	it('are ours for members and course people', async () => {
		litmos = await fakeLitmos(({path}) => answer(path));
		const grants = new Set(
			expected('grants').grants.map(
				({grant}: {grant: {entitlement: {id: string}; principal: {id: {resource: string}}}}) =>
					`${grant.entitlement.id}:${grant.principal.id.resource}`,
			),
		);
		const found = new Set<string>();
		for (const team of await all('teams')) {
			for (const person of await all('team-members', team.id)) found.add(`team:${team.id}:member:${person.id}`);
		}
		for (const course of await all('courses')) {
			for (const person of await all('course-people', course.id)) {
				found.add(`course:${course.id}:assigned:${person.id}`);
				found.add(`course:${course.id}:${person.completed ? 'completed' : 'in_progress'}:${person.id}`);
			}
		}
		expect([...found].toSorted()).toEqual([...grants].toSorted());
		expect(await litmos.client.course('TimFniOt0ZQ1')).toMatchObject({
			code: 'SEC-101',
			description: '<p>Start here</p>',
		});
	});
});
