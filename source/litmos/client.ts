import type {
	Account,
	AccountCourse,
	Course,
	CourseModule,
	CoursePerson,
	LearningPath,
	LearningPathPerson,
	Team,
	TeamPerson,
} from './records.ts';

/** What can be listed, page by page, and the row type of each. */
export interface ListingRows {
	accounts: Account;
	'account-details': Account;
	teams: Team;
	courses: Course;
	'team-members': TeamPerson;
	'team-leaders': TeamPerson;
	'team-admins': TeamPerson;
	'course-people': CoursePerson;
	'course-modules': CourseModule;
	'learning-paths': LearningPath;
	'learning-path-people': LearningPathPerson;
	'account-courses': AccountCourse;
}
export type ListingKind = keyof ListingRows;

/** One listing; `of` is the id of the team, course, learning path or account for the kinds that belong to one, else `''`. */
export interface Listing<K extends ListingKind = ListingKind> {
	kind: K;
	of: string;
}

export interface Page<K extends ListingKind> {
	rows: ListingRows[K][];
	/** Offset of the next page in rows, or null when this was the last (fewer rows than asked for). */
	next: number | null;
	/** Rows of this page that could not be used (no id), for a counted warning. */
	unusable: number;
}

export interface RequestOptions {
	signal?: AbortSignal | undefined;
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
}

/**
 * The Litmos web API. Every call waits for its turn at the shared pacer, retries what is worth retrying, and throws
 * `Problem` (`litmos/*`, `network/*`, `cancelled`).
 */
export interface LitmosClient {
	/** One request (`/users?limit=1`). Throws with the words that tell a wrong key from a wrong host from no network. */
	checkAccess(options?: RequestOptions): Promise<void>;
	page<K extends ListingKind>(listing: Listing<K>, start: number, options?: RequestOptions): Promise<Page<K>>;
	/** A single course by its encrypted id; null on 404. */
	course(id: string, options?: RequestOptions): Promise<Course | null>;
	/** A single account by its encrypted id or user name; null on 404. */
	account(idOrUserName: string, options?: RequestOptions): Promise<Account | null>;
	/** `POST /users/courses`: the courses of up to 25 accounts. Accounts unknown to Litmos are absent from the map. */
	coursesOfAccounts(ids: readonly string[], options?: RequestOptions): Promise<Map<string, AccountCourse[]>>;
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
	readonly pageSize: number;
	stats(): RequestStats;
}

/** How to reach one Litmos tenant. */
export interface LitmosTarget {
	/** Base such as `https://api.litmos.com` or a loopback sandbox; `/v1.svc` is appended. */
	baseUrl: string;
	/** The account name, sent as `source` on each call. */
	source: string;
	apiKey: string;
	/** Rows per page, 1 … 1000. Default 1000. */
	pageSize?: number;
	/** Requests a minute. Default 95, below the documented 100. */
	requestsPerMinute?: number;
	/** Requests under way at once. Default 6. */
	concurrency?: number;
}
