import type {Counts, SealProgress} from '../../c1z/contract.ts';
import type {TaskCall, TaskEvent} from '../../conductorone/contract.ts';
import {taskCallWords} from '../conductorone-calls.ts';

const phases = {
	rows: 'rows',
	indexes: 'indexes',
	compressing: 'compressing',
} satisfies Record<SealProgress['phase'], string>;

/** The lines that tell on stderr how the work goes. */
export const progressWords = {
	reading: 'Reading from Litmos.',
	goingOn: (requestsSaved: number) => `Going on with an earlier sync: ${requestsSaved} requests saved.`,
	/** @param leftMs null while unknown */
	read: (
		{accounts, teams, courses, grants}: Pick<Counts, 'accounts' | 'teams' | 'courses' | 'grants'>,
		requests: number,
		leftMs: number | null,
	) =>
		`${accounts} accounts, ${teams} teams, ${courses} courses, ${grants} grants · ${requests} requests${leftMs === null ? '' : `, about ${roughly(leftMs)} left`}`,
	throttled: (waitMs: number, reason: string) => `Litmos asks for a pause of ${roughly(waitMs)}: ${reason}`,
	sealing: (phase: SealProgress['phase'], percent: number) => `Writing the file: ${phases[phase]} ${percent} %`,
	connecting: (host: string) => `Connecting to ${host}.`,
	hello: 'ConductorOne knows this connector.',
	waiting: {
		'no-task': 'Waiting for ConductorOne to ask for data.',
		'back-off': 'Waiting before the next try.',
	} satisfies Record<Extract<TaskEvent, {type: 'waiting'}>['reason'], string>,
	task: (kind: string) => (kind === 'syncFull' ? 'ConductorOne asks for the data.' : `ConductorOne asks for: ${kind}.`),
	uploading: (percent: number, bytes: number, attempt: number) =>
		`Uploading: ${percent} % of ${bytes} bytes${attempt > 1 ? ` (try ${attempt})` : ''}`,
	accepted: 'ConductorOne accepted it.',
	toldFailure: (message: string) => `ConductorOne was told that it failed: ${message}`,
	retry: (waitMs: number, call: TaskCall, problem: string) =>
		`Trying again in ${roughly(waitMs)} to ${taskCallWords[call]}: ${problem}`,
} as const;

/** One unit only: the line changes often. */
function roughly(milliseconds: number): string {
	const whole = Math.max(1, Math.round(milliseconds / 1000));
	return whole < 120 ? `${whole} s` : `${Math.round(whole / 60)} min`;
}
