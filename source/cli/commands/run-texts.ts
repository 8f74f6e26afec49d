import type {Deployment} from '../../deploy/answers.ts';
import type {RunDetails, RunRecord, RunsOfWay} from '../../settings/run-record.ts';
import type {Scheduler} from '../../setup/schedule/scheduler.ts';
import type {SyncReport} from '../../sync/events.ts';
import {count, duration, plural} from '../../text/amounts.ts';

export const schedulerNames: Record<Scheduler['kind'], string> = {
	systemd: 'systemd user timer',
	launchd: 'launchd agent',
	'task-scheduler': 'Task Scheduler',
};

/** Lists that delta sync is about, by the name they have in JSON. */
const listNames: Partial<Record<string, string>> = {
	'course-people': 'course assignments',
	'team-members': 'team members',
};

/** A time on this computer's clock: `2026-11-28 02:41`. */
export function timeText(time: Date): string {
	const two = (value: number) => String(value).padStart(2, '0');
	const day = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-');
	return `${day} ${two(time.getHours())}:${two(time.getMinutes())}`;
}

/** How many lists a sync read, and of how many it asked for the end, as facts to print. */
export function listRows({lists}: Pick<SyncReport, 'lists'>): [string, string][] {
	return lists === undefined
		? []
		: [['Lists read', `${count(lists.read)}, the end of ${count(lists.checked)} checked`]];
}

/** The steps that are left to a person, numbered, each with its command below it. */
export function stepLines(steps: Deployment['steps']): string[] {
	return steps.map(({text, command}, index) =>
		[`${index + 1}. ${text}`, ...(command ? [`   ${command}`] : [])].join('\n'),
	);
}

/** How a run ended, in one line: when, and what was sent or what failed. */
export function runText({finishedAt, exit, counts, error}: RunRecord): string {
	const at = timeText(new Date(finishedAt));
	if (exit !== 0) return `${at}, failed (exit code ${exit}): ${error?.title ?? ''}`;
	if (counts === null) return `${at}, done`;
	const {accounts, teams, courses, grants} = counts;
	return `${at}, sent ${plural(accounts, 'account')}, ${plural(teams, 'team')}, ${plural(courses, 'course')}, ${plural(grants, 'grant')}`;
}

/** The figures of the last run and of all runs of its way, one line each; a run from before they were kept has none. */
export function figureLines({last, lastSuccessAt, total}: RunsOfWay): (readonly [name: string, value: string])[] {
	const {details} = last;
	const figures: [string, string][] = [];
	if (details !== undefined) {
		const {requests, dropGuard, delta} = details;
		const took = [
			duration((Date.parse(last.finishedAt) - Date.parse(last.startedAt)) / 1000),
			plural(requests.spent, 'request'),
			...(requests.retried > 0 ? [`${count(requests.retried)} tried again`] : []),
			...(requests.throttled > 0 ? [`${count(requests.throttled)} refused for going too fast`] : []),
		];
		figures.push(['  took', took.join(', ')]);
		if (delta !== null) figures.push(['  delta sync', deltaText(delta)]);
		if (dropGuard !== null) {
			figures.push(['  drop guard', `exceeded, ${dropGuard === 'sent' ? 'sent all the same' : 'not sent'}`]);
		}
	}
	if (last.exit !== 0) {
		figures.push(['  last success', lastSuccessAt === null ? 'never' : timeText(new Date(lastSuccessAt))]);
	}
	if (total !== undefined) {
		figures.push(['  so far', `${count(total.succeeded)} succeeded, ${count(total.failed)} failed`]);
	}
	return figures;
}

/** How many lists were updated from changes, and why others were read in full. */
function deltaText({full, leftOut: updated, read, untold, late}: NonNullable<RunDetails['delta']>): string {
	return [
		`${count(updated)} of ${plural(updated + read, 'list')} updated from changes`,
		...Object.entries(full).flatMap(([kind, reason]) =>
			reason === null ? [] : [`${listNames[kind] ?? kind} read in full (${reason})`],
		),
		...(untold > 0 ? [`${plural(untold, 'change')} not reported`] : []),
		...(late > 0 ? [`${plural(late, 'change')} reported late`] : []),
	].join(', ');
}
