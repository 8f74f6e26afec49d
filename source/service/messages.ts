import type {ProblemWords} from '../problem/problem.ts';

/** What keeps the service from its work. */
export const serviceWords = {
	alreadyRunning: {
		what: 'This connector is already running with the same instance name and state folder',
		next: ['Stop the other one, or use another instance name: --host-id'],
	},
	nothingToRevoke: {what: 'The grant to revoke has no entitlement or no principal'},
	/** Follows why the sync looks wrong. */
	dropNotSent: 'It wasn’t sent because of --refuse-drops.',
} as const;

/** What the health check answers, and why it cannot be asked. */
export const healthWords = {
	notReady: 'Not connected to ConductorOne yet',
	notAnswered: 'Litmos hasn’t responded yet',
	portTaken: 'Another program uses that port.',
	systemAnswered: (code: string | undefined) => `The system says ${code}.`,
	cannotListen: (address: string, port: number, why: string): ProblemWords => ({
		what: `The health check can’t listen on ${address}, port ${port}`,
		why,
		next: ['Use another port with --health-check-port or BATON_HEALTH_CHECK_PORT.'],
	}),
} as const;
