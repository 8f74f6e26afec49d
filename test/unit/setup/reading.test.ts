import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {resolveSettings} from '../../../source/settings/resolve.ts';
import type {SetupAction} from '../../../source/setup/actions.ts';
import {beginningOf} from '../../../source/setup/beginning.ts';
import {deploymentOf} from '../../../source/setup/conductorone/deployment.ts';
import {scopeOf} from '../../../source/setup/questions.ts';
import {
	itemsOf,
	plainReading,
	type ReadingItem,
	readingItems,
	readingOf,
	readingTexts,
	withItem,
} from '../../../source/setup/reading.ts';
import {type CostFacts, costOf} from '../../../source/setup/reading-cost.ts';
import {reduce} from '../../../source/setup/reduce.ts';
import {beginningState, noSync, type SetupState} from '../../../source/setup/state.ts';
import {report, rows} from './fixtures.ts';

const done = <Value>(value: Value) => ({status: 'done' as const, run: 1, value});
const play = (state: SetupState, ...actions: SetupAction[]) => actions.reduce(reduce, state);
const choose = (...items: ReadingItem[]): SetupAction => ({type: 'reading/choose', items: new Set(items)});

const atCourses: SetupState = {
	...beginningState({answers: {source: 'acme'}}),
	step: 'courses',
	litmos: done(null),
	courses: {listing: done(null), rows, wanted: [], unknown: [], ambiguous: []},
};
const synced: SetupState = {...atCourses, sync: {...noSync, work: done(report), scope: scopeOf(atCourses)}};
const atReview: SetupState = {...synced, step: 'review', credential: done({host: 'acme.conductor.one'})};

describe('the page “what else to read”', () => {
	it('opens from the courses, keeps what is ticked, and closes to the courses by Enter and by Esc', () => {
		const open = play(atCourses, {type: 'reading/open'}, choose('learning-paths', 'delta'));
		expect(open).toMatchObject({step: 'courses', readingFrom: 'courses'});
		for (const leave of ['reading/close', 'submit', 'back'] as const) {
			expect(reduce(open, {type: leave})).toMatchObject({
				step: 'courses',
				readingFrom: null,
				answers: {reading: {extras: ['learning-paths'], delta: 'auto', skipEmptyTeams: false}},
			});
		}
	});

	it('opens from nowhere else, and ends a resume that would walk on', () => {
		for (const step of ['start', 'litmos', 'preview', 'conductorone', 'done'] as const) {
			expect(reduce({...synced, step}, {type: 'reading/open'}).readingFrom).toBeNull();
		}
		expect(reduce({...atCourses, resuming: 'preview'}, {type: 'reading/open'}).resuming).toBeNull();
	});

	it('opened from the review, leads back there, reading anew only when something changed', () => {
		const open = reduce(atReview, {type: 'reading/open'});
		expect(open).toMatchObject({step: 'courses', readingFrom: 'review'});
		expect(reduce(open, {type: 'back'})).toMatchObject({
			step: 'review',
			readingFrom: null,
			sync: {work: {status: 'done'}},
		});
		const changed = play(open, choose('team-roles'), {type: 'back'});
		expect(changed).toMatchObject({step: 'review', readingFrom: null, sync: {work: {status: 'running'}}});
		expect(changed.sync.scope).toBe(scopeOf(changed));
	});

	it.each(readingItems)('makes the preview out of date like another choice of courses: %s', (item) => {
		const changed = play(synced, choose(item), {type: 'submit'});
		expect(changed).toMatchObject({step: 'preview', sync: {work: {status: 'running'}}});
		const same = play(synced, choose(item), choose(), {type: 'submit'});
		expect(same).toMatchObject({step: 'preview', sync: {work: {status: 'done'}}});
	});

	it('steps the interval of delta sync between 1 hour and 7 days, and only with delta sync', () => {
		const step = (to: 'shorter' | 'longer', times = 1) =>
			Array.from({length: times}, (): SetupAction => ({type: 'reading/interval', to}));
		const hours = (state: SetupState) => state.answers.reading.deltaInterval / 3_600_000;
		const open = reduce(atCourses, {type: 'reading/open'});
		expect(play(open, ...step('shorter'))).toBe(open);
		const chosen = reduce(open, choose('delta'));
		expect(hours(chosen)).toBe(24);
		expect(hours(play(chosen, ...step('shorter')))).toBe(12);
		expect(hours(play(chosen, ...step('shorter', 9)))).toBe(1);
		expect(hours(play(chosen, ...step('longer', 9)))).toBe(168);
		expect(hours(play(chosen, ...step('longer', 9), ...step('shorter')))).toBe(72);
		const own = {...chosen.answers.reading, deltaInterval: 5_400_000};
		const typed = {...chosen, answers: {...chosen.answers, reading: own}};
		expect([hours(play(typed, ...step('shorter'))), hours(play(typed, ...step('longer')))]).toEqual([1, 2]);
		// What else is ticked does not change it.
		expect(hours(play(chosen, ...step('shorter'), choose('delta', 'team-roles')))).toBe(12);
	});

	it('keeps what was read when only the interval changes', () => {
		const read = play(synced, choose('delta'), {type: 'submit'});
		const finished = {...read, step: 'courses' as const, sync: {...read.sync, work: done(report)}};
		const changed = play(finished, {type: 'reading/interval', to: 'shorter'}, {type: 'submit'});
		expect(changed).toMatchObject({step: 'preview', sync: {work: {status: 'done'}}});
	});

	it('cannot be changed while a push is under way', () => {
		const pushing = reduce(atReview, {type: 'submit'});
		expect(pushing.push.work.status).toBe('running');
		expect(play(pushing, {type: 'reading/open'}, choose('team-roles'))).toBe(pushing);
	});
});

