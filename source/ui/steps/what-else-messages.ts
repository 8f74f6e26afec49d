import type {thriftItems} from '../../setup/reading.ts';
import {count, duration, plural} from '../../text/amounts.ts';
import {about} from './about.ts';

function time(milliseconds: number): string {
	const hours = milliseconds / 3_600_000;
	if (!Number.isInteger(hours)) return duration(milliseconds / 1000);
	return hours < 48 || hours % 24 !== 0 ? plural(hours, 'hour') : plural(hours / 24, 'day');
}

/** The page for optional data: what is read in addition, or left out. */
export const whatElseMessages = {
	note: 'Leave everything off for the standard sync. You can change this later; IDs stay the same.',
	groups: {extras: 'Also read', thrift: 'Read less, or read differently'},
	items: {
		'skip-empty-teams': {
			label: 'Skip empty teams',
			gives: 'Leaves out teams without members. Checking them still takes requests.',
			each: null,
		},
		'skip-inactive-courses': {
			label: 'Skip inactive courses',
			gives: 'Leaves out courses that are inactive in Litmos, unless you select them one by one.',
			each: null,
		},
		'check-every-list': {
			label: 'Check every list',
			gives: 'Asks Litmos again for the end of every list, so that a page cut short cannot go unnoticed.',
			each: null,
		},
		delta: {
			label: 'Delta sync',
			gives: 'Later syncs read what changed, and a part in full to check it. Any doubt means a full read.',
			each: null,
		},
	} satisfies Record<(typeof thriftItems)[number], {label: string; gives: string; each: null}>,
	/** Within how long delta sync reads each list in full, ms. */
	interval: (interval: number) => `each list in full within ${time(interval)}`,
	intervalAndKeys: (interval: number, shorter: string, longer: string) =>
		`each list in full within ${time(interval)} ${shorter} ${longer}`,
	shortInterval: (interval: number, shorter: string, longer: string) =>
		`full within ${time(interval)} ${shorter} ${longer}`,
	intervalKeys: {left: 'shorter', right: 'longer'},
	per: (requests: number, of: string) => `${plural(requests, 'request')} per ${of}`,
	perShort: (requests: number, of: string) => `at least ${count(requests)} per ${of}`,
	sum: (requests: number) =>
		requests === 0 ? 'no extra requests' : `${requests < 0 ? '−' : '+'} ${plural(Math.abs(requests), 'request')}`,
	/** @param atLeast which of the numbers may be higher */
	total: (before: number, after: number, seconds: number, atLeast: 'none' | 'after' | 'both') =>
		`${atLeast === 'both' ? 'At least' : 'About'} ${count(before)} → ${atLeast === 'after' ? 'at least ' : ''}${plural(after, 'request')} · ${about(seconds)}`,
	spokenTotal: (before: number, after: number, seconds: number, atLeast: 'none' | 'after' | 'both') =>
		`${atLeast === 'both' ? 'At least' : 'About'} ${plural(before, 'request')} without, ${atLeast === 'none' ? '' : 'at least '}${count(after)} with what is selected, ${about(seconds)}`,
	plainTotal: (requests: number, seconds: number, isAtLeast: boolean) =>
		`${isAtLeast ? 'At least' : 'About'} ${plural(requests, 'request')} · ${about(seconds)}`,
	chosen: (labels: readonly string[]) =>
		labels.length <= 2 ? labels.join(', ') : `${labels[0]} and ${count(labels.length - 1)} more`,
} as const;
