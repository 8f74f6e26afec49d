import type {WorkingFile} from '../c1z/working-file.ts';
import type {ListingKind, LitmosClient} from '../litmos/client.ts';
import {type Budget, type Phase, type PhaseProgress, phases, type SyncEvent} from './events.ts';
import {timeFor} from './plan.ts';
import {syncNotices} from './reading-messages.ts';

/** At most ten events a second. */
const between = 100;
const betweenSaves = 1000;
/** Requests are timed over so many milliseconds in which none waited for its turn. */
const rateWindow = 60_000;
const rateAfter = 2_000;
/** A shorter wait for an answer is none. */
const silence = 2_000;

const phaseOf: Partial<Record<ListingKind, Phase>> = {
	accounts: 'accounts',
	'account-details': 'accounts',
	teams: 'teams',
	courses: 'courses',
	'team-members': 'team-members',
	'course-people': 'course-people',
};

interface PhaseState extends PhaseProgress {
	/** Lists of which this run has read a page, and all of their pages. */
	begun: number;
	pages: number;
	/** When something of it was first and last done, null before. */
	first: number | null;
	last: number | null;
}

/** Keeps the numbers a person sees while a sync runs, and the request count of the working file. */
export class Progress {
	readonly #client: LitmosClient;
	readonly #file: WorkingFile;
	readonly #emit: (event: SyncEvent) => void;
	readonly #clock: () => number;
	readonly #openProofs: (unread: number) => number;
	readonly #phases = new Map<Phase, PhaseState>();
	/** How many requests were sent, by the milliseconds in which none waited for its turn. */
	readonly #samples: {at: number; sent: number}[] = [];
	#unhindered = 0;
	#lastLook: {at: number; waiting: boolean};
	readonly #before: number;
	readonly #start: {sent: number; retried: number; throttled: number};
	#counted: number;
	#throttled: number;
	#lastEvent = Number.NEGATIVE_INFINITY;
	#lastSave = Number.NEGATIVE_INFINITY;
	/** When a request was last sent or something read. */
	#lastSign: {sent: number; at: number};
	#timer: NodeJS.Timeout | undefined;

	/** @param openProofs requests that proving the ends of lists still takes when so many more lists are read */
	constructor(
		client: LitmosClient,
		file: WorkingFile,
		emit: (event: SyncEvent) => void,
		clock: () => number,
		openProofs: (unread: number) => number = () => 0,
	) {
		this.#client = client;
		this.#openProofs = openProofs;
		this.#file = file;
		this.#emit = emit;
		this.#clock = clock;
		this.#before = file.info().requests;
		const {sent, retried, throttled} = client.stats();
		this.#start = {sent, retried, throttled};
		this.#counted = sent;
		this.#throttled = throttled;
		this.#samples.push({at: 0, sent});
		this.#lastLook = {at: clock(), waiting: false};
		this.#lastSign = {sent, at: clock()};
		for (const phase of phases) {
			this.#phases.set(phase, {phase, done: 0, total: null, rows: 0, begun: 0, pages: 0, first: null, last: null});
		}
		// While requests wait their turn nothing else would move the clock on the screen.
		this.#timer = setInterval(() => this.tick(), 250);
		this.#timer.unref();
	}

	/** Requests this run has spent so far. */
	get spent(): {spent: number; retried: number; throttled: number; saved: number} {
		const {sent, retried, throttled} = this.#client.stats();
		return {
			spent: sent - this.#start.sent,
			retried: retried - this.#start.retried,
			throttled: throttled - this.#start.throttled,
			saved: this.#before,
		};
	}

	/**
	 * Writes the number of requests down, and when they were sent, so that they count against the same minute after a
	 * crash. Not with each page: a transaction of its own would cost as much as the page's.
	 */
	#saveRequests(): void {
		const {sent} = this.#client.stats();
		if (sent === this.#counted) return;
		this.#file.addRequests(sent - this.#counted);
		this.#counted = sent;
		const recent = this.#client.recent?.();
		if (recent) this.#file.setNote('recent', JSON.stringify(recent));
	}

	phase(phase: Phase): PhaseState {
		return this.#phases.get(phase)!;
	}

