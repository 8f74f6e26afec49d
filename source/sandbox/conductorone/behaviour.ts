import type {RestFault} from './rest/faults.ts';
import type {TenantRole} from './rest/rights.ts';

/** How the sandbox’s ConductorOne behaves; all changeable while it runs. */
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

/** A patient, well-behaved ConductorOne that polls quickly enough for a demonstration. */
export const defaultBehaviour: ConductorOneBehaviour = {
	tls: false,
	certificate: 'good',
	nextPollMs: 1000,
	nextHeartbeatMs: 30_000,
	leaseMs: 120_000,
	tokenSeconds: 3600,
	unavailable: 0,
	cutUpload: null,
	refuseUpload: null,
	duplicateDelivery: 0,
	cancelTasks: false,
	clockSkewMs: 0,
	credentialRevoked: false,
	personalKeyRevoked: false,
	down: false,
	firstTask: 'sync',
	role: 'super-admin',
	restFaults: [],
	approveAfterPolls: 2,
	slowDown: 0,
	enforcePollInterval: false,
	deviceCodeSeconds: 600,
	deviceIntervalSeconds: 1,
	deviceDenied: false,
	ownersAfterMs: 0,
	visibleAfterMs: 0,
	rotateRevokes: false,
	omittedConfigKeys: 'dropped',
	statusBeforeSync: 'null',
	pauseOnDrop: null,
};
