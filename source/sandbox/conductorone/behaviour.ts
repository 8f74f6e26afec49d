import type {TenantRole} from './rest/rights.ts';
import type {TaskSpec} from './tasks.ts';

/** How the sandbox’s ConductorOne behaves. Read again whenever it matters. */
export interface ConductorOneBehaviour {
	nextPollMs: number;
	nextHeartbeatMs: number;
	/** A task that was handed out and neither finished nor kept alive by a heartbeat for this long is handed out again. */
	leaseMs: number;
	/** Seconds a token lives. */
	tokenSeconds: number;
	/** What a connector is given after its first Hello. */
	firstTasks: readonly TaskSpec[];
	/** What the person who signs in may do. */
	role: TenantRole;
	/** Polls of a browser sign-in after which it is approved by itself; null = only in the browser. */
	approveAfterPolls: number | null;
	/** Seconds that the browser code lives, and between polls. */
	deviceCodeSeconds: number;
	deviceIntervalSeconds: number;
}

/** A patient, well-behaved ConductorOne that polls quickly enough for a demonstration. */
export const usualBehaviour: ConductorOneBehaviour = {
	nextPollMs: 1000,
	nextHeartbeatMs: 30_000,
	leaseMs: 120_000,
	tokenSeconds: 3600,
	firstTasks: [{kind: 'sync'}],
	role: 'super-admin',
	approveAfterPolls: 2,
	deviceCodeSeconds: 600,
	deviceIntervalSeconds: 1,
};
