import {type Extra, extraCosts, extraIds} from '../settings/extras.ts';
import type {SettingTexts} from '../settings/resolve.ts';
import {settings} from '../settings/settings.ts';
import type {SyncOptions} from '../sync/job.ts';

/** What is read beyond what baton-litmos reads, or left out of it. */
export type Reading = Pick<SyncOptions, 'extras' | 'skipEmptyTeams' | 'skipInactiveCourses'> &
	Required<Pick<SyncOptions, 'checkEveryList' | 'delta' | 'deltaInterval'>>;

/** What baton-litmos reads, nothing else. */
export const plainReading: Reading = {
	extras: [],
	skipEmptyTeams: false,
	skipInactiveCourses: false,
	checkEveryList: false,
	delta: 'off',
	deltaInterval: settings.deltaInterval.default,
};

/** What is left out, or read another way. */
export const thriftItems = ['skip-empty-teams', 'skip-inactive-courses', 'check-every-list', 'delta'] as const;
export const readingItems: readonly (Extra | (typeof thriftItems)[number])[] = [...extraIds, ...thriftItems];

export type ReadingItem = (typeof readingItems)[number];

export function isExtra(item: ReadingItem): item is Extra {
	return Object.hasOwn(extraCosts, item);
}

export function itemsOf(reading: Reading): ReadonlySet<ReadingItem> {
	const {extras, skipEmptyTeams, skipInactiveCourses, checkEveryList, delta} = reading;
	return new Set<ReadingItem>([
		...extraIds.filter((extra) => extras.includes(extra)),
		...(skipEmptyTeams ? (['skip-empty-teams'] as const) : []),
		...(skipInactiveCourses ? (['skip-inactive-courses'] as const) : []),
		...(checkEveryList ? (['check-every-list'] as const) : []),
		...(delta === 'auto' ? (['delta'] as const) : []),
	]);
}

/** @param deltaInterval ms; counts while delta sync is ticked, and is kept while it is not */
export function readingOf(items: ReadonlySet<ReadingItem>, deltaInterval = plainReading.deltaInterval): Reading {
	return {
		extras: extraIds.filter((extra) => items.has(extra)),
		skipEmptyTeams: items.has('skip-empty-teams'),
		skipInactiveCourses: items.has('skip-inactive-courses'),
		checkEveryList: items.has('check-every-list'),
		delta: items.has('delta') ? 'auto' : 'off',
		deltaInterval,
	};
}

/** Whether this is what baton-litmos reads, read as it reads it. */
export function isPlain(reading: Reading): boolean {
	return itemsOf(reading).size === 0;
}

/** The same choice with one item ticked or not. */
export function withItem(reading: Reading, item: ReadingItem, isTicked: boolean): Reading {
	const items = new Set(itemsOf(reading));
	if (isTicked) items.add(item);
	else items.delete(item);
	return readingOf(items, reading.deltaInterval);
}

const hour = 3_600_000;
/** Intervals of delta sync that the set-up offers, ms, from the shortest that the setting takes to the longest. */
const intervals: readonly number[] = [1, 2, 3, 6, 12, 24, 48, 72, 168].map((hours) => hours * hour);

/** The next shorter or longer interval, ms; the same at either end. */
export function nextInterval(interval: number, to: 'shorter' | 'longer'): number {
	const next =
		to === 'longer' ? intervals.find((each) => each > interval) : intervals.findLast((each) => each < interval);
	return next ?? interval;
}

/** The choice as the settings' own texts; undefined where it is the default. */
export function readingTexts(reading: Reading) {
	const {extras, skipEmptyTeams, skipInactiveCourses, checkEveryList, delta, deltaInterval} = reading;
	const isUsual = delta === 'off' || deltaInterval === plainReading.deltaInterval;
	return {
		extras: extras.length === 0 ? undefined : settings.extras.format(extras),
		skipEmptyTeams: skipEmptyTeams ? 'true' : undefined,
		skipInactiveCourses: skipInactiveCourses ? 'true' : undefined,
		checkEveryList: checkEveryList ? 'true' : undefined,
		delta: delta === 'auto' ? delta : undefined,
		deltaInterval: isUsual ? undefined : settings.deltaInterval.format(deltaInterval),
	} satisfies SettingTexts;
}

/** The choice as environment variables of this program, in the order of the settings; none for a plain reading. */
export function readingVariables(reading: Reading): [string, string][] {
	const texts = readingTexts(reading);
	return (Object.keys(texts) as (keyof typeof texts)[]).flatMap((id): [string, string][] => {
		const [text, [variable]] = [texts[id], settings[id].environment];
		return text === undefined || variable === undefined ? [] : [[variable, text]];
	});
}
