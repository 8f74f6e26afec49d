import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Picture} from '../../../../source/c1z/picture.ts';
import {openWorkingFile} from '../../../../source/c1z/working-file.ts';
import type {LitmosClient} from '../../../../source/litmos/client.ts';
import type {SizeName} from '../../../../source/sandbox/litmos/dataset.ts';
import {listOf, membersOf} from '../../../../source/sync/delta/stored-lists.ts';
import type {SyncReport} from '../../../../source/sync/events.ts';
import type {SyncOptions} from '../../../../source/sync/job.ts';
import {runSync} from '../../../../source/sync/run-sync.ts';
import {defaultOptions} from '../../../../source/sync/workspace.ts';
import type {LitmosBehaviour} from '../../../sandbox/litmos/behaviour.ts';
import {randomFrom} from '../../litmos/simulation.ts';
import {VirtualLitmos} from '../virtual-litmos.ts';
import type {Difference} from './places.ts';
import {firstDay, startTraffic, truth} from './traffic.ts';

const hourMs = 60 * 60 * 1000;

export interface HourlyRun {
	/** Hours since the beginning, when the run began. */
	hour: number;
	report: SyncReport;
	requests: number;
	differences: Difference[];
}

export interface HourlyOptions {
	seed: number;
	size?: SizeName;
	/** How much more happens than the fact sheet assumes. */
	factor?: number;
	options?: Partial<SyncOptions>;
	/** Called before each run, which it may make misbehave, delay (hours) or have other options. */
	before?: (litmos: VirtualLitmos, run: number) => Partial<SyncOptions> | undefined;
	behaviour?: Partial<LitmosBehaviour>;
	/** Hours between runs. */
	every?: (run: number) => number;
	/** How many changes of a kind must be watched before lists are left out. */
	proofs?: number;
	wrap?: (client: LitmosClient) => LitmosClient;
}

/** Syncs a living tenant once an hour, in virtual time, and compares each file with the truth of its run. */
export class Hourly {
	readonly litmos: VirtualLitmos;
	readonly folder = mkdtempSync(join(tmpdir(), 'delta-'));
	readonly runs: HourlyRun[] = [];
	readonly #given: HourlyOptions;
	readonly #random: () => number;
	/** The truth at the beginning of a run and after each change in it; null between runs. */
	#truths: Map<string, boolean>[] | null = null;

	constructor(given: HourlyOptions) {
		this.#given = given;
		const {seed, size = 'S', factor = 1, behaviour = {}} = given;
		this.litmos = new VirtualLitmos(size, behaviour, {seed, latency: [20, 200], epoch: firstDay});
		this.#random = randomFrom(seed);
		startTraffic(this.litmos, seed, factor, () => this.changed());
	}

	/** To be called after each change. */
	changed(): void {
		this.#truths?.push(truth(this.litmos.tenant));
	}

	async run(count: number): Promise<HourlyRun[]> {
		for (let number = 0; number < count; number++) {
			await this.sync(this.#given.before?.(this.litmos, this.runs.length));
			const hours = this.#given.every?.(number) ?? 1;
			await this.litmos.sleep(hours * hourMs * (0.95 + this.#random() * 0.1));
		}
		return this.runs;
	}

	/** `others`: what else is not as usual: the key that the sync says it has, how far this machine's clock is ahead, ms. */
	async sync(
		change: Partial<SyncOptions> = {},
		wrap = this.#given.wrap ?? ((client: LitmosClient) => client),
		{apiKey = this.litmos.target.apiKey, clockAhead = 0} = {},
	): Promise<HourlyRun> {
		const {litmos} = this;
		const hour = litmos.clock.now() / hourMs;
		// What an interrupted sync read is part of the one that goes on with it.
		this.#truths = [...(this.#truths ?? []), truth(litmos.tenant)];
		const options = {
			...defaultOptions,
			delta: 'auto' as const,
			deltaProofs: this.#given.proofs ?? 3,
			...this.#given.options,
			...change,
		};
		const client = litmos.client();
		const job = {target: {...litmos.target, apiKey}, options, folder: this.folder, fresh: false, endsWithRead: true};
		const before = litmos.report().totalRequests;
		try {
			const report = await litmos.run(
				runSync(job, {
					onEvent: () => {},
					createClient: () => wrap(client),
					clock: () => litmos.now() + clockAhead,
				}),
			);
			const requests = litmos.report().totalRequests - before;
			const run = {hour, report, requests, differences: compare(report.workingFile, this.#truths)};
			this.runs.push(run);
			this.#truths = null;
			return run;
		} finally {
			client.close?.();
		}
	}

	close(): void {
		rmSync(this.folder, {recursive: true, force: true});
	}
}

/** Where a working file says something that is in none of the truths. */
export function compare(path: string, truths: readonly Map<string, boolean>[]): Difference[] {
	const places = new Map<string, boolean>();
	const file = openWorkingFile(path, {readOnly: true});
	const picture = new Picture(path);
	for (const {listing} of file.checkpoints()) {
		const list = listOf(listing);
		if (list === null) continue;
		for (const [id, completed] of membersOf(picture, list)) places.set(`${listing} ${id}`, completed);
	}
	picture.close();
	file.close();
	const last = truths.at(-1)!;
	const all = new Set([...places.keys(), ...truths.flatMap((one) => [...one.keys()])]);
	return [...all]
		.filter((place) => !truths.some((one) => one.get(place) === places.get(place)))
		.map((place) => ({place, file: places.get(place), truth: last.get(place)}));
}
