import {formatRules, parseRules} from '../../course-rules/parse.ts';
import {recognizeAccount} from '../../litmos/account-address.ts';
import {regions} from '../../litmos/regions.ts';
import {bare, unlabeledKey} from '../../text/bare.ts';
import {define, table} from '../define.ts';
import {type Extra, extraCosts, extraIds} from '../extras.ts';
import {valueMessages} from '../messages.ts';
import {
	baseUrl,
	choice,
	duration,
	durationWithin,
	formatDuration,
	formatList,
	integer,
	invalid,
	list,
	off,
	oneOf,
	type Parse,
	token,
} from '../parse.ts';

const regionIds = regions.map(({id}) => id);
export type Region = (typeof regionIds)[number];

/** A name, or the address of the account; the region that an address shows is settled in `resolve.ts`. */
const source: Parse<string> = (raw) => {
	const {name, problem} = recognizeAccount(raw);
	if (name === undefined) throw problem;
	return name;
};

/** A key goes into a header: what a paste brings along is dropped, anything else odd is refused, never shown. */
const apiKey: Parse<string> = (raw) => {
	const value = token(unlabeledKey(raw));
	if (!/^[\x21-\x7e]+$/.test(value) || value.length > 200) throw invalid(valueMessages.notKey);
	return value;
};

/** Undefined, which an empty text means as in baton-litmos, is all courses. */
const courses: Parse<readonly string[] | undefined> = (raw) => (raw.trim() === '' ? undefined : list(raw));

/** Rules as they were written, checked. */
const courseRules: Parse<readonly string[] | undefined> = (raw) => parseRules(bare(raw)).map(({text}) => text);

const hour = 60 * 60 * 1000;

const extraList: Parse<readonly Extra[]> = (raw) => list(raw).map(oneOf(...extraIds));

const extrasWithCosts = Object.entries(extraCosts)
	.map(([extra, cost]) => `${extra} (${cost})`)
	.join('; ');

