import type {Counts} from '../c1z/model.ts';
import type {SealProgress} from '../c1z/seal.ts';
import {taskCallMessages} from '../conductorone/rest/call-messages.ts';
import type {TaskCall, TaskEvent} from '../conductorone/tasks/task.ts';
import type {SyncEvent} from '../sync/events.ts';
import type {Log} from '../sync/log.ts';
import {age, count, plural, bytes as size} from '../text/amounts.ts';
import {asTyped} from '../text/as-typed.ts';
import {printable, printableJson, printableLines} from '../text/printable.ts';
import {bar} from '../ui/components/chart/chart-state.ts';
import {cut} from '../ui/text.ts';
import {asciiSymbols} from '../ui/theme.ts';

type Waiting = Extract<TaskEvent, {type: 'waiting'}>;

/** The lines that tell on stderr how the work goes. */
const progressMessages = {
	reading: 'Reading from Litmos.',
	/** @param coursesMs how old the list of courses is, null when it is read now */
	goingOn: (requestsSaved: number, coursesMs: number | null) =>
		`Picking up where the last sync left off: ${plural(requestsSaved, 'request')} saved.${coursesMs === null ? '' : ` The list of courses was read ${age(coursesMs)} ago.`}`,
	unused: (readMs: number, requestsSaved: number) =>
		`Using the last sync, read ${age(readMs)} ago and not used yet: ${plural(requestsSaved, 'request')} saved. To read again, add --fresh.`,
	/** @param leftMs null while unknown */
	read: (
		{accounts, teams, courses, grants}: Pick<Counts, 'accounts' | 'teams' | 'courses' | 'grants'>,
		requests: number,
		leftMs: number | null,
		/** Since when Litmos owes an answer; undefined when it does not. */
		silentMs?: number,
	) =>
		`${plural(accounts, 'account')}, ${plural(teams, 'team')}, ${plural(courses, 'course')}, ${plural(grants, 'grant')} · ${plural(requests, 'request')}${leftMs === null ? '' : `, about ${roughly(leftMs)} left`}${silentMs === undefined ? '' : ` · waiting for a response from Litmos, ${roughly(silentMs)}`}`,
	/** On a terminal: how far it is, before what was found. @param total null while unknown */
	readLine: (bar: string, spent: number, total: number | null, leftMs: number | null, grants: number) =>
		[
			`Reading from Litmos  ${bar}${total === null ? plural(spent, 'request') : `${count(spent)} of ${plural(total, 'request')}`}`,
			...(leftMs === null ? [] : [`${roughly(leftMs)} left`]),
			...(grants === 0 ? [] : [plural(grants, 'grant')]),
		].join(' · '),
	silent: (silentMs: number) => `waiting for a response from Litmos, ${roughly(silentMs)}`,
	throttled: (waitMs: number, reason: string) => `Waiting ${roughly(waitMs)} for Litmos: ${reason}`,
	sealing: (phase: SealProgress['phase'], percent: number) => `Writing the file: ${phase} ${percent}%`,
	connecting: (host: string) => `Connecting to ${host}.`,
	hello: 'Connected to ConductorOne.',
	waiting: {
		'no-task': 'Waiting for ConductorOne to ask for data.',
		'back-off': 'Waiting to try again.',
	} satisfies Record<Waiting['reason'], string>,
	stillWaiting: {
		'no-task': (forMs: number) => `Still waiting for ConductorOne to ask for data, ${roughly(forMs)} so far.`,
		'back-off': (forMs: number) => `Still waiting to try again, ${roughly(forMs)} so far.`,
	} satisfies Record<Waiting['reason'], (forMs: number) => string>,
	task: (kind: string) =>
		kind === 'syncFull' ? 'ConductorOne asked for the data.' : `ConductorOne asked for ${kind}.`,
	uploading: (percent: number, bytes: number, attempt: number) =>
		`Uploading: ${percent}% of ${size(bytes)}${attempt > 1 ? ` (try ${attempt})` : ''}`,
	accepted: 'ConductorOne accepted the result.',
	toldFailure: (message: string) => `Reported a failure to ConductorOne: ${message}`,
	refused: (message: string) => `ConductorOne refused the result: ${message}`,
	notTold: (message: string) => `Couldn’t report the result: ${message}`,
	retry: (waitMs: number, call: TaskCall, problem: string) =>
		`Trying again in ${roughly(waitMs)} to ${taskCallMessages[call]}: ${problem}`,
} as const;

