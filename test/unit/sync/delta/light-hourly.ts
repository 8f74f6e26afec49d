import type {Picture} from '../../../../source/c1z/picture.ts';
import type {WorkingFile} from '../../../../source/c1z/working-file.ts';
import type {SizeName} from '../../../../source/sandbox/litmos/dataset.ts';
import {DeltaSync} from '../../../../source/sync/delta/delta-sync.ts';
import type {DeltaReport} from '../../../../source/sync/delta/report.ts';
import type {DeltaStore, StoredState} from '../../../../source/sync/delta/store.ts';
import {ListEnds} from '../../../../source/sync/list-ends.ts';
import {mappingExtrasOf} from '../../../../source/sync/mapping-extras.ts';
import {Progress} from '../../../../source/sync/progress.ts';
import {readTenant} from '../../../../source/sync/read-tenant.ts';
import type {Run} from '../../../../source/sync/run.ts';
import {defaultOptions} from '../../../../source/sync/workspace.ts';
import {randomFrom} from '../../litmos/simulation.ts';
import {MemoryFile} from '../memory-file.ts';
import {LightLitmos} from './light-litmos.ts';
import type {Difference} from './places.ts';
import {startTraffic} from './traffic.ts';

const hourMs = 60 * 60 * 1000;

export interface LightRun {
	/** Hours since the beginning, when the run began. */
	hour: number;
	report: {delta: DeltaReport};
	requests: number;
	differences: Difference[];
}

export interface LightOptions {
	seed: number;
	size?: SizeName;
	/** How much more happens than the fact sheet assumes. */
	factor?: number;
	/** How many changes of a kind must be watched before lists are left out; by default as many as in earnest. */
	proofs?: number;
}

/** Syncs a living tenant once an hour in simulated time, in memory alone, and compares each file with the truth of its run. */
export class LightHourly {
	readonly litmos: LightLitmos;
	readonly runs: LightRun[] = [];
	readonly #given: LightOptions;
	readonly #random: () => number;
	readonly #store = new MemoryStore();
	#due = 0;

	constructor(given: LightOptions) {
		this.#given = given;
		const {seed, size = 'S', factor = 1} = given;
		this.#random = randomFrom(seed);
		this.litmos = new LightLitmos(size, seed);
		startTraffic(this.litmos, seed, factor, (touched) => this.litmos.places.follow(touched));
	}

	async run(count: number): Promise<LightRun[]> {
		for (let number = 0; number < count; number++) await this.next();
		return this.runs;
	}

	/** One more run, once it is due. */
	async next(): Promise<LightRun> {
		const {litmos} = this;
		await litmos.sleep(this.#due - litmos.clock.now());
		// A run begins a little early or late, and at once where the one before took longer.
		this.#due = litmos.clock.now() + hourMs * (0.95 + this.#random() * 0.1);
		return this.sync();
	}

	async sync(): Promise<LightRun> {
		const {litmos} = this;
		const {places} = litmos;
		const hour = litmos.clock.now() / hourMs;
		const before = litmos.sent;
		places.beginRun();
		const memory = new MemoryFile();
		const delta = await litmos.run(this.#read(memory));
		const differences = places.endRun(memory.holderSet);
		const run = {hour, report: {delta}, requests: litmos.sent - before, differences};
		this.runs.push(run);
		return run;
	}

	/** A full read, without changes. Gives its requests. */
	async readInFull(): Promise<number> {
		const before = this.litmos.sent;
		await this.litmos.run(this.#read(new MemoryFile(), false));
		return this.litmos.sent - before;
	}

	async #read(memory: MemoryFile, isDelta = true): Promise<DeltaReport> {
		const client = this.litmos.client();
		const file = memory as unknown as WorkingFile;
		const controller = new AbortController();
		const progress = new Progress(
			client,
			file,
			() => {},
			() => this.litmos.now(),
		);
		const run: Run = {
			client,
			file,
			options: defaultOptions,
			extras: mappingExtrasOf(defaultOptions.extras),
			signal: controller.signal,
			progress,
			ends: new ListEnds(file),
			log: () => {},
			onWarning: () => {},
		};
		const delta = new DeltaSync(run, this.#store as unknown as DeltaStore, {
			fingerprint: '',
			needed: this.#given.proofs,
			isResumed: false,
			openPicture: () => memory as unknown as Picture,
		});
		try {
			await readTenant(run, 6, (error) => controller.abort(error), isDelta ? delta : null);
			if (isDelta) delta.save();
			return delta.report;
		} finally {
			progress.stop();
		}
	}
}

type StoredList = Parameters<DeltaStore['save']>[1] extends Iterable<infer List> ? List : never;

/** What the store of a sync by changes keeps, in memory. */
class MemoryStore implements Pick<DeltaStore, keyof DeltaStore> {
	#state: StoredState | null = null;
	#lists = new Map<string, StoredList>();
	#accounts: ReadonlyMap<string, boolean> = new Map();
	#seen: ReadonlySet<string> = new Set();

	load = () => structuredClone(this.#state);
	lists = () =>
		[...this.#lists.values()].map(({key, kind, of, readAt, members}) => ({key, kind, of, readAt, size: members.size}));
	members = (key: string) => this.#lists.get(key)?.members ?? new Map();
	deadlines = (key: string) => new Map(this.#lists.get(key)?.deadlines);
	accounts = () => this.#accounts;
	seen = () => this.#seen;
	close(): void {}

	save(
		state: StoredState,
		lists: Iterable<StoredList>,
		accounts: ReadonlyMap<string, boolean>,
		seen: Iterable<string>,
	): void {
		this.#state = structuredClone(state);
		this.#lists = new Map([...lists].map((list) => [list.key, list]));
		this.#accounts = accounts;
		this.#seen = new Set(seen);
	}

	clear(): void {
		this.#state = null;
		this.#lists.clear();
	}
}
