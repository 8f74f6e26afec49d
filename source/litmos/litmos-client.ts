import {createHttpClient, type HttpClient} from '../http/http-client.ts';
import {Problem} from '../problem/problem.ts';
import {field} from './answer-rows.ts';
import {changePage, takesDateRanges} from './changes.ts';
import {
	type ClientHooks,
	isBasicListing,
	type Listing,
	type ListingKind,
	type LitmosClient,
	type LitmosTarget,
	type Page,
	type PageOptions,
	type RequestOptions,
	type RequestStats,
} from './client.ts';
import {type Call, Exchange} from './exchange.ts';
import {accessProblem, notFound, tooLarge} from './litmos-problem.ts';
import {type Clock, createPacer, steadyClock} from './pacer.ts';
import {PageSizes} from './page-sizes.ts';
import type {Account, Course} from './records.ts';
import {fieldsOf, listingSources, toCourse, toDetailedAccount} from './row-mapping.ts';
import {type AnswerLimits, PageTooHeavy, type Row, type Shape} from './rows.ts';
import {openSharedAllowance} from './shared-allowance.ts';
import {encodeXmlText} from './xml-text.ts';

/** Most rows Litmos gives in one page. Fact sheet, section 2. */
export const largestPage = 1_000;

const nothing: ReadonlySet<string> = new Set();

/** Replaceable parts, for tests. */
export interface ClientParts {
	http?: HttpClient;
	clock?: Clock;
	random?: () => number;
	limits?: AnswerLimits;
}

