import {formatTime, spreadMinutes} from '../../deploy/schedule.ts';
import {Problem, type ProblemTexts} from '../../problem/problem.ts';
import type {SettingId} from '../../settings/settings.ts';
import type {FoundSchedule, Scheduler} from '../../setup/schedule/scheduler.ts';
import {plural} from '../../text/amounts.ts';
import {agree} from '../agree.ts';
import type {Command, CommandContext, OwnValues} from '../command.ts';
import {push} from './push.ts';

/** What the command `schedule` says. */
const messages = {
	runsWhen: {
		systemd:
			'Runs while you are logged in. A missed run is made up for at your next login. To run while you are logged out, too: loginctl enable-linger',
		launchd:
			'Runs while you are logged in. A run missed while the Mac sleeps is made up for when it wakes. One missed while it’s off isn’t.',
		'task-scheduler': 'Runs while you are logged in. A missed run is made up for at your next login.',
	},
	lingering: 'Also runs while you’re logged out.',
	keychain: 'While your keychain is locked, a push fails. “litmos-connector status --local” shows that.',
	keychainLoggedOut:
		'Your keychain stays locked until you log in. A push before that fails, and “litmos-connector status --local” shows it. With --secret-store file the secrets are in a file that only you can read.',
	proxy: (variables: readonly string[]) =>
		`Not in the files, because a password is in it: ${variables.join(', ')}. If pushes need it, set it for your session in another way.`,
	webhook:
		'Not in the files, because its address may hold a key: --notify. Write it to a configuration file as “notify: …”, and name that file with --config-file.',
	untried: 'Untried: nobody has tried the schedule on this system yet.',
	badTime: (text: string): ProblemTexts => ({
		what: `“${text}” isn’t a time of day`,
		next: ['Use hours and minutes, such as --at 02:30.'],
	}),
	notDemo: {
		what: 'Demo data can’t be scheduled',
		why: 'The sandbox ends with this command.',
		next: ['Leave out --demo.'],
	},
	writes: (path: string) => `${path}:`,
	saves: (labels: readonly string[], place: string) => `Saves in ${place}: ${labels.join(', ')}`,
	places: {keychain: 'your keychain', file: 'the secret file', 'config-file': 'the configuration file'},
	question: 'Schedule this push?',
	nobodyAgrees: {
		what: 'This schedules the push that is listed above and needs your confirmation',
		next: ['Add --yes to schedule it, or --dry-run to only show it.'],
	},
	notAgreed: {what: 'Nothing was scheduled'},
	removing: {
		question: 'Remove the schedule?',
		nobodyAgrees: {
			what: 'This removes the schedule that is listed above and needs your confirmation',
			next: ['Add --yes to remove it, or --dry-run to only show it.'],
		},
		notAgreed: {what: 'Nothing was removed'},
	},
	removed: 'Removed:',
	wouldRemove: 'Would remove:',
	systemSaid: (said: string) => `The files are removed. When asked to stop the schedule, the system said: ${said}`,
	differs:
		'This schedule starts another copy of this program, or one that has moved. To replace it, add --at and a time.',
} as const;

/** A quiet hour that no clock change skips. */
const usualTime = {hour: 2, minute: 30};

const pushed = new Set<SettingId>([...push.settings, 'secretStore', 'logLevel', 'logFormat', 'logPath']);

export const schedule: Command = {
	name: 'schedule',
	summary: 'Push every night from this computer.',
	description:
		'Makes this computer push every night: with a systemd user timer on Linux, a launchd agent on macOS, or the Task Scheduler on Windows. macOS and Windows are untried. Shows the files and asks first. If there is a schedule, shows it, its next run and its last result.',
	// Secrets are looked for only when a schedule is made.
	settings: push.settings.filter((id) => id !== 'apiKey' && id !== 'clientSecret'),
	ownOptions: {
		'--at <time>': 'Time of day, such as 02:30 (the default). Runs start up to 30 minutes later.',
		'--remove': 'Remove the schedule. What was saved and sent stays.',
		'--undo': 'The same as --remove.',
		'--dry-run': 'Show what would be written or removed, and change nothing.',
	},
	examples: {
		'litmos-connector schedule': 'Push every night with the answers of the guided setup',
		'litmos-connector schedule --at 04:15': 'At another time',
		'litmos-connector schedule --remove': 'Stop it',
	},
	async run(context, own) {
		if (context.sandbox !== undefined) throw new Problem({code: 'input/unsupported', ...messages.notDemo});
		const {schedulerOf, scheduleName} = await import('../../setup/schedule/scheduler.ts');
		const {stateFolder} = context;
		const scheduler = schedulerOf({platform: process.platform, stateFolder});
		const name = await scheduleName(stateFolder);
		const found = scheduler.find(name);
		if (own.remove === true || own.undo === true) return remove(context, scheduler, {name, found});
		const job = await jobOf(context, own, {name, found});
		if (found !== null && own.at === undefined) {
			if (!found.starts(job)) context.progress.say(messages.differs);
			await show(context, scheduler, {name, found});
			return 0;
		}
		await make(context, scheduler, job);
		return 0;
	},
};

type Target = {name: string; found: FoundSchedule | null};
type Job = Parameters<Scheduler['install']>[0];

