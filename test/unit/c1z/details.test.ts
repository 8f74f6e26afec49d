import {join} from 'node:path';
import {create} from '@bufbuild/protobuf';
import {describe, expect, onTestFinished, test} from 'vitest';
import {openExplorer} from '../../../source/c1z/explorer.ts';
import type {Item} from '../../../source/c1z/explorer-items.ts';
import {createWorkingFile} from '../../../source/c1z/working-file.ts';
import {type Resource, ResourceSchema} from '../../../source/proto/model.ts';
import {account, course, courseEntitlements, entitlement, folder, grant, resourceTypes, scope, team} from './tenant.ts';

const page = {offset: 0, limit: 10};
const module = (id: string, name: string, of: string): Resource =>
	create(ResourceSchema, {
		id: {resourceType: 'module', resource: id},
		displayName: name,
		parentResourceId: {resourceType: 'course', resource: of},
	});

function sample() {
	const working = createWorkingFile(join(folder(), 'working.db'), scope);
	const safety = course('c1', 'Safety at work', {Code: 'SAF-1', OriginalId: '5101'});
	const [sales, north] = [team('t1', 'Sales'), team('t2', 'Sales North', 't1')];
	const path = create(ResourceSchema, {
		id: {resourceType: 'learning_path', resource: 'p1'},
		displayName: 'First weeks',
	});
	working.commit({
		resourceTypes,
		resources: [
			account('u1', {name: 'ana', person: ['Ana', 'Ruiz']}),
			account('u2', {name: 'bo', person: ['Bo', 'Li'], active: false}),
			account('u3', {name: 'carla', email: ''}),
			...[safety, sales, north, path],
			...[module('m1', 'Film', 'c1'), module('m2', 'Quiz', 'c1')],
		],
		entitlements: [
			...courseEntitlements(safety),
			...['member', 'leader'].map((slug) => entitlement(sales, slug)),
			entitlement(north, 'member'),
			entitlement(path, 'assigned'),
		],
		grants: [
			...['u1', 'u2'].map((id) => grant(safety, 'assigned', id)),
			grant(safety, 'completed', 'u1'),
			grant(safety, 'in_progress', 'u2'),
			...['u1', 'ghost'].map((id) => grant(sales, 'member', id)),
			grant(sales, 'leader', 'u1'),
			{...grant(sales, 'member', 't2'), principalType: 'team'},
			grant(north, 'member', 'u2'),
			grant(path, 'assigned', 'u1'),
		],
		warnings: [{kind: 'account-without-email', subject: 'u3', detail: 'It has none.'}],
	});
	working.finish();
	const explorer = openExplorer(working.path);
	onTestFinished(() => {
		explorer.close();
		working.close();
	});
	return explorer;
}

const rows = (item: Item, search = '') =>
	sample()
		.related(item, {...page, search})
		.lines.map(({name, slugs, note}) => [name, ...(note === '' ? slugs : [note])].join(' '));

describe('the details of', () => {
	test('an account: what it has, teams first, one line for each', () => {
		expect(rows({kind: 'account', id: 'u1'})).toEqual([
			'Sales leader member',
			'Safety at work completed assigned',
			'First weeks assigned',
		]);
		expect(rows({kind: 'account', id: 'u1'}, 'safety')).toEqual(['Safety at work completed assigned']);
		const {facts, related} = sample().details({kind: 'account', id: 'u1'}, page);
		expect(related.total).toBe(3);
		expect(facts).toMatchObject({name: 'Ana Ruiz', login: 'ana', email: 'u1@example.com', active: true});
		expect(facts?.holds).toEqual([
			{type: 'team', count: 1},
			{type: 'course', count: 1},
			{type: 'learning_path', count: 1},
		]);
	});

	test('an account that no list has: what names it', () => {
		expect(rows({kind: 'account', id: 'ghost'})).toEqual(['Sales member']);
		const explorer = sample();
		expect(explorer.details({kind: 'account', id: 'ghost'}, page).facts?.isListed).toBe(false);
		expect(explorer.details({kind: 'account', id: 'nobody'}, page)).toMatchObject({
			facts: {name: 'nobody', isListed: false},
			related: {total: 0},
		});
	});

	test('a course: its accounts with their state, one line for each, and its modules', () => {
		const item: Item = {kind: 'course', id: 'c1'};
		expect(rows(item)).toEqual(['Ana Ruiz completed assigned', 'Bo Li in_progress assigned']);
		expect(rows(item, 'bo')).toEqual(['Bo Li in_progress assigned']);
		expect(sample().details(item, page).facts).toMatchObject({
			code: 'SAF-1',
			number: '5101',
			held: {assigned: 2, completed: 1, in_progress: 1},
			children: [{type: 'module', count: 2, names: ['Film', 'Quiz']}],
		});
	});

	test('a team: who is in it and who leads it; a team in it opens as a team', () => {
		const {facts, related} = sample().details({kind: 'team', id: 't1'}, page);
		expect(facts).toMatchObject({leaders: ['Ana Ruiz'], held: {member: 3, leader: 1}});
		expect(facts?.children).toEqual([{type: 'team', count: 1, names: ['Sales North']}]);
		const nested = related.lines.find(({name}) => name === 'Sales North');
		expect(nested).toMatchObject({item: {kind: 'team', id: 't2'}, slugs: ['member']});
		expect(sample().details({kind: 'team', id: 't2'}, page).facts?.parent).toBe('Sales');
	});

	test('a module: its course', () => {
		expect(rows({kind: 'resource', type: 'module', id: 'm1'})).toEqual(['Safety at work']);
		expect(
			sample()
				.resources('module', page)
				.lines.map(({name, parent}) => `${name} of ${parent}`),
		).toEqual(['Film of Safety at work', 'Quiz of Safety at work']);
	});

	test('a learning path: who has it', () => {
		expect(rows({kind: 'resource', type: 'learning_path', id: 'p1'})).toEqual(['Ana Ruiz assigned']);
	});

	test('a grant: both sides', () => {
		const sides = {type: 'course', resourceId: 'c1', slug: 'completed', principalType: 'user', principalId: 'u1'};
		expect(rows({kind: 'grant', ...sides})).toEqual(['Ana Ruiz', 'Safety at work completed']);
	});

	test('a finding: whom it is about, by name', () => {
		expect(rows({kind: 'finding', finding: 'account-without-email'})).toEqual(['carla']);
		expect(rows({kind: 'finding', finding: 'account-without-email'}, 'zz')).toEqual([]);
		expect(rows({kind: 'finding', finding: 'unknown-principal'})[0]).toMatch(/^ghost /);
	});
});

test('findings count what they are about, the serious ones first', () => {
	expect(sample().findings()).toMatchObject([
		{kind: 'unknown-principal', severity: 'high', subjects: 1, amount: 1},
		{kind: 'account-without-email', severity: 'medium', subjects: 1},
		{kind: 'inactive-with-courses', severity: 'medium', subjects: 1, amount: 1},
		{kind: 'account-outside-teams', severity: 'low', subjects: 1},
	]);
	expect(sample().overview()).toMatchObject({
		findings: 4,
		otherTypes: [
			{type: 'learning_path', count: 1},
			{type: 'module', count: 2},
		],
	});
});