/** Makes a client for one tenant. Nothing is sent and nothing heavy loaded before the first call. */
export function createLitmosClient(
	target: LitmosTarget,
	hooks: ClientHooks = {},
	parts: ClientParts = {},
): LitmosClient {
	const pageSize = Math.min(largestPage, Math.max(2, Math.floor(target.pageSize ?? largestPage)));
	const windowMs = target.minuteMs ?? 60_000;
	const {clock = steadyClock, random = Math.random} = parts;
	const http = parts.http ?? createHttpClient({ca: target.ca ?? []});
	const steadyTimes = (times: readonly number[]) => {
		const now = clock.now();
		return times.map((at) => now - Math.max(0, Date.now() - at));
	};
	const shared =
		target.allowanceFolder === undefined
			? null
			: openSharedAllowance({
					folder: target.allowanceFolder,
					baseUrl: target.baseUrl,
					apiKey: target.apiKey,
					windowMs,
					onUnshared: (reason) => hooks.onUnshared?.(reason),
				});
	const pacer = createPacer({
		requestsPerMinute: target.requestsPerMinute ?? 100,
		concurrency: target.concurrency ?? 6,
		windowMs,
		random,
		clock,
		used: steadyTimes(target.recent ?? []),
		...(shared && {
			take: (decide) =>
				shared.take((others, hold) =>
					decide(steadyTimes(others), hold && {ms: hold.until - Date.now(), status: hold.status}),
				),
			onRefused: (waitMs, status) => shared.hold({until: Date.now() + waitMs, status}),
		}),
		onPause: (waitMs, status) => hooks.onThrottle?.({waitMs, status}),
	});
	const exchange = new Exchange({
		http,
		pacer,
		clock,
		hooks,
		baseUrl: target.baseUrl.replace(/\/+$/, ''),
		source: target.source,
		apiKey: target.apiKey,
		timeoutMs: target.timeoutMs ?? 60_000,
		scale: windowMs / 60_000,
		random,
		limits: parts.limits,
	});

	const sizes = new PageSizes(pageSize);

	async function single(
		template: string,
		id: string,
		shape: Pick<Shape, 'root' | 'fields'>,
		options: RequestOptions,
	): Promise<Row | null> {
		if (isSwallowed(id)) return null;
		const {rows, status} = await exchange.send({
			...get(template, {id}, {}, options),
			shape: {...shape, row: null},
			expected: [404],
		});
		return status === 404 ? null : (rows[0] ?? null);
	}

	async function pageOf<K extends ListingKind>(
		listing: Listing<K>,
		start: number,
		asked: number,
		options: PageOptions,
	): Promise<Page<K>> {
		const source = listingSources[listing.kind];
		const query = {
			...source.query,
			limit: String(asked),
			...(start > 0 && {start: String(start)}),
			...(options.search !== undefined && {search: shortened(options.search)}),
		};
		const reply = exchange.send({
			...get(source.template, {id: listing.of}, query, options),
			shape: {root: [source.root], row: source.row, otherRow: source.otherRow, fields: source.fields},
			isPage: true,
		});
		const {rows} = await reply.catch((error: unknown) => {
			if (error instanceof PageTooHeavy) throw error;
			// These lists every Litmos has: before any good answer their failure tells something about the host.
			const isBasic = isBasicListing(listing.kind) && !exchange.knownGood;
			throw isBasic ? accessProblem(Problem.from(error), target.baseUrl) : error;
		});
		const usable = rows.map(source.map).filter(({id}) => id.trim() !== '');
		return {
			rows: usable,
			next: rows.length < asked ? null : start + rows.length,
			unusable: rows.length - usable.length,
		};
	}

	/** A page of as many rows as can be read at once. */
	async function page<K extends ListingKind>(
		listing: Listing<K>,
		start: number,
		options: PageOptions = {},
	): Promise<Page<K>> {
		for (;;) {
			const asked = sizes.of(listing.kind);
			try {
				return await pageOf(listing, start, asked, options);
			} catch (error) {
				if (!(error instanceof PageTooHeavy)) throw error;
				if (!sizes.shrink(listing.kind, asked, error)) throw tooLarge(listingSources[listing.kind].template);
			}
		}
	}

	return {
		pageSize,
		page,

		async checkAccess(options = {}): Promise<void> {
			try {
				await exchange.send({
					...get('/users', {}, {limit: '1'}, options),
					shape: {root: ['Users'], row: 'User', fields: nothing},
					patience: 'person',
				});
			} catch (error) {
				throw accessProblem(Problem.from(error), target.baseUrl);
			}
		},

		async course(id, options = {}): Promise<Course | null> {
			const row = await single('/courses/{id}', id, {root: ['Course'], fields: fieldsOf(toCourse)}, options);
			return row && toCourse(row);
		},

		async account(idOrUserName, options = {}): Promise<Account | null> {
			const row = await single(
				'/users/{id}',
				idOrUserName,
				{root: ['User'], fields: fieldsOf(toDetailedAccount)},
				options,
			);
			return row && toDetailedAccount(row);
		},

		async assignCourse(accountId, courseId, {sendMessage, signal}): Promise<void> {
			await exchange.send({
				...get('/users/{id}/courses', {id: accountId}, {sendmessage: String(sendMessage)}, {signal}),
				method: 'POST',
				body: `<Courses><Course><Id>${encodeXmlText(courseId)}</Id></Course></Courses>`,
				shape: null,
			});
		},

		async unassignCourse(accountId, courseId, options = {}) {
			const {status} = await exchange.send({
				...get('/users/{id}/courses/{cid}', {id: accountId, cid: courseId}, {}, options),
				method: 'DELETE',
				shape: null,
				expected: [404, 406],
			});
			if (status === 404) return 'absent';
			return status === 406 ? 'owned-by-learning-path' : 'removed';
		},

		async accountTotal(options = {}): Promise<number | null> {
			try {
				const {rows} = await exchange.send({
					...get('/users/paginated', {}, {limit: '1'}, options),
					shape: {root: ['UserCollection'], row: 'Pagination', fields: new Set(['totalcount'])},
					expected: clientErrors,
					patience: 'person',
				});
				const total = rows[0] ? field(rows[0], 'totalcount').trim() : '';
				return /^\d+$/.test(total) ? Number(total) : null;
			} catch (error) {
				const problem = Problem.from(error);
				if (problem.code === 'litmos/unexpected-answer') return null;
				throw problem;
			}
		},

		takesDateRanges: (options) => takesDateRanges(exchange, options),
		changes: (kind, window, start, options = {}) => changePage(exchange, pageSize, kind, window, start, options),
		serverTime: () => exchange.serverTime,

		stats(): RequestStats {
			return {...exchange.counts, rate: pacer.rate, waiting: pacer.waitFor()};
		},
		waitFor: (requests) => pacer.waitFor(requests),

		recent(): number[] {
			const wall = Date.now();
			const steady = clock.now();
			return pacer.recent().map((at) => wall - (steady - at));
		},

		countRecent: (times) => pacer.use(steadyTimes(times)),

		close() {
			http.close();
			shared?.close();
		},
	};
}

/** Longer texts to search for find nothing. Half a character would, too. */
function shortened(text: string): string {
	return text.slice(0, 50).replace(/[\uD800-\uDBFF]$/, '');
}

function isSwallowed(segment: string): boolean {
	return segment === '' || segment === '.' || segment === '..';
}

/** The total is a nicety: whatever a tenant has against the call, it just is not available. 408 and 429 are retried. */
const clientErrors = Array.from({length: 100}, (_, index) => 400 + index).filter((status) => status !== 408);

function get(
	template: string,
	ids: Readonly<Record<string, string>>,
	query: Call['query'],
	{signal}: RequestOptions,
): Omit<Call, 'shape'> {
	// Web addresses swallow these: asking for the people of “..” would list all accounts as its people.
	const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
		const id = ids[name] ?? '';
		if (isSwallowed(id)) throw notFound(template);
		return encodeURIComponent(id);
	});
	return {method: 'GET', template, path, query, signal};
}