async function jobOf({resolved, rootFolder}: CommandContext, own: OwnValues, {name, found}: Target): Promise<Job> {
	const {scheduleJob} = await import('../../setup/schedule/schedule-job.ts');
	return scheduleJob({
		at: timeOf(own.at) ?? found?.at ?? usualTime,
		resolved,
		settings: [...pushed],
		rootFolder,
		name,
		env: process.env,
	});
}

/** @returns undefined when no time was given */
function timeOf(text: OwnValues[string]): {hour: number; minute: number} | undefined {
	if (typeof text !== 'string') return undefined;
	const [, hour, minute] = /^(\d{1,2}):(\d\d)$/.exec(text.trim()) ?? [];
	if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) {
		throw new Problem({code: 'input/invalid', ...messages.badTime(text)});
	}
	return {hour: Number(hour), minute: Number(minute)};
}

async function make(context: CommandContext, scheduler: Scheduler, job: Job): Promise<void> {
	const {requireSettings} = await import('../../settings/resolve.ts');
	const {findScheduledSecrets} = await import('./scheduled-secrets.ts');
	const {leftOutVariables} = await import('../../setup/schedule/schedule-job.ts');
	const {scheduleProblemMessages} = await import('../../setup/schedule/messages.ts');
	const {progress, resolved, isDry} = context;
	requireSettings(resolved, ['source', 'clientId']);
	const refusal = await scheduler.refusal();
	if (refusal !== null) {
		const line = job.command.map((word) => (/^[\w@+=:,./-]+$/.test(word) ? word : `'${word}'`)).join(' ');
		throw new Problem({code: 'input/unsupported', ...scheduleProblemMessages.noScheduler(refusal, line)});
	}
	const secrets = await findScheduledSecrets(context);
	const lingers = await scheduler.lingers();
	const files = scheduler.files(job);
	const place = secrets.places.includes('keychain') ? 'keychain' : 'file';
	const notes = [
		lingers === true ? messages.lingering : messages.runsWhen[scheduler.kind],
		...(place !== 'keychain' ? [] : [lingers === true ? messages.keychainLoggedOut : messages.keychain]),
		...(leftOutVariables(process.env).length === 0 ? [] : [messages.proxy(leftOutVariables(process.env))]),
		...(['flag', 'environment'].includes(resolved.origins.notify ?? '') ? [messages.webhook] : []),
		...(scheduler.kind === 'systemd' ? [] : [messages.untried]),
	];
	const plan = [
		...files.flatMap(({path, content}) => [messages.writes(path), indented(content)]),
		...(secrets.toSave.length === 0 ? [] : [messages.saves(secrets.toSave, messages.places[place])]),
	].join('\n');
	const data = {kind: scheduler.kind, files, saves: secrets.toSave, notes};
	if (isDry) {
		context.print({...data, done: false}, () => `${plan}\n${notes.join('\n')}\n`);
		return;
	}
	progress.say([plan, ...notes].join('\n'), {event: 'schedule', ...data});
	await agree(context, messages);
	await secrets.save();
	await scheduler.install(job);
	await show(context, scheduler, {name: job.name, found: scheduler.find(job.name)});
}

async function show(context: CommandContext, scheduler: Scheduler, {name, found}: Target): Promise<void> {
	if (found === null) return;
	const {readRuns} = await import('../../settings/run-record.ts');
	const {runText, schedulerNames, timeText} = await import('./run-texts.ts');
	const at = formatTime(found.at);
	const next = await scheduler.next(name, found.at, new Date());
	const last = readRuns(context.stateFolder).schedule;
	const lingers = await scheduler.lingers();
	const data = {kind: scheduler.kind, at, next: next?.toISOString() ?? null, files: found.files, last: last ?? null};
	context.printFacts({...data, lingers, done: true}, [
		[
			'Runs',
			`every day at ${at}${scheduler.kind === 'launchd' ? '' : `, or up to ${plural(spreadMinutes, 'minute')} later`}`,
		],
		['Next', next === null ? 'unknown' : timeText(next)],
		['By', schedulerNames[scheduler.kind]],
		...found.files.map((path) => ['Files', path] as const),
		['Last run', last && runText(last.last)],
	]);
}

async function remove(context: CommandContext, scheduler: Scheduler, {name, found}: Target): Promise<0> {
	const {progress, isDry} = context;
	const list = (title: string) => [title, ...(found?.files ?? []).map((path) => `  ${path}`), ''].join('\n');
	if (found === null || isDry) {
		const data = {files: found?.files ?? [], done: false};
		context.print(data, () => (found === null ? 'There is no schedule.\n' : list(messages.wouldRemove)));
		return 0;
	}
	if (!context.values.yes) progress.say(found.files.join('\n'), {event: 'schedule', files: found.files});
	await agree(context, messages.removing);
	const said = await scheduler.remove(name);
	if (said !== null) progress.say(messages.systemSaid(said));
	context.print({files: found.files, done: true}, () => list(messages.removed));
	return 0;
}

function indented(content: string): string {
	return content
		.trimEnd()
		.split(/\r?\n/)
		.map((line) => `  ${line}`)
		.join('\n');
}
