import type {ProblemWords} from '../problem/problem.ts';

/** What keeps the service from its work. */
export const serviceWords = {
	alreadyRunning: {
		what: 'This connector is running already, under the same instance name and in the same state folder',
		next: ['Stop the other one, or give this one its own --host-id.'],
	},
	nothingToRevoke: {what: 'The grant to revoke names no entitlement or no principal'},
	/** Follows why the sync looks wrong. */
	dropNotSent: 'It was not sent, as this connector was told (--refuse-drops).',
} as const;

/** What the health check answers, and why it cannot be asked. */
export const healthWords = {
	notReady: 'ConductorOne has not been reached yet',
	portTaken: 'Another program has that port.',
	systemAnswered: (code: string | undefined) => `The system answered ${code}.`,
	cannotListen: (address: string, port: number, why: string): ProblemWords => ({
		what: `The health check cannot listen on ${address}, port ${port}`,
		why,
		next: ['Choose another with --health-check-port or BATON_HEALTH_CHECK_PORT.'],
	}),
} as const;