function startedText(event: Extract<SyncEvent, {type: 'started'}>, now: number): string {
	const {resumed, requestsSaved, readAt, coursesAt} = event;
	if (readAt !== null) return progressMessages.unused(now - Date.parse(readAt), requestsSaved);
	if (!resumed) return progressMessages.reading;
	return progressMessages.goingOn(requestsSaved, coursesAt === null ? null : now - Date.parse(coursesAt));
}

/** One unit only: the line changes often. */
function roughly(milliseconds: number): string {
	const whole = Math.max(1, Math.round(milliseconds / 1000));
	return whole < 120 ? `${whole} s` : `${Math.round(whole / 60)} min`;
}

/** Tells on stderr how the work goes: one changing line on a terminal, a line now and then elsewhere, JSON for programs. */
export interface Progress {
	/** Something that stays; `event` is what programs get in its place. */
	say(text: string, event?: object): void;
	sync(event: SyncEvent): void;
	sealing(progress: SealProgress): void;
	task(event: TaskEvent): void;
	/** Gives what `work` gives. Once that takes two seconds, says what is waited for, unless something else was just said. */
	waiting<Result>(wait: Wait, work: Promise<Result>): Promise<Result>;
	/** Clears the changing line. */
	end(): void;
}

/** What a command may wait for: `what` for programs, `text` for a person, with how to do without if there is a way. */
export interface Wait {
	what: 'keychain' | 'network' | 'lock';
	text: string;
}

export interface ProgressOptions {
	form: 'terminal' | 'lines' | 'json';
	write: (text: string) => void;
	/** When the log goes to the same place, everything becomes a line of it. */
	log?: Log;
	/** Milliseconds. */
	now?: () => number;
	/** Cells of the terminal; default 80. */
	width?: () => number;
}

/** After so long a wait is told, milliseconds. */
const waitLimit = 2000;
/** Between two lines of the same kind where lines stay, milliseconds. */
const pause = 5000;
/** Between two that say no more than how long a wait has lasted: longer each time, up to this. */
const longestPause = 60_000;

