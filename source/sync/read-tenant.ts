import {warningMessages, warningSubjects} from '../c1z/warning-messages.ts';
import {resourceTypeIds} from '../connector/ids.ts';
import {append, nothingMapped} from '../connector/mapping.ts';
import {resourceTypes} from '../connector/resource-types.ts';
import {mapTeam} from '../connector/teams.ts';
import type {ListingKind} from '../litmos/client.ts';
import {Problem} from '../problem/problem.ts';
import type {Resource} from '../proto/model.ts';
import type {Extra} from '../settings/extras.ts';
import {reopenCatalogue} from './catalogue.ts';
import {closeTeams} from './close-teams.ts';
import type {DeltaSync} from './delta/delta-sync.ts';
import {readByChanges} from './delta/read-by-changes.ts';
import type {DeltaList} from './delta/stored-lists.ts';
import type {ExtraReader} from './extras/extra.ts';
import {extraListOf, extras} from './extras/table.ts';
import {isRead, listingKey} from './list-ends.ts';
import {isTolerable, OptionalParts} from './optional-parts.ts';
import {proveEnds} from './prove-ends.ts';
import {readChangedCourses} from './read-changed-courses.ts';
import {dropOtherCourses, readCourses} from './read-courses.ts';
import {readListing, readPlainListing} from './read-list.ts';
import {readMembers} from './read-members.ts';
import {coursesWithMembersKnown} from './ruled-courses.ts';
import {type Run, store} from './run.ts';
import {noteSelection} from './selection.ts';
import {WorkQueue} from './work-queue.ts';

/**
 * Reads a whole tenant into the working file and closes it: accounts, teams and courses at once, the people of each as
 * soon as it is known, extras when nothing required is left. `abort` stops what is under way when a part fails. A
 * required part that fails is thrown, and the file does not become finished. With `delta` lists of members may be left out.
 */
export async function readTenant(
	run: Run,
	concurrency: number,
	abort: (error: unknown) => void,
	delta: DeltaSync | null = null,
): Promise<void> {
	const tenant = new TenantRead(run, concurrency, abort, delta);
	return tenant.read();
}

class TenantRead {
	readonly #run: Run;
	readonly #makeQueue: () => WorkQueue;
	readonly #queue: WorkQueue;
	readonly #optional: OptionalParts;
	readonly #delta: DeltaSync | null;
	readonly #teams = new Set<string>();
	#courses: ReadonlySet<string> = new Set();
	/** Lists of members that wait until it is known which can be left out; null once that is known. */
	#waiting: DeltaList[] | null;

	constructor(run: Run, concurrency: number, abort: (error: unknown) => void, delta: DeltaSync | null) {
		this.#run = run;
		this.#makeQueue = () => new WorkQueue(concurrency, abort);
		this.#queue = new WorkQueue(concurrency, abort);
		this.#optional = new OptionalParts(run);
		this.#delta = delta;
		this.#waiting = delta ? [] : null;
	}

