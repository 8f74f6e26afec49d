import type {ChangeKind, ChangePage, ChangeWindow} from './change-records.ts';
import type {Account, Course} from './records.ts';
import type {ListingRows} from './row-mapping.ts';

export type ListingKind = keyof ListingRows;

/** The lists that every Litmos has and every key may read that can be used here. */
export function isBasicListing(kind: ListingKind): boolean {
	return kind === 'accounts' || kind === 'teams' || kind === 'courses';
}

/** One listing; `of` is the id of the team, course, learning path or account for the kinds that belong to one, else `''`. */
export interface Listing<K extends ListingKind = ListingKind> {
	kind: K;
	of: string;
}

export interface Page<K extends ListingKind> {
	rows: ListingRows[K][];
	/**
	 * Offset of the next page in rows, or null when this one is not full. That does not make it the last: a server may give
	 * fewer rows than it is asked for.
	 */
	next: number | null;
	/** Rows of this page that could not be used (no id), for a counted warning. */
	unusable: number;
}

export interface RequestOptions {
	signal?: AbortSignal | undefined;
}

export interface PageOptions extends RequestOptions {
	/** Only rows that hold this text somewhere. Litmos looks at 50 characters at most (fact sheet, section 2). */
	search?: string;
}

/** Numbers since the client was made. */
export interface RequestStats {
	/** Requests sent, retries included. */
	sent: number;
	retried: number;
	/** 503/429 answers. */
	throttled: number;
	/** Requests a minute the pacer allows at the moment. */
	rate: number;
	/** Milliseconds until the next request may be sent (0 = now). */
	waiting: number;
	/** Requests sent and not answered to the end. */
	underWay?: number;
}

/**
 * The Litmos web API. Every call waits for its turn at the shared pacer, retries what is worth retrying, and throws
 * `Problem` (`litmos/*`, `network/*`, `cancelled`).
 */
export interface LitmosClient {
	/** One request (`/users?limit=1`). Throws with the words that tell a wrong key from a wrong host from no network. */
	checkAccess(options?: RequestOptions): Promise<void>;
	page<K extends ListingKind>(listing: Listing<K>, start: number, options?: PageOptions): Promise<Page<K>>;
	/** A single course by its encrypted id; null on 404. */
	course(id: string, options?: RequestOptions): Promise<Course | null>;
	/** A single account by its encrypted id or user name; null on 404. */
	account(idOrUserName: string, options?: RequestOptions): Promise<Account | null>;
	/** `POST /users/{id}/courses`. 2xx is no proof: Litmos ignores unknown ids silently. */
	assignCourse(accountId: string, courseId: string, options: RequestOptions & {sendMessage: boolean}): Promise<void>;
	/** `DELETE /users/{id}/courses/{cid}`. 404 is returned as `'absent'`, 406 as `'owned-by-learning-path'`. */
	unassignCourse(
		accountId: string,
		courseId: string,
		options?: RequestOptions,
	): Promise<'removed' | 'absent' | 'owned-by-learning-path'>;
	/** Total number of accounts from `/users/paginated`, or null when that call is not available. */
	accountTotal(options?: RequestOptions): Promise<number | null>;
	/** Whether Litmos answers calls for what changed between two dates; one request for at most one row. */
	takesDateRanges?(options?: RequestOptions): Promise<boolean>;
	/** One page of what changed in a window of time, see `changePage`; null when Litmos refuses the call or the window. */
	changes?(kind: ChangeKind, window: ChangeWindow, start: number, options?: RequestOptions): Promise<ChangePage | null>;
	/** What the server's clock showed in its latest answer, ms since 1970, cut to seconds; null when it did not say. */
	serverTime?(): number | null;
	readonly pageSize: number;
	stats(): RequestStats;
	/** Milliseconds until the last of so many requests may be sent, when each goes as soon as the allowance lets it. */
	waitFor?(requests: number): number;
	/** Times (Unix ms) of the requests of the last minute, to be handed on as {@link LitmosTarget.recent}. */
	recent?(): number[];
	/** Counts requests made with this key by an earlier client (Unix ms), as {@link LitmosTarget.recent} does at the start. */
	countRecent?(times: readonly number[]): void;
	/** Closes idle connections. */
	close?(): void;
}

/** How to reach one Litmos tenant. */
export interface LitmosTarget {
	/** Base such as `https://api.litmos.com` or a loopback sandbox; `/v1.svc` is appended. */
	baseUrl: string;
	/** The account name, sent as `source` on each call. */
	source: string;
	apiKey: string;
	/** Rows per page, 2 … 1000: each page begins with the last row of the one before. Default 1000. */
	pageSize?: number;
	/**
	 * Requests a minute. Default 100, the documented limit: the pacer never exceeds it within any stretch of a minute, so
	 * no margin is needed unless other programs share the key. `Infinity` switches pacing off.
	 */
	requestsPerMinute?: number;
	/** Requests under way at once. Default 6. */
	concurrency?: number;
	/**
	 * Times (Unix ms) of requests made with this key shortly before by another client of this program (another thread, an
	 * interrupted run), so that they count against the same minute. Older ones are ignored.
	 */
	recent?: readonly number[];
	/**
	 * Folder of this user, in which everything that uses the key on this machine counts its requests together. Absent = each
	 * client counts for itself.
	 */
	allowanceFolder?: string;
	/** Milliseconds without any sign of life after which a request is tried again. Default 60,000. */
	timeoutMs?: number;
	/** Length of the limiter's "minute" in ms; every wait of the client scales with it. Default 60,000; for tests. */
	minuteMs?: number;
	/** Further certificate authorities, PEM. */
	ca?: readonly string[];
}

/** One finished request, for logs: no personal data, no key. */
export interface RequestRecord {
	/** Counts up from 1 within one client; retries have numbers of their own. */
	request: number;
	method: 'GET' | 'POST' | 'DELETE';
	/** Path with `{id}` in place of ids. */
	template: string;
	/** HTTP status, or 0 when no answer came. */
	status: number;
	/** Milliseconds from sending to the end of the body. */
	ms: number;
	/** 1 for the first try. */
	attempt: number;
	/** Why it did not do, when it did not: a Problem code or `cut-short`, `html`, … */
	failure?: string;
}

export interface ClientHooks {
	/** Litmos refused a request for being too many (503, 429); everything waits this long. */
	onThrottle?: (pause: {waitMs: number; status: number}) => void;
	/** A request is tried again. */
	onRetry?: (retry: {template: string; attempt: number; waitMs: number; reason: string}) => void;
	log?: (record: RequestRecord) => void;
	/** Requests can no longer be counted together with others that use the key; from here on only its own are. */
	onUnshared?: (reason: string) => void;
}