export function createProgress({form, write, log, now = Date.now, width = () => 80}: ProgressOptions): Progress {
	const isInPlace = form === 'terminal' && log === undefined;
	let drawn = false;
	/** Tasks under way: while there are any, nobody waits for one. */
	let tasks = 0;
	let last: {kind: string; at: number; pause: number} | undefined;
	/** What is waited for since when. */
	let wait: {reason: Waiting['reason']; since: number} | undefined;
	/** When something was shown last: who reads that something goes on need not be told to wait. */
	let shownAt = Number.NEGATIVE_INFINITY;

	function clear(): void {
		if (drawn) write('\r\u001b[2K');
		drawn = false;
	}
	function say(text: string, event?: object): void {
		shownAt = now();
		if (log !== undefined) {
			log('info', text);
			return;
		}
		clear();
		write(
			form === 'json' ? `${printableJson(event ?? {event: 'message', text})}\n` : `${printableLines(asTyped(text))}\n`,
		);
	}
	/** A line that the next one of its kind replaces. */
	function change(kind: string, text: string, event: object): void {
		if (isInPlace) {
			shownAt = now();
			// A line that went on in the next row could not be replaced.
			write(`\r\u001b[2K${cut(printable(text), width() - 1)}`);
			drawn = true;
			return;
		}
		const before = last?.kind === kind ? last : undefined;
		if (before && now() - before.at < before.pause) return;
		const isStill = before !== undefined && kind === 'waiting';
		last = {kind, at: now(), pause: isStill ? Math.min(2 * before.pause, longestPause) : pause};
		say(text, event);
	}
	function waitingText({reason}: Waiting): string {
		if (wait?.reason !== reason) wait = {reason, since: now()};
		const forMs = now() - wait.since;
		return forMs < pause ? progressMessages.waiting[reason] : progressMessages.stillWaiting[reason](forMs);
	}

	return {
		say,
		sync(event) {
			switch (event.type) {
				case 'started':
					// On a terminal the line that changes says it, unless there is more to know.
					if (isInPlace && !event.resumed && event.readAt === null) return;
					return say(startedText(event, Date.now()), {
						event: 'sync-started',
						resumed: event.resumed,
						requestsSaved: event.requestsSaved,
						coursesAt: event.coursesAt,
						readAt: event.readAt,
					});
				case 'progress':
					return change(
						'progress',
						isInPlace
							? readLine(event)
							: progressMessages.read(event.counts, event.budget.spent, event.budget.timeLeft, event.budget.silent),
						{
							event: 'sync-progress',
							counts: event.counts,
							budget: event.budget,
						},
					);
				case 'throttled':
					return change('throttled', progressMessages.throttled(event.waitMs, event.reason), {
						event: 'throttled',
						waitMs: event.waitMs,
					});
				case 'notice':
					return say(event.text, {event: 'notice', text: event.text});
				case 'warning':
				case 'course-people':
				case 'finished':
					// Counted in the result; one by one they would drown it.
					return;
			}
		},
		sealing(progress) {
			const {phase, done, total} = progress;
			change(`seal-${phase}`, progressMessages.sealing(phase, percent(done, total)), {event: 'sealing', ...progress});
		},
		task(event) {
			// The service logs these itself, with more fields.
			if (log !== undefined) return;
			if (event.type === 'task') tasks++;
			if (event.type === 'finished') tasks--;
			if (event.type === 'waiting' && event.reason === 'no-task' && tasks > 0) return;
			if (event.type !== 'waiting') {
				wait = undefined;
				if (last?.kind === 'waiting') last = undefined;
			}
			const text = event.type === 'waiting' ? waitingText(event) : taskText(event);
			const {type: step, ...facts} = event;
			const isPassing = isInPlace && ['connecting', 'hello', 'task'].includes(step);
			const told = {event: 'push', step, ...facts};
			if (step === 'upload' || step === 'waiting' || isPassing) return change(step, text, told);
			say(text, told);
		},
		async waiting({what, text}, work) {
			let timer: NodeJS.Timeout;
			const look = (inMs: number) => {
				timer = setTimeout(() => {
					const left = shownAt + waitLimit - now();
					if (left > 0) look(left);
					else say(text, {event: 'waiting', what, text});
				}, inMs).unref();
			};
			look(waitLimit);
			try {
				return await work;
			} finally {
				clearTimeout(timer!);
			}
		},
		end: clear,
	};
}

/** Signs that every terminal has: the line is drawn before the settings are known. */
const wholeCells = asciiSymbols;
const barCells = 16;

function readLine({counts, budget}: Extract<SyncEvent, {type: 'progress'}>): string {
	const {spent, left, timeLeft, silent} = budget;
	const total = left === null ? null : spent + left;
	const {filled, rest} = bar(total === null || total === 0 ? 0 : spent / total, barCells, wholeCells);
	const line = progressMessages.readLine(
		total === null ? '' : `${filled}${rest}  `,
		spent,
		total,
		timeLeft,
		counts.grants,
	);
	return silent === undefined ? line : `${line} · ${progressMessages.silent(silent)}`;
}

function taskText(event: Exclude<TaskEvent, Waiting>): string {
	switch (event.type) {
		case 'connecting':
			return progressMessages.connecting(event.host);
		case 'hello':
			return progressMessages.hello;
		case 'task':
			return progressMessages.task(event.kind);
		case 'upload':
			return progressMessages.uploading(percent(event.sentBytes, event.totalBytes), event.totalBytes, event.attempt);
		case 'finished':
			if (event.ok) return progressMessages.accepted;
			if (event.refused) return progressMessages.refused(event.message);
			return event.told ? progressMessages.toldFailure(event.message) : progressMessages.notTold(event.message);
		case 'retry':
			return progressMessages.retry(event.waitMs, event.what, event.problem);
	}
}

/** Rounded down: only what is finished looks finished. */
function percent(done: number, total: number): number {
	return total > 0 ? Math.floor((100 * done) / total) : 0;
}
