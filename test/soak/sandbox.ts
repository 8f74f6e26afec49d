import {type Sandbox, startSandbox as start} from '../sandbox/sandbox.ts';

export type {Sandbox};

/** A tenant so small that a sync takes a moment, and a ConductorOne that fails in every way it can. */
export function startSandbox(seed: number, tokenSeconds: number): Promise<Sandbox> {
	return start({
		seed,
		size: {accounts: 20, courses: 5, teams: 2, enrolments: 30},
		litmos: {limiter: 'none'},
		conductorOne: {
			nextPollMs: 1,
			// Slower than the lease: tasks under way are handed out again and again.
			nextHeartbeatMs: 5000,
			leaseMs: 1000,
			tokenSeconds,
			unavailable: 0.05,
			clockSkewMs: 600_000,
			firstTask: 'none',
		},
	});
}
