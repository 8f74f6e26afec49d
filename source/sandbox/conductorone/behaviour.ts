import type {ConductorOneBehaviour} from '../contract.ts';

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
	down: false,
	firstTask: 'sync',
};
