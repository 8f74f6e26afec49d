import {existsSync} from 'node:fs';
import {sealMessages} from '../c1z/messages.ts';
import type {SealedFile, SealOptions} from '../c1z/seal.ts';
import {sealWorkingFile} from '../c1z/seal.ts';
import {inMemory} from '../c1z/working-database.ts';
import type {WorkingFile} from '../c1z/working-file.ts';
import {createWorkingFile, lookInto, openWorkingFile} from '../c1z/working-file.ts';
import type {LitmosClient, LitmosTarget} from '../litmos/client.ts';
import {createLitmosClient} from '../litmos/litmos-client.ts';
import {cancelled, Problem} from '../problem/problem.ts';
import {type Assignment, assignCourse, unassignCourse, wouldAssign, wouldUnassign} from './assignments.ts';
import {catalogueReadAt, readCatalogue} from './catalogue.ts';
import {noteCourseChange} from './course-changes.ts';
import type {CourseRow} from './course-filter.ts';
import {type CoursePeople, coursePeople, courseRows} from './course-people.ts';
import type {SyncEvent, SyncReport} from './events.ts';
import {findAccount} from './find-account.ts';
import type {SyncJob} from './job.ts';
import {ListEnds} from './list-ends.ts';
import type {Log} from './log.ts';
import {loggingHooks} from './log.ts';
import {mappingExtrasOf} from './mapping-extras.ts';
import {Progress} from './progress.ts';
import type {Run} from './run.ts';
import {runSync} from './run-sync.ts';
import {requireSame, type SyncIdentity} from './same-sync.ts';
import {workingFilePath} from './working-file-path.ts';
import {recentRequests, scopeOf} from './workspace.ts';

/** A job without the target, which belongs to the session. */
export type SessionJob = Omit<SyncJob, 'target'>;

/** The list of courses that a person chose from is not read again for the sync for so long. Milliseconds. */
const listedFor = 10 * 60 * 1000;
/** Two clocks are read to note a request; within so many ms two notes mean the same one. */
const sameRequest = 3;

export interface SessionSealOptions extends SealOptions {
	/** The sync that the file must have, and keep while it is written; see {@link requireSame}. */
	only?: SyncIdentity;
}

export interface SessionParts {
	createClient?: (target: LitmosTarget) => LitmosClient;
	clock?: () => number;
	log?: Log;
}

/**
 * Everything done with one Litmos tenant in one sitting, with one client: its check, the course picker and the sync share
 * one pacer, and the sync does not read again what the picker has read. Runs in whatever thread it is made in.
 */
export class Session {
	readonly #target: LitmosTarget;
	readonly #client: LitmosClient;
	readonly #clock: () => number;
	readonly #log: Log;
	/** Sync ids of the working files written here. */
	readonly #written = new Set<string>();
	/** Sync ids of the working files whose requests are counted. */
	readonly #counted = new Set<string>();
	/** The list of courses read last. */
	#listed: WorkingFile | null = null;
	/** Since when this client counts its own requests. */
	readonly #began = Date.now();

	constructor(target: LitmosTarget, parts: SessionParts = {}) {
		this.#target = target;
		this.#log = parts.log ?? (() => {});
		this.#clock = parts.clock ?? Date.now;
		this.#client = (parts.createClient ?? this.#makeClient)(target);
	}

	/** One request. Throws the Problem that tells a wrong key from a wrong host from no network. */
	async checkAccess(signal?: AbortSignal): Promise<void> {
		await this.#client.checkAccess({signal});
	}