	async read(): Promise<void> {
		const {file, options, progress} = this.#run;
		const delta = this.#delta;
		file.commit({resourceTypes: resourceTypes(this.#run.extras)});
		this.#queue.add(() => this.#readAccounts());
		this.#queue.add(() => this.#readTeams());
		this.#queue.add(() => this.#readCourses());
		for (const extra of this.#extras) extras[extra].atStart?.(this.#reader(extra));
		await this.#queue.drained();
		if (delta) await this.#readByChanges(delta);

		if (!options.resourcesOnly) await readChangedCourses(this.#run, this.#courses, this.#makeQueue);
		await this.#proveEnds();
		if (!options.resourcesOnly) dropOtherCourses(this.#run, coursesWithMembersKnown(this.#run, this.#courses));
		this.#optional.close();
		progress.set('finishing', {total: 1});
		closeTeams(this.#run);
		file.setNote('part', options.resourcesOnly ? 'resources' : 'all');
		file.finish(this.#run.readAt ?? new Date());
	}

	async #readByChanges(delta: DeltaSync): Promise<void> {
		const lists = this.#waiting ?? [];
		this.#waiting = null;
		await readByChanges(this.#run, delta, lists, async (wanted) => {
			for (const {kind, of} of wanted) this.#addMembers(kind, of);
			await this.#queue.drained();
		});
	}

	/** What a second reading finds is added to the queue, which this waits for. */
	#rereadOf(kind: ListingKind): (() => Promise<void>) | undefined {
		const read = {
			teams: () => this.#readTeams(),
			courses: () => {
				reopenCatalogue(this.#run.file);
				return this.#readCourses();
			},
		};
		const list = extraListOf(kind);
		const again =
			kind === 'teams' || kind === 'courses'
				? read[kind]
				: list && !list.toBatch && (async () => extras[list.extra].atStart?.(this.#reader(list.extra)));
		if (!again) return undefined;
		return async () => {
			await again();
			await this.#queue.drained();
		};
	}

	#proveEnds(): Promise<void> {
		return proveEnds(this.#run, {
			makeQueue: this.#makeQueue,
			rereadOf: (kind) => this.#rereadOf(kind),
			required: ({kind, of}, proof) =>
				kind === 'course-people' || kind === 'team-members' ? readMembers(this.#run, {kind, of}, proof) : proof(),
			optional: async (extra, {kind, of}, proof) => {
				const isDone = await this.#optional.attempt(extra, warningSubjects.listingOf(kind, of), proof);
				if (!isDone) this.#run.ends.forget(listingKey({kind, of}));
			},
		});
	}

	async #readAccounts(): Promise<void> {
		const {file, extras: mapping, progress} = this.#run;
		const hasDetails = mapping.accountDetails && file.note('details-refused') === null;
		if (hasDetails) {
			this.#showStored('accounts', 'account-details');
			try {
				await readPlainListing(this.#run, {kind: 'account-details', of: ''});
			} catch (error) {
				const problem = Problem.from(error);
				// Out of reach is out of reach for the plain list too.
				if (!isTolerable(problem) || problem.code.startsWith('network/') || problem.code === 'litmos/busy') throw error;
				file.setNote('details-refused', 'true');
				store(this.#run, {
					warnings: [
						{
							kind: 'optional-part-failed',
							subject: 'account-details',
							detail: warningMessages.detailsFailed(problem.what),
						},
					],
				});
				progress.set('accounts', {done: 0, rows: 0});
				await readPlainListing(this.#run, {kind: 'accounts', of: ''});
			}
		} else {
			this.#showStored('accounts', 'accounts');
			await readPlainListing(this.#run, {kind: 'accounts', of: ''});
		}
		progress.set('accounts', {total: progress.phase('accounts').done});
	}

	async #readTeams(): Promise<void> {
		const {file, extras: mapping, progress} = this.#run;
		this.#showStored('teams', 'teams');
		for (const team of file.resources(resourceTypeIds.team)) this.#addTeam(team.id?.resource ?? '');
		await readListing(this.#run, {kind: 'teams', of: ''}, (teams) => {
			const mapped = nothingMapped();
			for (const team of teams) {
				// What vanished in this sync stays out, also when the list is read again.
				const hasVanished = file.note(`vanished:${listingKey({kind: 'team-members', of: team.id})}`) !== null;
				if (!hasVanished) append(mapped, mapTeam(team, mapping));
			}
			for (const resource of mapped.resources) this.#addTeam(resource.id?.resource ?? '');
			return mapped;
		});
		progress.set('teams', {total: progress.phase('teams').done});
		progress.set('team-members', {total: this.#run.options.resourcesOnly ? 0 : this.#teams.size});
	}

	#addTeam(id: string): void {
		if (this.#teams.has(id)) return;
		this.#teams.add(id);
		if (!this.#run.options.resourcesOnly) {
			this.#addMembers('team-members', id);
		}
		for (const extra of this.#extras) extras[extra].ofTeam?.(this.#reader(extra), id);
	}

	#addMembers(kind: DeltaList['kind'], of: string): void {
		const run = this.#run;
		const listing = {kind, of};
		if (this.#waiting) this.#waiting.push(listing);
		else if (isRead(run.file, listing)) run.progress.advance(kind);
		else {
			this.#queue.add(async () => {
				await readMembers(run, listing, () => readPlainListing(run, listing));
				this.#delta?.wasRead(listing);
				run.progress.advance(kind);
			});
		}
	}

	async #readCourses(): Promise<void> {
		const {options, progress} = this.#run;
		let count = 0;
		this.#courses = await readCourses(this.#run, (id) => {
			count++;
			for (const extra of this.#extras) extras[extra].ofCourse?.(this.#reader(extra), id);
			if (!options.resourcesOnly) this.#addMembers('course-people', id);
		});
		noteSelection(this.#run.file, options, this.#courses);
		progress.set('course-people', {total: options.resourcesOnly ? 0 : count});
	}

	get #extras(): readonly Extra[] {
		return this.#run.options.extras;
	}

	#reader(extra: Extra): ExtraReader {
		const run = this.#run;
		return {
			resourcesOnly: run.options.resourcesOnly,
			list: (kind, of) => this.#addOptional(extra, {kind, of}, () => readPlainListing(run, {kind, of})),
			opening: (kind, type, map, onId) => {
				const known = new Set<string>();
				const add = (resource: Resource) => {
					const id = resource.id?.resource ?? '';
					if (known.has(id)) return;
					known.add(id);
					onId(id);
				};
				for (const resource of run.file.resources(type)) add(resource);
				this.#addOptional(extra, {kind, of: ''}, () =>
					readListing(run, {kind, of: ''}, (rows) => {
						const mapped = nothingMapped();
						for (const row of rows) append(mapped, map(row));
						for (const resource of mapped.resources) add(resource);
						return mapped;
					}),
				);
			},
		};
	}

	#addOptional(extra: Extra, listing: Parameters<typeof isRead>[1], task: () => Promise<void>): void {
		const {progress} = this.#run;
		progress.set('extras', {total: (progress.phase('extras').total ?? 0) + 1});
		if (isRead(this.#run.file, listing)) {
			progress.advance('extras');
			return;
		}
		const subject = listing.of === '' ? listing.kind : warningSubjects.listingOf(listing.kind, listing.of);
		this.#queue.add(async () => {
			await this.#optional.attempt(extra, subject, task);
			progress.advance('extras');
		}, 'optional');
	}

	/** Rows that an earlier run has stored. */
	#showStored(phase: 'accounts' | 'teams', listing: string): void {
		const rows = this.#run.file.checkpoint(listing)?.rows ?? 0;
		this.#run.progress.set(phase, {done: rows, rows});
	}
}
