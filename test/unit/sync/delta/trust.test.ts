import {expect, test} from 'vitest';
import {missed, noTrust, unproven, watched, whyRead} from '../../../../source/sync/delta/trust.ts';

function proven() {
	const trust = noTrust();
	for (let count = 0; count < 30; count++)
		for (const name of ['assigned', 'completed'] as const) watched(trust, name, 30);
	return trust;
}

test('lists are left out once the common changes were told 30 times each', () => {
	const trust = noTrust();
	for (let count = 1; count <= 30; count++) {
		expect(whyRead(trust, 'course-people', 30)).toBe('learning');
		watched(trust, 'assigned', 30);
		watched(trust, 'completed', 30);
	}
	expect(whyRead(trust, 'course-people', 30)).toBeNull();
	expect(whyRead(trust, 'team-members', 30)).toBe('learning');
});

test('a kind of change that was seldom seen is not vouched for', () => {
	const trust = proven();
	watched(trust, 'unassigned', 30);
	expect(unproven(trust, 'course-people', 30)).toEqual([
		{name: 'unassigned', watched: 1, missed: 0},
		{name: 'reset', watched: 0, missed: 0},
	]);
});

test('one miss of any kind goes back to full reads until that kind is told 30 times again', () => {
	const trust = proven();
	missed(trust, 'unassigned');
	for (let count = 1; count <= 30; count++) {
		expect(whyRead(trust, 'course-people', 30)).toBe('learning');
		watched(trust, 'unassigned', 30);
	}
	expect(whyRead(trust, 'course-people', 30)).toBeNull();
});

test('after the third time that lists were left out wrongly they are read until a person decides', () => {
	const trust = proven();
	trust.strikes['course-people'] = 2;
	expect(whyRead(trust, 'course-people', 30)).toBeNull();
	trust.strikes['course-people'] = 3;
	expect(whyRead(trust, 'course-people', 30)).toBe('distrusted');
});