	/** Milliseconds from the first to the last sign of each phase; phases overlap. */
	durations(): Partial<Record<Phase, number>> {
		const worked = [...this.#phases.values()].filter(({first}) => first !== null);
		return Object.fromEntries(worked.map(({phase, first, last}) => [phase, Math.round(last! - first!)]));
	}

	set(phase: Phase, change: Partial<Pick<PhaseProgress, 'done' | 'total' | 'rows'>>): void {
		Object.assign(this.#touch(phase), change);
		this.tick();
	}

	pageRead(kind: ListingKind, rows: number, isFirst = true): void {
		const state = this.#touch(phaseOf[kind] ?? 'extras');
		state.rows += rows;
		state.pages++;
		if (isFirst) state.begun++;
		if (state.phase === 'accounts' || state.phase === 'teams' || state.phase === 'courses') state.done += rows;
		this.tick();
	}

	/** A part of a phase is done. */
	advance(phase: Phase): void {
		this.#touch(phase).done++;
		this.tick();
	}

	/** Sends an event when it is time for one. */
	tick(): void {
		const now = this.#clock();
		this.#reportThrottling();
		if (now - this.#lastEvent < between) return;
		this.#lastEvent = now;
		if (now - this.#lastSave >= betweenSaves) {
			this.#lastSave = now;
			this.#saveRequests();
		}
		this.flush();
	}

	/** Sends the numbers as they are. */
	flush(): void {
		const shown = [...this.#phases.values()].map(({phase, done, total, rows}) => ({phase, done, total, rows}));
		this.#emit({type: 'progress', phases: shown, budget: this.budget(), counts: this.#file.counts()});
	}

	budget(): Budget {
		const left = this.#left();
		const rate = this.#rate();
		return {
			spent: this.#before + this.spent.spent,
			left,
			timeLeft: left === null ? null : left === 0 ? 0 : this.#timeFor(left, rate),
			...this.#silent(),
		};
	}

	/** As long as the allowance takes, or Litmos with its answers, whichever is slower. */
	#timeFor(requests: number, rate: number): number {
		const {waiting} = this.#client.stats();
		return Math.max(this.#client.waitFor?.(requests) ?? 0, waiting + timeFor(requests, rate));
	}

	/**
	 * Writes the number of requests down now and then not before the stop: another connection of this thread is about to
	 * write into the file, which would be waited for in vain.
	 */
	settle(): void {
		this.#saveRequests();
		this.#lastSave = Number.POSITIVE_INFINITY;
	}

	stop(): void {
		if (!this.#timer) return;
		clearInterval(this.#timer);
		this.#timer = undefined;
		this.#saveRequests();
	}

	#silent(): Pick<Budget, 'silent'> {
		const {sent, underWay = 0} = this.#client.stats();
		const now = this.#clock();
		if (sent !== this.#lastSign.sent || underWay === 0) this.#lastSign = {sent, at: now};
		const silent = now - this.#lastSign.at;
		return silent < silence ? {} : {silent};
	}

	#touch(phase: Phase): PhaseState {
		const state = this.phase(phase);
		state.last = this.#clock();
		this.#lastSign.at = state.last;
		state.first ??= state.last;
		return state;
	}

	/** Listings not begun are taken to be as long as those read. */
	#left(): number | null {
		const counted = ['accounts', 'teams', 'courses', 'team-members', 'course-people'] as const;
		if (counted.some((phase) => this.phase(phase).total === null)) return null;
		let left = 0;
		let unread = 0;
		for (const phase of ['team-members', 'course-people', 'extras'] as const) {
			const {total, done, begun, pages} = this.phase(phase);
			if (total === null) continue;
			unread += total - done;
			left += Math.ceil((total - done) * (begun > 0 ? pages / begun : 1));
		}
		return left + this.#openProofs(unread);
	}

	/**
	 * Requests a minute while none waits for its turn: measured once there is enough to measure, before that what the pacer
	 * allows. A wait for the allowance says nothing of how fast it goes on.
	 */
	#rate(): number {
		const {sent, rate, waiting} = this.#client.stats();
		const now = this.#clock();
		if (!this.#lastLook.waiting) this.#unhindered += now - this.#lastLook.at;
		this.#lastLook = {at: now, waiting: waiting > 0};
		const at = this.#unhindered;
		if (at - this.#samples.at(-1)!.at >= 1000) this.#samples.push({at, sent});
		while (this.#samples.length > 1 && at - this.#samples[0]!.at > rateWindow) this.#samples.shift();
		const oldest = this.#samples[0]!;
		if (at - oldest.at < rateAfter || sent === oldest.sent) return rate;
		return ((sent - oldest.sent) / (at - oldest.at)) * 60_000;
	}

	#reportThrottling(): void {
		const {throttled, waiting} = this.#client.stats();
		if (throttled <= this.#throttled) return;
		this.#throttled = throttled;
		// What was sent before the wait says nothing of how fast it goes on.
		this.#samples.splice(0, Number.POSITIVE_INFINITY, {at: this.#unhindered, sent: this.#client.stats().sent});
		this.#emit({type: 'throttled', waitMs: waiting, reason: syncNotices.slowDown});
	}
}
