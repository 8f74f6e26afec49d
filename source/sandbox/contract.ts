/** The make-believe services of `--demo`, the tests and the benchmarks. */

export interface DatasetSize {
	accounts: number;
	courses: number;
	teams: number;
	enrolments: number;
}

/** Named sizes: `S` 250/50/10/2,000 (the default), `M`, `L`, `XL` as in the Litmos fact sheet, section 8. */
export type SizeName = 'S' | 'M' | 'L' | 'XL';

export type Fault = 'status-503' | 'status-504' | 'reset' | 'truncated' | 'html-200' | 'stall' | 'not-found';

/** How the make-believe Litmos behaves; all changeable while it runs. Defaults as in section 10 of the fact sheet. */
export interface LitmosBehaviour {
	/** `fixed`: N per started minute per key → 503. `none` switches the limiter off. */
	limiter: 'fixed' | 'sliding' | 'none';
	requestsPerMinute: number;
	/** Length of the limiter's "minute" in ms, so that tests need not wait a real one. */
	minuteMs: number;
	limiterStatus: 503 | 429;
	retryAfter: boolean;
	badKeyStatus: 401 | 403;
	sourceRequired: boolean;
	latencyMs: number;
	/** Chance 0 … 1 of each fault per request, seeded. */
	faults: Partial<Record<Fault, number>>;
	/** Faults for exactly the next requests whose path matches. */
	nextFaults: {fault: Fault; path?: string; times: number}[];
	overfullPages: boolean;
	/** A new row is put in front between pages of one listing. */
	movingData: boolean;
	ignoreStart: boolean;
	inactiveInCourseUsers: boolean;
	nilForm: 'nil' | 'empty' | 'missing';
	controlCharacters: boolean;
	/** Rows in a page at most, whatever is asked for; null = 1000, as documented. */
	pageCap: number | null;
	/** Texts for display come with HTML entities, inside the escaping of XML or JSON. */
	entities: boolean;
	/** Every second row has no value in any field that may lack one. */
	nilEverywhere: boolean;
	/** This many courses, from the first on, refuse to list their people (403). */
	forbiddenCourses: number;
	/** This many courses, from the last on, are listed and then not found (404). */
	vanishedCourses: number;
	/** Between two pages of one listing a row in front is gone, so that each page after the first begins one row late. */
	vanishingRows: boolean;
	keyRole: 'Account_Owner' | 'Administrator';
	/** Stops answering (refuses connections) while true. */
	down: boolean;
}

export interface LitmosReport {
	size: DatasetSize;
	/** Requests by `METHOD template`, e.g. `GET /courses/{id}/users`. */
	requests: Record<string, number>;
	totalRequests: number;
	/** Identical GETs answered with 200 more than once (to prove that a resume repeats nothing). */
	repeated: number;
	throttled: number;
	/** Mail that a real tenant would have sent. */
	mails: {to: string; about: string}[];
	/** What a perfect reader finds. */
	expected: {
		accounts: number;
		teams: number;
		courses: number;
		memberGrants: number;
		assigned: number;
		completed: number;
		inProgress: number;
		/** Of `assigned`: pairs whose person is in no account list (they are counted in `completed`/`inProgress` too). */
		unlisted: number;
	};
}

/** A few records of the invented tenant, to try things on. */
export interface LitmosSample {
	accounts: {id: string; userName: string; name: string; active: boolean; accessLevel: string}[];
	courses: {id: string; originalId: string; code: string; name: string; active: boolean; people: number}[];
	teams: {id: string; name: string; parentId: string; members: number}[];
}

export interface LitmosSandbox {
	/** `http://127.0.0.1:<port>` */
	readonly url: string;
	readonly apiKey: string;
	readonly source: string;
	behave(change: Partial<LitmosBehaviour>): void;
	/** Up to `count` (default 5) records of each kind. */
	sample(count?: number): LitmosSample;
	report(): LitmosReport;
	resetCounters(): void;
	close(): Promise<void>;
}

/** How the make-believe ConductorOne behaves; all changeable while it runs. */
export interface ConductorOneBehaviour {
	/** Decided at the start; a later change has no effect. */
	tls: boolean;
	/** What new TLS connections are shown. */
	certificate: 'good' | 'expired' | 'wrong-host' | 'self-signed';
	nextPollMs: number;
	nextHeartbeatMs: number;
	/** A task that was handed out and neither finished nor kept alive by a heartbeat for this long is handed out again. */
	leaseMs: number;
	/** Seconds a token lives. */
	tokenSeconds: number;
	/** Chance of UNAVAILABLE per RPC, seeded. */
	unavailable: number;
	/** Cuts the upload stream after this many bytes, that many times. */
	cutUpload: {afterBytes: number; times: number} | null;
	refuseUpload: string | null;
	/** Same task handed out twice. */
	duplicateDelivery: number;
	cancelTasks: boolean;
	/** Server clock minus real clock, ms. */
	clockSkewMs: number;
	credentialRevoked: boolean;
	/** The same for personal API keys. */
	personalKeyRevoked: boolean;
	down: boolean;
	/** What the first task after Hello is. Default `sync`. */
	firstTask: 'sync' | 'resources-then-sync' | 'hello-then-sync' | 'none';

