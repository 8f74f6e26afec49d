import type {Extra} from '../../sync/sync.types.ts';
import {define, table} from '../define.ts';
import {
	baseUrl,
	duration,
	formatDuration,
	formatList,
	integer,
	invalid,
	list,
	oneOf,
	type Parse,
	text,
	truth,
} from '../parse.ts';

const regionIds = ['us', 'eu', 'au'] as const;
export type Region = (typeof regionIds)[number];

/** Every extra with what it costs, which is said before it is chosen. */
const extraCosts = {
	'access-levels': 'no extra request',
	'team-roles': 'two requests per team',
	'nested-teams': 'no extra request',
	'learning-paths': 'one request per learning path, and one for their list',
	'course-modules': 'one request per course',
	'account-details': 'no extra request, but answers are 10 to 20 times as large',
} as const satisfies Record<Extra, string>;
const extras = Object.keys(extraCosts) as Extra[];
const extrasWithCosts = extras.map((extra) => `${extra} (${extraCosts[extra]})`).join('; ');

/** The `source` of each call: Litmos takes up to 50 characters (Litmos fact sheet, section 1.3). */
const source: Parse<string> = (raw) => {
	const value = text(raw);
	if (value.length > 50) throw invalid('The account name is longer than the 50 characters Litmos takes.');
	return value;
};

/** A key goes into a header: line breaks of a wrapped paste are dropped, anything else odd is refused, never shown. */
const apiKey: Parse<string> = (raw) => {
	const value = text(raw.replace(/[\r\n]+/g, ''));
	if (!/^[\x21-\x7e]+$/.test(value) || value.length > 200) {
		throw invalid(
			'The API key holds characters that no key has.',
			'Copy it again from My Profile & Settings in Litmos.',
		);
	}
	return value;
};

const extraList: Parse<readonly Extra[]> = (raw) => list(raw).map(oneOf(...extras));

export const litmosSettings = table({
	region: define({
		group: 'Litmos',
		label: 'Region',
		help: 'Where the Litmos account lives: us, eu or au.',
		flag: '--region',
		placeholder: '<us|eu|au>',
		parse: oneOf(...regionIds),
		default: 'us',
		saved: true,
		step: 'litmos',
	}),
	litmosUrl: define({
		group: 'Litmos',
		label: 'Litmos API address',
		help: 'Another address of the Litmos API, used instead of the region’s.',
		flag: '--litmos-url',
		placeholder: '<address>',
		environment: ['BATON_LITMOS_BASE_URL', 'LITMOS_BASE_URL'],
		parse: baseUrl,
		saved: true,
		step: 'litmos',
		baton: true,
	}),
	source: define({
		group: 'Litmos',
		label: 'Litmos account name',
		help: 'The name of the Litmos account: the first part of its web address, such as acme in acme.litmos.com.',
		flag: '--source',
		placeholder: '<name>',
		parse: source,
		saved: true,
		step: 'litmos',
		baton: true,
	}),
	apiKey: define({
		group: 'Litmos',
		label: 'Litmos API key',
		help: 'The API key of an Account Owner, from My Profile & Settings in Litmos.',
		flag: '--api-key',
		placeholder: '<key>',
		parse: apiKey,
		secret: true,
		step: 'litmos',
		baton: true,
	}),
	pageSize: define({
		group: 'Litmos',
		label: 'Rows per request',
		help: 'Rows asked for in one request; more rows mean fewer requests.',
		flag: '--page-size',
		placeholder: '<rows>',
		parse: integer(1, 1000),
		default: 1000,
	}),
	requestsPerMinute: define({
		group: 'Litmos',
		label: 'Requests per minute',
		help: 'Upper limit of requests to Litmos, which allows about 100 a minute for one key.',
		flag: '--requests-per-minute',
		placeholder: '<number>',
		parse: integer(1, 60_000),
		default: 95,
	}),
	limitedCourses: define({
		group: 'What to read',
		label: 'Courses',
		help: 'Only these courses: ids, web-address numbers or codes, separated by commas. Left out: all courses, also future ones.',
		flag: '--limited-courses',
		placeholder: '<courses>',
		parse: list,
		format: formatList,
		repeatable: true,
		saved: true,
		step: 'courses',
		baton: true,
	}),
	extras: define({
		group: 'What to read',
		label: 'Extras',
		help: `More than ConductorOne’s own connector reads, separated by commas: ${extrasWithCosts}.`,
		flag: '--extras',
		placeholder: '<names>',
		parse: extraList,
		format: (names) => formatList(names),
		repeatable: true,
		saved: true,
		default: [],
	}),
	skipEmptyTeams: define({
		group: 'What to read',
		label: 'Skip empty teams',
		help: 'Leave out teams without members.',
		flag: '--skip-empty-teams',
		parse: truth,
		default: false,
		saved: true,
	}),
	skipInactiveCourses: define({
		group: 'What to read',
		label: 'Skip inactive courses',
		help: 'Leave out courses that are switched off in Litmos.',
		flag: '--skip-inactive-courses',
		parse: truth,
		default: false,
		saved: true,
	}),
	bulkRead: define({
		group: 'What to read',
		label: 'Bulk read',
		help: 'auto reads the courses of 25 accounts in one request where that is cheaper and proven equal on a sample.',
		flag: '--bulk-read',
		placeholder: '<never|auto>',
		parse: oneOf('never', 'auto'),
		default: 'never',
		saved: true,
	}),
	resumeWithin: define({
		group: 'What to read',
		label: 'Resume within',
		help: 'A half-done sync older than this starts anew, for example 90m, 24h, 2d.',
		flag: '--resume-within',
		placeholder: '<time>',
		parse: duration,
		format: formatDuration,
		default: 86_400_000,
	}),
	fresh: define({
		group: 'What to read',
		label: 'Start anew',
		help: 'Throw away a half-done sync and read everything again.',
		flag: '--fresh',
		parse: truth,
		default: false,
	}),
	skipEntitlementsAndGrants: define({
		group: 'What to read',
		label: 'Skip entitlements and grants',
		help: 'Read accounts, teams and courses only.',
		flag: '--skip-entitlements-and-grants',
		parse: truth,
		default: false,
		baton: true,
	}),
	skipGrants: define({
		group: 'What to read',
		label: 'Skip grants',
		help: 'Read no grants, but do list what can be granted.',
		flag: '--skip-grants',
		parse: truth,
		default: false,
		baton: true,
	}),
	syncResourceTypes: define({
		group: 'What to read',
		label: 'Resource types',
		help: 'Only these resource types, separated by commas: user, team, course.',
		flag: '--sync-resource-types',
		placeholder: '<types>',
		parse: list,
		format: formatList,
		repeatable: true,
		baton: true,
	}),
});