const facts = (change: Partial<CostFacts['size']> = {}, inactive = 40): CostFacts => ({
	size: {accounts: 250, teams: 10, catalogue: 100, courses: 100, learningPaths: 5, ...change},
	inactive,
	resourcesOnly: false,
	pageSize: 1000,
	requestsPerMinute: 100,
});
const anyItems = fc.subarray([...readingItems]).map((items) => new Set(items));

describe('what it costs', () => {
	it('says of each item what it adds, or takes off', () => {
		const {requests, milliseconds, items} = costOf(facts(), plainReading);
		// The last ones prove that lists are complete.
		expect(requests).toBe(3 + 10 + 100 + 5);
		expect(milliseconds).toBe(70_800);
		expect(items).toEqual({
			'learning-paths': 1 + 5,
			'team-roles': 20,
			'nested-teams': 0,
			'access-levels': 0,
			'account-details': 0,
			'course-modules': 100,
			'skip-empty-teams': 0,
			'skip-inactive-courses': -40,
			'check-every-list': 2 * (3 + 10 + 100) - 5,
			delta: 0,
		});
	});

	it('is silent about what is not known yet, in place of guessing', () => {
		const {items} = costOf(facts({accounts: null, teams: null, learningPaths: null}), plainReading);
		expect(items).not.toHaveProperty('team-roles');
		expect(items).not.toHaveProperty('learning-paths');
		expect(items['course-modules']).toBe(100);
	});

	it('says that it is the least while the number of teams or accounts is not known', () => {
		expect(costOf(facts(), plainReading)).not.toHaveProperty('isAtLeast');
		expect(costOf(facts({teams: null}), plainReading)).toMatchObject({isAtLeast: true});
		expect(costOf(facts({accounts: null}), plainReading)).toMatchObject({isAtLeast: true});
		for (const checkEveryList of [false, true]) {
			const reading = {...plainReading, checkEveryList};
			for (const courses of [1, 13, 25, 28, 40, 100]) {
				const least = costOf(facts({teams: null, courses}), reading).requests;
				for (let teams = 0; teams < 80; teams++) {
					expect(costOf(facts({teams, courses}), reading).requests).toBeGreaterThanOrEqual(least);
				}
			}
		}
	});

	it('agrees with itself: an item’s price is the difference between the totals with and without it', () => {
		fc.assert(
			fc.property(anyItems, fc.constantFrom(...readingItems), (chosen, item) => {
				const reading = readingOf(chosen);
				// Nobody knows beforehand how much people have earned.
				const price = costOf(facts(), reading).items[item];
				expect(price === undefined).toBe(item === 'achievements');
				if (price === undefined) return;
				const withIt = costOf(facts(), withItem(reading, item, true)).requests;
				const without = costOf(facts(), withItem(reading, item, false)).requests;
				expect(price).toBe(withIt - without);
			}),
		);
	});
});

describe('the choice outside of the screens', () => {
	it('survives being saved and read again', () => {
		fc.assert(
			fc.property(anyItems, fc.integer({min: 60, max: 7 * 24 * 60}), (items, minutes) => {
				const saved = readingTexts(readingOf(items, minutes * 60_000));
				const resolved = resolveSettings({env: {}, flags: {}, saved});
				const {answers} = beginningOf(resolved, {answers: {}} as Parameters<typeof beginningOf>[1]);
				expect([...itemsOf(answers!.reading!)].sort()).toEqual([...items].sort());
				if (items.has('delta')) expect(answers!.reading!.deltaInterval).toBe(minutes * 60_000);
			}),
		);
	});

	const files = async (image: 'litmos-connector' | 'baton-litmos', hosting: 'kubernetes' | 'docker' | 'systemd') => {
		const deployment = await deploymentOf(
			{hosting, app: {kind: 'new', name: 'Litmos'}, owners: []},
			{
				litmos: {
					source: 'acme',
					url: 'https://api.litmos.com',
					courses: null,
					reading: readingOf(new Set(['learning-paths', 'team-roles', 'skip-empty-teams', 'delta']), 43_200_000),
				},
				files: {image, provisioning: false, terraform: 'hosted', overwrite: false},
			},
			null,
		);
		return deployment.files.map(({content}) => content).join('\n');
	};

	it.each(['kubernetes', 'docker', 'systemd'] as const)(
		'is in the files for %s with this program’s image only',
		async (way) => {
			const own = await files('litmos-connector', way);
			expect(own).toMatch(/BATON_EXTRAS(: "|=)learning-paths,team-roles"?\n/);
			expect(own).toMatch(/BATON_SKIP_EMPTY_TEAMS(: "|=)true/);
			expect(own).toMatch(/BATON_DELTA(: "|=)auto/);
			expect(own).toMatch(/BATON_DELTA_INTERVAL(: "|=)12h/);
			expect(own).not.toContain('BATON_SKIP_INACTIVE_COURSES');
			expect(await files('baton-litmos', way)).not.toMatch(/EXTRAS|SKIP_EMPTY|DELTA/);
		},
	);
});