	/**
	 * Gives the courses page by page as Litmos lists them now, and resolves with their number. No working file is written;
	 * a sync of this session that soon follows does not ask for the list again.
	 */
	async listCourses(job: SessionJob, onCourses: (rows: CourseRow[]) => void, signal?: AbortSignal): Promise<number> {
		const file = createWorkingFile(inMemory, scopeOf({...job, target: this.#target}));
		const progress = new Progress(this.#client, file, () => {}, this.#clock);
		const run: Run = {
			client: this.#client,
			file,
			options: job.options,
			extras: mappingExtrasOf(job.options.extras),
			signal: signal ?? new AbortController().signal,
			progress,
			ends: new ListEnds(file),
			log: this.#log,
			onWarning: () => {},
		};
		let total = 0;
		try {
			const rowsOf = courseRows(this.#knownPeople(job));
			await readCatalogue(run, (rows) => {
				total += rows.length;
				onCourses(rowsOf(rows));
			});
			progress.stop();
			this.#keepListed(file);
			return total;
		} catch (error) {
			progress.stop();
			file.close();
			throw signal?.aborted ? cancelled() : Problem.from(error);
		}
	}

	async sync(job: SessionJob, onEvent: (event: SyncEvent) => void, signal?: AbortSignal): Promise<SyncReport> {
		return runSync(
			{...job, target: this.#target},
			{
				onEvent,
				signal,
				createClient: () => this.#client,
				clock: this.#clock,
				log: this.#log,
				ours: (syncId) => this.#written.has(syncId),
				onOpened: (file, isUnused) => this.#take(file, isUnused),
				listed: () => this.#recentlyListed(),
			},
		);
	}

	/**
	 * Assigns a course and proves it, see {@link assignCourse}: through the same client, so that provisioning and syncs share
	 * one budget of requests. `folder` is that of the working files: what is stored there of the course is read again.
	 */
	async assign(
		assignment: Assignment,
		{sendMessage, folder}: {sendMessage: boolean; folder: string},
		signal?: AbortSignal,
	) {
		return this.#changing(folder, assignment, () => assignCourse(this.#client, assignment, {sendMessage, signal}));
	}

	/** Takes a course away and proves it, see {@link unassignCourse}. */
	async unassign(assignment: Assignment, {folder}: {folder: string}, signal?: AbortSignal) {
		return this.#changing(folder, assignment, () => unassignCourse(this.#client, assignment, {signal}));
	}

	/** What `assign` and `unassign` would do, found out by reading alone. */
	async wouldAssign(assignment: Assignment, signal?: AbortSignal) {
		return wouldAssign(this.#client, assignment, signal);
	}

	async wouldUnassign(assignment: Assignment, signal?: AbortSignal) {
		return wouldUnassign(this.#client, assignment, signal);
	}

	/** Also when the change failed: Litmos may have made it all the same. */
	async #changing<Outcome>(folder: string, {courseId}: Assignment, change: () => Promise<Outcome>): Promise<Outcome> {
		try {
			return await change();
		} finally {
			try {
				noteCourseChange(workingFilePath(folder, this.#target), courseId);
			} catch (error) {
				this.#log('error', 'change of a course not noted', {courseId, reason: String(error)});
			}
		}
	}

	/** An account by its id, user name or e-mail; null when Litmos knows none. */
	async account(wanted: string, signal?: AbortSignal) {
		return findAccount(this.#client, wanted, signal);
	}

	/** Writes the finished working file as a .c1z. */
	async seal(workingFile: string, out: string, options: SessionSealOptions = {}): Promise<SealedFile> {
		return seal(workingFile, out, options);
	}

	/** Times (Unix ms) of the requests of the last minute. */
	recent(): number[] {
		return this.#client.recent?.() ?? [];
	}

	close(): void {
		this.#keepListed(null);
		this.#client.close?.();
	}

	readonly #makeClient = (target: LitmosTarget) => createLitmosClient(target, loggingHooks(this.#log));

	/** What is known of the courses from earlier syncs, for which nobody has to wait. */
	#knownPeople({folder}: SessionJob): CoursePeople {
		const path = workingFilePath(folder, this.#target);
		if (!existsSync(path)) return new Map();
		try {
			return lookInto(path, (file) => {
				this.#count(file);
				return coursePeople(file);
			});
		} catch (error) {
			// The list is whole without it.
			this.#log('warn', 'earlier sync not looked at', {code: Problem.from(error).code});
			return new Map();
		}
	}

	/** A person takes some minutes to choose; after a longer pause the list is read again. */
	#recentlyListed(): WorkingFile | null {
		const age = this.#clock() - Date.parse((this.#listed && catalogueReadAt(this.#listed)) ?? '');
		return age <= listedFor ? this.#listed : null;
	}

	#keepListed(file: WorkingFile | null): void {
		this.#listed?.close();
		this.#listed = file;
	}

	#take(file: WorkingFile, isUnused: boolean): void {
		this.#count(file);
		if (!isUnused) this.#written.add(file.info().syncId);
	}

	/** What an earlier process asked within the last minute counts against the same allowance. */
	#count(file: WorkingFile): void {
		const {syncId} = file.info();
		if (this.#counted.has(syncId)) return;
		this.#counted.add(syncId);
		const known = this.#target.recent ?? [];
		const isNews = (at: number) => at < this.#began && !known.some((other) => Math.abs(at - other) <= sameRequest);
		this.#client.countRecent?.(recentRequests(file).filter(isNews));
	}
}

/**
 * Writes a finished working file as a .c1z. Throws `sync/incomplete` also when courses were being added to a finished one.
 */
export async function seal(
	workingFile: string,
	out: string,
	{only, ...options}: SessionSealOptions = {},
): Promise<SealedFile> {
	const file = openWorkingFile(workingFile, {readOnly: true});
	try {
		if (only) requireSame(file, only);
		if (file.note('continuing') === 'true') {
			throw new Problem({code: 'sync/incomplete', ...sealMessages.incomplete});
		}
		const sealed = await sealWorkingFile(file, out, options);
		// Rows may have changed while they were being copied.
		if (only) requireSame(file, only);
		return sealed;
	} finally {
		file.close();
	}
}
