import {Problem} from '../../problem/problem.ts';

export function noTask(idleMs: number): Problem {
	return new Problem({
		code: 'c1/no-task',
		what: `ConductorOne accepted the connector but handed out no sync within ${duration(idleMs)}`,
		why: 'The connector may be paused in ConductorOne, its next sync may be due later, or another running instance with the same credential took the task.',
		next: [
			'In ConductorOne, open the connector and choose “Sync now” (or Resume if it is paused), then push again.',
			'Stop other instances that use this credential.',
		],
		retryable: true,
	});
}

export function unconfirmed(): Problem {
	return new Problem({
		code: 'network/unreachable',
		what: 'The data was uploaded, but ConductorOne could not be told that the task is done',
		next: ['Push again; it will ask for the data once more.'],
		retryable: true,
	});
}

function duration(ms: number): string {
	return ms < 90_000 ? `${Math.max(1, Math.round(ms / 1000))} s` : `${Math.round(ms / 60_000)} min`;
}
