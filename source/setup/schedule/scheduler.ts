import {createHash} from 'node:crypto';
import {existsSync, readFileSync, rmSync} from 'node:fs';
import {homedir, userInfo} from 'node:os';
import {basename, dirname, join} from 'node:path';
import type {DeployFile} from '../../deploy/answers.ts';
import {
	launchdAgent,
	type ScheduleJob,
	systemdUserUnits,
	type TimeOfDay,
	timeIn,
	windowsTask,
} from '../../deploy/schedule.ts';
import {writeDeployment} from '../../deploy/write-files.ts';
import {Problem} from '../../problem/problem.ts';
import {findStateFolder} from '../../settings/state-folder.ts';
import {type Called, call} from '../call.ts';
import {scheduleProblemMessages} from './messages.ts';

export interface FoundSchedule {
	at: TimeOfDay;
	files: string[];
	/** Whether they start the program of the given job, and not another copy of it or one that has moved. */
	starts(job: ScheduleJob): boolean;
}

export interface Scheduler {
	kind: 'systemd' | 'launchd' | 'task-scheduler';
	/** The files of a job, by path. */
	files(job: ScheduleJob): {path: string; content: string}[];
	/** Looks at the files only; null when there are none. */
	find(name: string): FoundSchedule | null;
	/** When it runs next, asked of the system where it tells; an agent's and a task's follows from their time. */
	next(name: string, at: TimeOfDay, now: Date): Promise<Date | null>;
	/** Null, or what the system says instead of taking a schedule. */
	refusal(): Promise<string | null>;
	/** Linux: whether the user's timers run while nobody is logged in. */
	lingers(): Promise<boolean | null>;
	/** Writes the files and starts the schedule; takes the files away again when that fails. Throws `input/unsupported` and `disk/…`. */
	install(job: ScheduleJob): Promise<void>;
	/** Stops the schedule and removes its files. May be repeated. Gives what the system did not want, else null. */
	remove(name: string): Promise<string | null>;
}

export interface SchedulerPlace {
	platform: NodeJS.Platform;
	/** Holds the file of a task of Windows, which keeps its own copy. */
	stateFolder: string;
	home?: string;
	env?: NodeJS.ProcessEnv;
}

/** One schedule for each state folder; the one that is used when none is named has the plain name. */
export async function scheduleName(stateFolder: string): Promise<string> {
	const name = 'litmos-connector-push';
	if (stateFolder === (await findStateFolder(undefined))) return name;
	return `${name}-${createHash('sha256').update(stateFolder).digest('hex').slice(0, 8)}`;
}

/** The schedule that pushes with a state folder; undefined when there is none. */
export async function scheduleOf(
	stateFolder: string,
	platform = process.platform,
): Promise<
	(FoundSchedule & {kind: Scheduler['kind']; next(): Promise<Date | null>; remove(): Promise<unknown>}) | undefined
> {
	if (!isKnown(platform)) return undefined;
	const scheduler = schedulerOf({platform, stateFolder});
	const name = await scheduleName(stateFolder);
	const found = scheduler.find(name);
	return found === null
		? undefined
		: {
				...found,
				kind: scheduler.kind,
				next: () => scheduler.next(name, found.at, new Date()),
				remove: () => scheduler.remove(name),
			};
}

const isKnown = (platform: NodeJS.Platform) => ['linux', 'darwin', 'win32'].includes(platform);

/** The scheduler of this system. Throws `input/unsupported` where there is none that this program knows. */
export function schedulerOf({platform, stateFolder, home = homedir(), env = process.env}: SchedulerPlace): Scheduler {
	switch (platform) {
		case 'linux':
			return systemd(join(env.XDG_CONFIG_HOME || join(home, '.config'), 'systemd', 'user'));
		case 'darwin':
			return launchd(join(home, 'Library', 'LaunchAgents'));
		case 'win32':
			return taskScheduler(stateFolder);
		default:
			throw new Problem({code: 'input/unsupported', ...scheduleProblemMessages.noPlatform(platform)});
	}
}

/** What tells one system's scheduler from another's; what is absent is as on most of them. */
interface System extends Pick<Scheduler, 'kind'>, Partial<Pick<Scheduler, 'next' | 'refusal' | 'lingers'>> {
	/** Paths of the files of a schedule; the last one tells the time of day. */
	paths(name: string): string[];
	contents(job: ScheduleJob): string[];
	encoding?: 'utf8' | 'utf16le';
	/** Takes the files. Throws when the system refuses them. */
	start(job: ScheduleJob): Promise<void>;
	stop(name: string): Promise<Called>;
	cleanUp?(name: string): Promise<void>;
}

