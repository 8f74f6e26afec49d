import {formatRules, parseRules} from '../../course-rules/parse.ts';
import {recognizeAccount} from '../../litmos/account-address.ts';
import {regions} from '../../litmos/regions.ts';
import {bare} from '../../text/bare.ts';
import {define, table} from '../define.ts';
import {type Extra, extraIds} from '../extras.ts';
import {valueMessages} from '../messages.ts';
import {
	baseUrl,
	duration,
	durationWithin,
	formatDuration,
	formatList,
	integer,
	invalid,
	list,
	oneOf,
	type Parse,
	token,
	truth,
} from '../parse.ts';
import {litmosSettingMessages} from './messages.ts';

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
	const value = token(raw);
	if (!/^[\x21-\x7e]+$/.test(value) || value.length > 200) throw invalid(valueMessages.notKey);
	return value;
};

/** Undefined, which an empty text means as in baton-litmos, is all courses. */
const courses: Parse<readonly string[] | undefined> = (raw) => (raw.trim() === '' ? undefined : list(raw));

/** Rules as they were written, checked. */
const courseRules: Parse<readonly string[] | undefined> = (raw) => parseRules(bare(raw)).map(({text}) => text);

const hour = 60 * 60 * 1000;

const extraList: Parse<readonly Extra[]> = (raw) => list(raw).map(oneOf(...extraIds));

export const litmosSettings = table({
	region: define({
		...litmosSettingMessages.region,
		group: 'litmos',
		flag: '--region',
		placeholder: `<${regionIds.join('|')}>`,
		parse: oneOf(...regionIds),
		default: 'us',
		saved: true,
		step: 'litmos',
	}),
	litmosUrl: define({
		...litmosSettingMessages.litmosUrl,
		group: 'litmos',
		flag: '--litmos-url',
		placeholder: '<address>',
		aliases: ['--base-url', '--litmos-base-url'],
		environment: ['BATON_LITMOS_BASE_URL', 'BATON_BASE_URL', 'LITMOS_BASE_URL'],
		parse: baseUrl,
		saved: true,
		step: 'litmos',
		baton: true,
	}),
	source: define({
		...litmosSettingMessages.source,
		group: 'litmos',
		flag: '--source',
		placeholder: '<name>',
		parse: source,
		saved: true,
		step: 'litmos',
		baton: true,
	}),
	apiKey: define({
		...litmosSettingMessages.apiKey,
		group: 'litmos',
		flag: '--api-key',
		placeholder: '<key>',
		parse: apiKey,
		secret: true,
		step: 'litmos',
		baton: true,
	}),
	pageSize: define({
		...litmosSettingMessages.pageSize,
		group: 'litmos',
		flag: '--page-size',
		placeholder: '<rows>',
		parse: integer(1, 1000),
		default: 1000,
	}),
	requestsPerMinute: define({
		...litmosSettingMessages.requestsPerMinute,
		group: 'litmos',
		flag: '--requests-per-minute',
		placeholder: '<number>',
		parse: integer(1, 60_000),
		default: 95,
	}),
	limitedCourses: define({
		...litmosSettingMessages.limitedCourses,
		group: 'reading',
		flag: '--limited-courses',
		placeholder: '<courses>',
		parse: courses,
		format: (entries: readonly string[] | undefined) => formatList(entries ?? []),
		isEmptyMeant: true,
		repeatable: true,
		saved: true,
		step: 'courses',
		baton: true,
	}),
	courseRules: define({
		...litmosSettingMessages.courseRules,
		group: 'reading',
		flag: '--course-rule',
		placeholder: '<rule>',
		parse: courseRules,
		format: (rules: readonly string[] | undefined) => formatRules(rules ?? []),
		join: formatRules,
		repeatable: true,
		saved: true,
		step: 'courses',
	}),
	extras: define({
		...litmosSettingMessages.extras,
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
		...litmosSettingMessages.skipEmptyTeams,
		group: 'reading',
		flag: '--skip-empty-teams',
		parse: truth,
		default: false,
		saved: true,
	}),
	skipInactiveCourses: define({
		...litmosSettingMessages.skipInactiveCourses,
		group: 'reading',
		flag: '--skip-inactive-courses',
		parse: truth,
		default: false,
		saved: true,
	}),
	delta: define({
		...litmosSettingMessages.delta,
		group: 'reading',
		flag: '--delta',
		placeholder: '<off|auto>',
		parse: oneOf('off', 'auto'),
		default: 'off',
		saved: true,
	}),
	deltaInterval: define({
		...litmosSettingMessages.deltaInterval,
		group: 'reading',
		flag: '--delta-interval',
		placeholder: '<time>',
		parse: durationWithin(hour, 7 * 24 * hour),
		format: formatDuration,
		default: 24 * hour,
		saved: true,
	}),
	resumeWithin: define({
		...litmosSettingMessages.resumeWithin,
		group: 'reading',
		flag: '--resume-within',
		placeholder: '<time>',
		parse: duration,
		format: formatDuration,
		default: 86_400_000,
	}),
	fresh: define({
		...litmosSettingMessages.fresh,
		group: 'reading',
		flag: '--fresh',
		parse: truth,
		default: false,
	}),
	skipEntitlementsAndGrants: define({
		...litmosSettingMessages.skipEntitlementsAndGrants,
		group: 'reading',
		flag: '--skip-entitlements-and-grants',
		parse: truth,
		default: false,
		baton: true,
	}),
	skipGrants: define({
		...litmosSettingMessages.skipGrants,
		group: 'reading',
		flag: '--skip-grants',
		parse: truth,
		default: false,
		baton: true,
	}),
	syncResourceTypes: define({
		...litmosSettingMessages.syncResourceTypes,
		group: 'reading',
		flag: '--sync-resource-types',
		placeholder: '<types>',
		parse: list,
		format: formatList,
		repeatable: true,
		baton: true,
	}),
}) satisfies Record<keyof typeof litmosSettingMessages, unknown>;
