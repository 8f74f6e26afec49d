import {describe, expect, test} from 'vitest';
import type {Change} from '../../../../source/litmos/change-records.ts';
import type {Members, StoredList} from '../../../../source/sync/delta/model.ts';
import {accountNews} from '../../../../source/sync/delta/news.ts';
import {predict} from '../../../../source/sync/delta/predict.ts';

const course: StoredList = {key: 'course-people:c', kind: 'course-people', of: 'c', readAt: 1000, size: 2};
const team: StoredList = {key: 'team-members:t', kind: 'team-members', of: 't', readAt: 1000, size: 2};
const before: Members = new Map([
	['ana', false],
	['ben', true],
]);
const everybody = new Map([
	['ana', true],
	['ben', true],
	['eva', true],
	['ina', false],
]);
const news = (was: Members = everybody, now: Members = everybody, showsInactive = true) =>
	accountNews(was, now, showsInactive);

function row(member: string, stamp: number | null, change: Partial<Change> = {}): Change {
	return {
		id: `${member} ${stamp} ${JSON.stringify(change)}`,
		kind: 'course-assignments',
		list: 'c',
		member,
		active: true,
		completed: null,
		dueDate: '',
		compliantTill: '',
		stamp,
		...change,
	};
}
const result = (member: string, stamp: number, completed: boolean, active = true) =>
	row(member, stamp, {kind: 'course-results', completed, active});

function predicted(
	rows: Change[],
	{list = course, since = 2000, about = news(), looks = new Map<string, Members>()} = {},
) {
	const {members, isDoubtful, removals} = predict(list, before, rows, about, looks, since);
	return {members: Object.fromEntries(members), isDoubtful, removals};
}
const same = {ana: false, ben: true};

describe('rows that were not seen before', () => {
	test.each<[string, Change[], Record<string, boolean>, string[]]>([
		['none', [], same, []],
		['assign', [row('eva', 3000), result('eva', 3000, false)], {...same, eva: false}, []],
		['assign what comes back completed', [row('eva', 3000), result('eva', 3000, true)], {...same, eva: true}, []],
		['complete', [result('ana', 3000, true)], {...same, ana: true}, []],
		['reset', [result('ben', 3000, false)], {...same, ben: false}, []],
		['assign again what is there', [row('ben', 3000)], same, []],
		['remove', [row('ana', 3000, {active: false}), result('ana', 3000, false, false)], {ben: true}, ['ana']],
		['remove who is not there', [row('eva', 3000, {active: false})], same, []],
		['remove after progress', [result('ana', 3000, true), row('ana', 4000, {active: false})], {ben: true}, ['ana']],
		[
			'progress after an old removal',
			[row('ana', 3000, {active: false}), result('ana', 4000, true)],
			{...same, ana: true},
			[],
		],
	])('%s', (_, rows, members, removals) => {
		expect(predicted(rows)).toEqual({members, isDoubtful: false, removals});
	});

	test.each<[string, Change[], string[] | null]>([
		['without a date', [result('ana', 3000, true), row('ana', null)], ['ana']],
		['that do not say whether they hold', [row('ana', 3000, {active: null})], ['ana']],
		['from before the list was read', [result('ana', 1000, true)], ['ana']],
		['from before changes were last asked for', [result('ana', 2000, true)], ['ana']],
		['that contradict each other', [row('ana', 3000), result('ana', 3000, false, false)], ['ana']],
		['of an assignment without a result', [row('eva', 3000)], ['eva']],
		['about an account that is not listed', [result('nobody', 3000, false)], ['nobody']],
		['about the course alone', [row('', 3000)], null],
	])('%s make a list doubtful, and say of whom', (_, rows, unsure) => {
		expect(predicted(rows)).toEqual({members: same, isDoubtful: true, removals: []});
		const prediction = predict(course, before, rows, news(), new Map(), 2000);
		expect(prediction.unsure && [...prediction.unsure]).toEqual(unsure);
	});

	test('join and leave a team', () => {
		const joined = predicted([row('eva', 3000, {kind: 'team-members'})], {list: team});
		expect(joined.members).toEqual({...same, eva: false});
		expect(predicted([row('ana', 3000, {active: false})], {list: team}).removals).toEqual(['ana']);
	});

	test('about inactive accounts count where a list shows them', () => {
		const rows = [result('ina', 3000, false)];
		expect(predicted(rows).members).toEqual({...same, ina: false});
		expect(predicted(rows, {about: news(everybody, everybody, false)}).isDoubtful).toBe(true);
		expect(predicted([row('ina', 3000)], {list: team}).isDoubtful).toBe(true);
	});
});

describe('the list of accounts', () => {
	test('takes along whoever was deleted', () => {
		const now = new Map([...everybody].filter(([id]) => id !== 'ana'));
		expect(predicted([], {about: news(everybody, now)})).toEqual({
			members: {ben: true},
			isDoubtful: false,
			removals: [],
		});
	});

	test('makes a list doubtful that may hide who was deactivated', () => {
		const now = new Map(everybody).set('ana', false);
		expect(predicted([], {about: news(everybody, now)}).isDoubtful).toBe(false);
		expect(predicted([], {about: news(everybody, now), list: team}).isDoubtful).toBe(true);
		expect(predicted([], {about: news(everybody, now, false)}).isDoubtful).toBe(true);
	});

	test('is a stranger to people whom it never had', () => {
		const former = new Map([...everybody].filter(([id]) => id !== 'ana'));
		expect(predicted([], {about: news(former, former)}).members).toEqual(same);
	});
});

test('what the own list of an account says counts more than any row', () => {
	const looks = new Map<string, Members>([
		['ana', new Map()],
		['eva', new Map([['c', true]])],
	]);
	const rows = [result('ana', 3000, true), row('eva', 3000, {active: false})];
	expect(predicted(rows, {looks})).toEqual({members: {ben: true, eva: true}, isDoubtful: false, removals: []});
});
