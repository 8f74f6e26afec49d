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
	down: boolean;
	/** What the first task after Hello is. Default `sync`. */
	firstTask: 'sync' | 'resources-then-sync' | 'hello-then-sync' | 'none';
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
	behave(change: Partial<ConductorOneBehaviour>): void;
	enqueue(task: TaskSpec): string;
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

export interface SandboxOptions {
	size?: SizeName | DatasetSize;
	seed?: number;
	litmosPort?: number;
	conductorOnePort?: number;
	litmos?: Partial<LitmosBehaviour>;
	conductorOne?: Partial<ConductorOneBehaviour>;
}