function systemd(folder: string): Scheduler {
	const systemctl = (...args: string[]) => call('systemctl', ['--user', ...args]);
	return schedulerFor({
		kind: 'systemd',
		paths: (name) => [join(folder, `${name}.service`), join(folder, `${name}.timer`)],
		contents(job) {
			const {service, timer} = systemdUserUnits(job);
			return [service, timer];
		},
		async start({name}) {
			await must('systemctl', systemctl('daemon-reload'));
			await must('systemctl', systemctl('enable', '--now', `${name}.timer`));
			// One that ran already keeps its old time otherwise.
			await must('systemctl', systemctl('restart', `${name}.timer`));
		},
		stop: (name) => systemctl('disable', '--now', `${name}.timer`),
		async cleanUp(name) {
			// What `enable` made, for when systemctl could not be asked.
			rmSync(join(folder, 'timers.target.wants', `${name}.timer`), {force: true});
			await systemctl('daemon-reload');
		},
		async next(name) {
			const timer = `${name}.timer`;
			const shown = await systemctl('show', timer, '--property=NextElapseUSecRealtime', '--value', '--timestamp=unix');
			const [, seconds] = /^@(\d+)/.exec(shown.out.trim()) ?? [];
			return seconds === undefined ? null : new Date(Number(seconds) * 1000);
		},
		refusal: async () => refusalIn(await systemctl('show-environment')),
		async lingers() {
			const shown = await call('loginctl', ['show-user', userInfo().username, '--property=Linger', '--value']);
			return shown.code === 0 ? shown.out.trim() === 'yes' : null;
		},
	});
}

function launchd(folder: string): Scheduler {
	const pathOf = (name: string) => join(folder, `${name}.plist`);
	const domain = `gui/${process.getuid?.() ?? 0}`;
	const stop = (name: string) => call('launchctl', ['bootout', `${domain}/${name}`]);
	return schedulerFor({
		kind: 'launchd',
		paths: (name) => [pathOf(name)],
		contents: (job) => [launchdAgent(job)],
		async start({name}) {
			await stop(name);
			await must('launchctl', call('launchctl', ['bootstrap', domain, pathOf(name)]));
		},
		stop,
	});
}

function taskScheduler(folder: string): Scheduler {
	const pathOf = (name: string) => join(folder, `schedule-${name}.xml`);
	return schedulerFor({
		kind: 'task-scheduler',
		paths: (name) => [pathOf(name)],
		contents: (job) => [windowsTask(job)],
		// Windows takes the encoding that the first line names, with its mark.
		encoding: 'utf16le',
		start: ({name}) => must('schtasks', call('schtasks', ['/Create', '/TN', name, '/XML', pathOf(name), '/F'])),
		stop: (name) => call('schtasks', ['/Delete', '/TN', name, '/F']),
	});
}

function schedulerFor({paths, contents, encoding = 'utf8', start, stop, cleanUp, ...system}: System): Scheduler {
	const files = (job: ScheduleJob) =>
		paths(job.name).map((path, index) => ({path, content: contents(job)[index] ?? ''}));
	async function remove(name: string): Promise<string | null> {
		const stopped = await stop(name);
		for (const path of paths(name)) rmSync(path, {force: true});
		await cleanUp?.(name);
		return refusalIn(stopped);
	}
	return {
		files,
		find: (name) => found(paths(name), files, encoding),
		next: async (_, at, now) => nextAt(at, now),
		refusal: async () => null,
		lingers: async () => null,
		async install(job) {
			const [first = ''] = paths(job.name);
			const written: DeployFile[] = files(job).map(({path, content}) => ({
				name: basename(path),
				content,
				...(encoding === 'utf8' ? {} : {bytes: async () => Buffer.from(`\ufeff${content}`, encoding)}),
			}));
			await writeDeployment(dirname(first), written, {overwrite: true});
			try {
				await start(job);
			} catch (error) {
				await remove(job.name);
				throw error;
			}
		},
		remove,
		...system,
	};
}

function found(paths: readonly string[], filesOf: Scheduler['files'], encoding: BufferEncoding): FoundSchedule | null {
	const files = paths.filter((path) => existsSync(path));
	const main = paths.at(-1) ?? '';
	if (!files.includes(main)) return null;
	const textOf = (path: string) => readFileSync(path, encoding).replace(/^\ufeff/, '');
	const at = timeIn(textOf(main));
	if (at === null) return null;
	const text = files.map(textOf).join('\n');
	return {
		at,
		files,
		starts: (job) => filesOf(job).every(({content}) => text.includes(programLine(content))),
	};
}

/** What names the program in a file; nothing in a file that names none. */
function programLine(content: string): string {
	const [, line = ''] =
		/^(ExecStart=.*? )push /m.exec(content) ??
		/<key>ProgramArguments<\/key>\s*<array>([\s\S]*?<string>)push</.exec(content) ??
		/<Exec>([\s\S]*?)push /.exec(content) ??
		[];
	return line;
}

/** The next time of day after `now`, on this computer's clock. */
function nextAt({hour, minute}: TimeOfDay, now: Date): Date {
	const next = new Date(now);
	next.setHours(hour, minute, 0, 0);
	if (next <= now) next.setDate(next.getDate() + 1);
	return next;
}

async function must(program: string, called: Promise<Called>): Promise<void> {
	const answer = await called;
	if (answer.code === 0) return;
	throw new Problem({code: 'input/unsupported', ...scheduleProblemMessages.notDone(program, saidBy(answer)), exit: 1});
}

function saidBy({out, error}: Called): string {
	return (error || out).trim().split('\n').slice(-2).join(' ');
}

/** What the system said instead of doing it; null when it did. */
function refusalIn(called: Called): string | null {
	return called.code === 0 ? null : saidBy(called);
}