export const litmosSettings = table({
	region: define({
		label: 'Region',
		help: 'Region of your Litmos account, such as us or eu.',
		group: 'litmos',
		flag: '--region',
		...choice(...regionIds),
		default: 'us',
		saved: true,
	}),
	litmosUrl: define({
		label: 'Litmos API address',
		help: 'Address of the Litmos API, if it isn’t the one of your region.',
		group: 'litmos',
		flag: '--litmos-url',
		placeholder: '<address>',
		aliases: ['--base-url', '--litmos-base-url'],
		environment: ['BATON_LITMOS_BASE_URL', 'BATON_BASE_URL', 'LITMOS_BASE_URL'],
		parse: baseUrl,
		saved: true,
		baton: true,
	}),
	source: define({
		label: 'Litmos account name',
		help: 'First part of your Litmos web address, such as acme in acme.litmos.com.',
		group: 'litmos',
		flag: '--source',
		placeholder: '<name>',
		parse: source,
		saved: true,
		baton: true,
	}),
	apiKey: define({
		label: 'Litmos API key',
		help: 'API key of an Account Owner, from My Profile & Settings in Litmos.',
		group: 'litmos',
		flag: '--api-key',
		placeholder: '<key>',
		parse: apiKey,
		secret: true,
		baton: true,
	}),
	pageSize: define({
		label: 'Rows per request',
		help: 'Rows to request at a time. More rows mean fewer requests.',
		group: 'litmos',
		flag: '--page-size',
		placeholder: '<rows>',
		parse: integer(1, 1000),
		default: 1000,
	}),
	requestsPerMinute: define({
		label: 'Requests per minute',
		help: 'Most requests to send to Litmos in a minute. Litmos allows about 100 per API key.',
		group: 'litmos',
		flag: '--requests-per-minute',
		placeholder: '<number>',
		parse: integer(1, 60_000),
		default: 95,
	}),
	limitedCourses: define({
		label: 'Courses',
		help: 'Courses to sync, by ID, web-address number, code or name, separated by commas. Default: all courses, including ones added later.',
		group: 'reading',
		flag: '--limited-courses',
		placeholder: '<courses>',
		parse: courses,
		format: (entries: readonly string[] | undefined) => formatList(entries ?? []),
		isEmptyMeant: true,
		repeatable: true,
		saved: true,
		baton: true,
	}),
	courseRules: define({
		label: 'Course rule',
		help: 'Courses to sync, by a rule that new courses can match later, such as: code starts with "SEC" and active. Check it with the command “courses”.',
		group: 'reading',
		flag: '--course-rule',
		placeholder: '<rule>',
		parse: courseRules,
		format: (rules: readonly string[] | undefined) => formatRules(rules ?? []),
		join: formatRules,
		repeatable: true,
		saved: true,
	}),
	extras: define({
		label: 'Optional data',
		help: `Data to read beyond the standard sync, separated by commas: ${extrasWithCosts}.`,
		group: 'reading',
		flag: '--extras',
		placeholder: '<names>',
		parse: extraList,
		format: (names) => formatList(names),
		repeatable: true,
		saved: true,
		default: [],
	}),
	skipEmptyTeams: define({
		label: 'Skip empty teams',
		help: 'Leave out teams that have no members.',
		group: 'reading',
		flag: '--skip-empty-teams',
		...off,
		saved: true,
	}),
	skipInactiveCourses: define({
		label: 'Skip inactive courses',
		help: 'Leave out courses that are inactive in Litmos.',
		group: 'reading',
		flag: '--skip-inactive-courses',
		...off,
		saved: true,
	}),
	checkEveryList: define({
		label: 'Check every list',
		help: 'Ask Litmos again for the end of every list, so that a page that was cut short cannot go unnoticed. Up to three times the requests.',
		group: 'reading',
		flag: '--check-every-list',
		...off,
		saved: true,
	}),
	delta: define({
		label: 'Delta sync',
		help: 'auto updates the last sync from the changes Litmos reports, checks them by reading a part in full, and falls back to a full read.',
		group: 'reading',
		flag: '--delta',
		...choice('off', 'auto'),
		default: 'off',
		saved: true,
	}),
	deltaInterval: define({
		label: 'Delta sync interval',
		help: 'With --delta auto, read each list in full at least this often, from 1h to 7d. A change that Litmos doesn’t report is found by then.',
		group: 'reading',
		flag: '--delta-interval',
		placeholder: '<time>',
		parse: durationWithin(hour, 7 * 24 * hour),
		format: formatDuration,
		default: 24 * hour,
		saved: true,
	}),
	resumeWithin: define({
		label: 'Resume within',
		help: 'Start over if an unfinished sync is older than this, such as 90m, 24h or 2d.',
		group: 'reading',
		flag: '--resume-within',
		placeholder: '<time>',
		parse: duration,
		format: formatDuration,
		default: 86_400_000,
	}),
	fresh: define({
		label: 'Start over',
		help: 'Discard an unfinished or unused sync and read everything again.',
		group: 'reading',
		flag: '--fresh',
		...off,
	}),
	skipEntitlementsAndGrants: define({
		label: 'Skip entitlements and grants',
		help: 'Read accounts, teams and courses only.',
		group: 'reading',
		flag: '--skip-entitlements-and-grants',
		...off,
		baton: true,
	}),
	skipGrants: define({
		label: 'Skip grants',
		help: 'Read no grants, but list what can be granted.',
		group: 'reading',
		flag: '--skip-grants',
		...off,
		baton: true,
	}),
	syncResourceTypes: define({
		label: 'Resource types',
		help: 'Resource types to sync, separated by commas: user, team, course.',
		group: 'reading',
		flag: '--sync-resource-types',
		placeholder: '<types>',
		parse: list,
		format: formatList,
		repeatable: true,
		baton: true,
	}),
});