	/** What the person who signs in may do. Default `super-admin`. */
	role: TenantRole;
	/** Answers for the next REST requests that match, in order; each counts down. */
	restFaults: RestFault[];
	/** Polls of a browser sign-in after which it is approved by itself; null = only by `approve`. */
	approveAfterPolls: number | null;
	/** That many polls are answered `slow_down`. */
	slowDown: number;
	/** Polls sooner than the interval are answered `slow_down` too, by the machine's clock. */
	enforcePollInterval: boolean;
	/** Seconds that the browser code lives, and between polls. */
	deviceCodeSeconds: number;
	deviceIntervalSeconds: number;
	/** The person says no in the browser. */
	deviceDenied: boolean;
	/** Delay until owner changes show. */
	ownersAfterMs: number;
	/** Delay until what a sync brought can be searched. */
	visibleAfterMs: number;
	/** Rotating ends the connector's earlier credentials. Unknown of the real one. */
	rotateRevokes: boolean;
	/** What becomes of config keys left out of an update. Unknown of the real one. */
	omittedConfigKeys: 'kept' | 'dropped';
	/** A connector's status before its first contact. Unknown of the real one. */
	statusBeforeSync: 'null' | 'unspecified';
	/** Share of accounts lost (0 … 1) from which on a connector is paused by itself; null = never. */
	pauseOnDrop: number | null;
}

/** Docs' role names; the rights of each are in the REST sheet, section 1.8. */
export type TenantRole = 'super-admin' | 'read-only-admin' | 'connector-admin' | 'app-admin' | 'basic';

export interface RestFault {
	status: number;
	times: number;
	/** Only for this method; only for paths that contain this text. Paths under `/auth` only when this says so. */
	method?: string;
	path?: string;
	/** The request is carried out first, then answered with the fault. */
	after?: boolean;
	/** For 429 and 503. */
	retryAfterSeconds?: number;
	/** An HTML page instead of JSON; with status 200 a "success" nobody can read. */
	html?: boolean;
}

export interface ReceivedSync {
	taskId: string;
	bytes: number;
	sha256: string;
	syncId: string;
	syncType: string;
	resources: Record<string, number>;
	entitlements: Record<string, number>;
	grants: Record<string, number>;
	/** Rule violations found in the file; empty = accepted. */
	problems: string[];
	/** Allowed but worth knowing, e.g. grants whose principal is not in the file. */
	notes: string[];
}
export interface FinishedTask {
	taskId: string;
	kind: string;
	ok: boolean;
	statusCode: number;
	message: string;
	nonRetryable: boolean;
	/** Full type names of the annotations. */
	annotations: string[];
	/** How often FinishTask came for it. */
	times: number;
}
export interface ConductorOneReport {
	hellos: {hostId: string; taskId: string; metadata: string}[];
	tokens: number;
	heartbeats: number;
	syncs: ReceivedSync[];
	finished: FinishedTask[];
	pending: number;
	/** Calls refused because they broke a rule, with the rule. */
	refused: string[];
	rest: RestReport;
}

/** The tenant as the REST interface shows it, including what has been deleted. */
export interface RestReport {
	/** Requests by `METHOD template`, e.g. `POST /api/v1/apps/{app_id}/connectors`. */
	requests: Record<string, number>;
	apps: {id: string; displayName: string; ownerIds: string[]; deleted: boolean; annotations: Record<string, string>}[];
	connectors: {
		id: string;
		appId: string;
		catalogId: string;
		displayName: string;
		ownerIds: string[];
		deleted: boolean;
		paused: boolean;
		/** `''` before the first contact, else as the API names it, e.g. `SYNC_STATUS_DONE`. */
		status: string;
		lastError: string;
		/** Names of the config fields that hold a value; never the values of secrets. */
		config: Record<string, string>;
	}[];
	/** Connector credentials and personal keys ever issued. */
	credentials: {id: string; kind: 'connector' | 'personal'; ownerId: string; displayName: string; revoked: boolean}[];
}

/** One task to be handed out; JSON form of the protocol's Task fields (protobuf-JSON). */
export interface TaskSpec {
	kind: 'sync' | 'grant' | 'revoke' | 'hello' | 'other';
	/** protobuf-JSON of the task's own message. */
	body?: Record<string, unknown>;
	/** For `other`: the oneof's field name, e.g. `create_account`. */
	field?: string;
}

export interface ConductorOneSandbox {
	/** `127.0.0.1:<port>`, for BATON_C1_API_HOST. */
	readonly host: string;
	/** `http(s)://127.0.0.1:<port>` */
	readonly url: string;
	/** A connector credential that works at once. */
	readonly clientId: string;
	readonly clientSecret: string;
	/** PEM of the certificate authority when TLS is on. */
	readonly ca: string | null;
	/** A personal API key that works at once. */
	readonly personal: {clientId: string; clientSecret: string; userId: string};
	/** App and connector of the ready credential above. Reachable by id, but in no list or search. */
	readonly ready: {appId: string; connectorId: string};
	behave(change: Partial<ConductorOneBehaviour>): void;
	/** Hands a task to the ready connector, or to the one given. */
	enqueue(task: TaskSpec, connectorId?: string): string;
	/** Approves one browser sign-in by its user code, or all that wait; gives how many. */
	approve(userCode?: string): number;
	report(): ConductorOneReport;
	close(): Promise<void>;
}

export interface Sandbox {
	litmos: LitmosSandbox;
	conductorOne: ConductorOneSandbox;
	/** Variables that point any client at it (BATON_SOURCE, BATON_API_KEY, LITMOS_BASE_URL, BATON_CLIENT_ID, …). */
	environment: Record<string, string>;
	close(): Promise<void>;
}

/** Ways of Litmos to behave that can be asked for by name. */
export type ScenarioName = 'usual' | 'odd' | 'slow' | 'flaky';

export interface SandboxOptions {
	/** How Litmos behaves, by name; `litmos` changes it further. Default `usual`. */
	scenario?: ScenarioName;
	size?: SizeName | DatasetSize;
	seed?: number;
	litmosPort?: number;
	conductorOnePort?: number;
	litmos?: Partial<LitmosBehaviour>;
	conductorOne?: Partial<ConductorOneBehaviour>;
}
