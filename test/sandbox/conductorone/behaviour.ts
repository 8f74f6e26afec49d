import {
	type ConductorOneBehaviour as ShippedBehaviour,
	usualBehaviour,
} from '../../../source/sandbox/conductorone/behaviour.ts';
import type {TaskSpec} from '../../../source/sandbox/conductorone/tasks.ts';
import type {RestFault} from './rest-faults.ts';

/** How the sandbox’s ConductorOne behaves in tests; all changeable while it runs. */
export interface ConductorOneBehaviour extends ShippedBehaviour {
	/** Delay until owner changes show. */
	ownersAfterMs: number;
	/** Delay until what a sync brought can be searched. */
	visibleAfterMs: number;
	/** Share of accounts lost (0 … 1) from which on a connector is paused by itself; null = never. */
	pauseOnDrop: number | null;
	/** Decided at the start; a later change has no effect. */
	tls: boolean;
	/** What new TLS connections are shown. */
	certificate: 'good' | 'expired' | 'wrong-host' | 'self-signed';
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
	/** Answers for the next REST requests that match, in order; each counts down. */
	restFaults: RestFault[];
	/** That many polls are answered `slow_down`. */
	slowDown: number;
	/** Polls sooner than the interval are answered `slow_down` too, by the machine's clock. */
	enforcePollInterval: boolean;
	/** The person says no in the browser. */
	deviceDenied: boolean;
}

export const defaultBehaviour: ConductorOneBehaviour = {
	...usualBehaviour,
	ownersAfterMs: 0,
	visibleAfterMs: 0,
	pauseOnDrop: null,
	tls: false,
	certificate: 'good',
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
	restFaults: [],
	slowDown: 0,
	enforcePollInterval: false,
	deviceDenied: false,
};

export const firstTasks: Record<ConductorOneBehaviour['firstTask'], readonly TaskSpec[]> = {
	sync: [{kind: 'sync'}],
	'resources-then-sync': [{kind: 'sync', body: {skipEntitlementsAndGrants: true}}, {kind: 'sync'}],
	'hello-then-sync': [{kind: 'hello'}, {kind: 'sync'}],
	none: [],
};
