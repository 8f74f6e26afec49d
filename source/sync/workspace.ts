import {chmodSync, existsSync, lstatSync, mkdirSync, renameSync, rmSync, statSync} from 'node:fs';
import {dirname} from 'node:path';
import type {Scope} from '../c1z/scope.ts';
import {isUnbegun} from '../c1z/working-database.ts';
import type {WorkingFile} from '../c1z/working-file.ts';
import {createWorkingFile, openWorkingFile} from '../c1z/working-file.ts';
import {mappingVersion} from '../connector/connector.ts';
import {systemReason} from '../problem/messages.ts';
import {Problem} from '../problem/problem.ts';
import {systemCode} from '../problem/system-code.ts';
import {forgetCourseChanges} from './course-changes.ts';
import {type CoursePeople, coursePeople, keepCoursePeople} from './course-people.ts';
import type {SyncJob, SyncOptions} from './job.ts';
import {lockFile} from './lock.ts';
import {workspaceMessages} from './messages.ts';
import {resumeMessages, syncNotices} from './reading-messages.ts';
import {usableFor} from './usable-for.ts';
import {tenantOf, workingFilePath} from './working-file-path.ts';

export const defaultResumeWithin = 24 * 60 * 60 * 1000;

/** Options as they are when nothing is chosen: everything that baton-litmos reads, nothing else. */
export const defaultOptions: SyncOptions = {
	courses: null,
	extras: [],
	skipEmptyTeams: false,
	skipInactiveCourses: false,
	resumeWithin: defaultResumeWithin,
	resourcesOnly: false,
};

/**
 * What a working file must agree on to be gone on with. The choice of courses is not part of it: courses are added and
 * removed in the file, so that nothing is read twice when a person changes their mind.
 */
export function scopeOf({target, options}: Pick<SyncJob, 'target' | 'options'>): Scope {
	return {
		tenant: tenantOf(target),
		courses: null,
		extras: [
			...new Set([
				...options.extras,
				...(options.skipEmptyTeams ? ['skip-empty-teams'] : []),
				...(options.checkEveryList ? ['check-every-list'] : []),
			]),
		].sort(),
		mapping: mappingVersion,
	};
}

export interface FileState {
	scope: Scope;
	startedAt: Date;
	finishedAt: Date | null;
	/** Something was begun on top of what is finished. */
	continuing: boolean;
	/** This session has written the file: the person is still at it. */
	ours: boolean;
	/** The caller asked for this very sync to be used. */
	isWanted: boolean;
	/** Another key read it, and Litmos has accepted the one of now. */
	isAbandoned: boolean;
}

/** The note of a working file that nobody goes on with. */
export const abandonedKey = 'abandoned';

/** Whether a sync goes on with the file, and why not otherwise. Pure. */
export function decideResume(
	state: FileState | null,
	wanted: {scope: Scope; fresh: boolean; endsWithRead: boolean; resumeWithin: number; now: number},
): {resume: boolean; reason: string} {
	const anew = (reason: string) => ({resume: false, reason});
	if (!state) return anew(resumeMessages.nothingRead);
	if (wanted.fresh) return anew(resumeMessages.fresh);
	if (state.isAbandoned) return anew(resumeMessages.otherKey);
	const {scope} = state;
	if (scope.mapping !== wanted.scope.mapping) return anew(resumeMessages.otherMapping);
	if (scope.tenant !== wanted.scope.tenant) return anew(resumeMessages.otherTenant);
	if (scope.extras.join() !== wanted.scope.extras.join()) return anew(resumeMessages.otherExtras);
	const age = wanted.now - state.startedAt.getTime();
	if (age > wanted.resumeWithin) return anew(resumeMessages.tooOld(age));
	const {finishedAt} = state;
	if (finishedAt === null) return {resume: true, reason: resumeMessages.goesOn};
	if (wanted.endsWithRead) return anew(resumeMessages.complete);
	if (state.isWanted) return {resume: true, reason: resumeMessages.unused};
	const isRecent = wanted.now - finishedAt.getTime() <= usableFor;
	return (state.ours || state.continuing) && isRecent
		? {resume: true, reason: resumeMessages.goesOn}
		: anew(resumeMessages.complete);
}

export interface Workspace {
	file: WorkingFile;
	resumed: boolean;
	/** It is the finished sync that the job asked for. */
	isUnused: boolean;
	reason: string;
	/** A sentence for a person about what was found and put away, else null. */
	notice: string | null;
	/** Closes the file and lets go of the lock. */
	close(): void;
	/** Closes a file that proved unusable, puts it out of the way of the next sync, and gives a sentence that says so. */
	abandon(problem: Problem): string;
}

/**
 * Opens the working file of a job under its lock, or starts a new one. `ours` tells by sync id whether this session wrote
 * the file. Throws `sync/locked`, `disk/*`.
 */
export function openWorkspace(job: SyncJob, ours: (syncId: string) => boolean, now: number): Workspace {
	const path = workingFilePath(job.folder, job.target);
	makeFolder(job.folder);
	const unlock = lockFile(path);
	try {
		const scope = scopeOf(job);
		const existing = tryOpen(path, ours);
		const notice = existing.unreadable ? putAway(path, existing.unreadable) : null;
		const decision = existing.unreadable
			? {resume: false, reason: resumeMessages.unreadable}
			: decideResume(existing.file ? stateOf(existing.file, ours, job.unused) : null, {
					scope,
					fresh: job.fresh,
					endsWithRead: job.endsWithRead === true,
					resumeWithin: job.options.resumeWithin,
					now,
				});
		const file = (decision.resume && existing.file) || startAnew(path, scope, existing.file);
		if (!job.isUnattended) file.openToLooks();
		return {
			file,
			resumed: decision.resume,
			isUnused: decision.resume && file.info().finishedAt !== null && file.info().syncId === job.unused,
			reason: decision.reason,
			notice,
			close() {
				file.close();
				unlock();
			},
			abandon(problem) {
				try {
					file.close();
					return putAway(path, problem);
				} finally {
					unlock();
				}
			},
		};
	} catch (error) {
		unlock();
		throw error;
	}
}

/**
 * The requests of the last minute count against the same allowance, whichever file they were for, and how many people a
 * course had helps to choose.
 */
function startAnew(path: string, scope: Scope, before: WorkingFile | null): WorkingFile {
	const {recent, people} = keptFrom(before, scope);
	before?.close();
	forgetCourseChanges(path);
	const file = createWorkingFile(path, scope);
	if (recent) file.setNote('recent', recent);
	keepCoursePeople(people, file);
	return file;
}

/** A file that is damaged deep inside is replaced all the same: only these numbers are lost. */
function keptFrom(before: WorkingFile | null, {tenant}: Scope): {recent: string | null; people: CoursePeople} {
	const kept = {recent: null as string | null, people: new Map() as CoursePeople};
	try {
		kept.recent = before?.note('recent') ?? null;
		if (before?.info().scope.tenant === tenant) kept.people = coursePeople(before);
	} catch {
		// What was not found stays empty.
	}
	return kept;
}

/** Times (Unix ms) of the last requests that were made for a working file, this run or an earlier one. */
export function recentRequests(file: WorkingFile): number[] {
	const note = file.note('recent');
	return note ? (JSON.parse(note) as number[]) : [];
}

/** How a file is named that is put away. */
const endings: Partial<Record<Problem['code'], 'newer' | 'older'>> = {
	'file/too-new': 'newer',
	'file/too-old': 'older',
};

/**
 * Moves a working file that cannot be used out of the way, so that nothing of it is lost. One is kept: it holds personal
 * data, and must not pile up.
 */
function putAway(path: string, problem: Problem): string {
	const ending = endings[problem.code] ?? 'damaged';
	const aside = `${path}.${ending}`;
	for (const part of ['', '-wal', '-shm', '-journal']) {
		rmSync(aside + part, {force: true});
		if (existsSync(path + part)) renameSync(path + part, aside + part);
	}
	return syncNotices.putAway(ending, aside);
}

function tryOpen(
	path: string,
	ours: (syncId: string) => boolean,
): {file: WorkingFile | null; unreadable: Problem | null} {
	if (!existsSync(path)) return {file: null, unreadable: null};
	let file: WorkingFile | undefined;
	try {
		file = openWorkingFile(path);
		// What this session wrote itself was looked at when it was opened first.
		if (!ours(file.info().syncId)) file.verify();
		return {file, unreadable: null};
	} catch (error) {
		file?.close();
		const problem = Problem.from(error);
		if (!problem.code.startsWith('file/')) throw problem;
		return {file: null, unreadable: isUnbegun(path) ? null : problem};
	}
}

function stateOf(file: WorkingFile, ours: (syncId: string) => boolean, unused: string | undefined): FileState {
	const {scope, startedAt, finishedAt, syncId} = file.info();
	return {
		scope,
		startedAt,
		finishedAt,
		continuing: file.note('continuing') === 'true',
		ours: ours(syncId),
		isWanted: syncId === unused,
		isAbandoned: file.note(abandonedKey) === 'true',
	};
}

function makeFolder(folder: string): void {
	try {
		makeWithParents(folder);
	} catch (error) {
		throw new Problem({
			code: 'disk/denied',
			...workspaceMessages.folderNotMade(folder),
			why: systemReason(String(systemCode(error))),
			cause: error,
		});
	}
}

/** As `mkdir -p`. Node's own way never comes back where a folder says that a new one in it has no parent, as /proc does. */
function makeWithParents(folder: string): void {
	try {
		makePrivate(folder);
	} catch (error) {
		const parent = dirname(folder);
		if (systemCode(error) !== 'ENOENT' || parent === folder) throw error;
		makeWithParents(parent);
		makePrivate(folder);
	}
}

function makePrivate(folder: string): void {
	const there = lstatSync(folder, {throwIfNoEntry: false});
	const [me, owner] = [process.getuid?.(), there?.uid];
	if (me !== undefined && owner !== undefined && owner !== me && owner !== 0) {
		throw Object.assign(new Error('The folder belongs to somebody else.'), {code: 'EPERM'});
	}
	if (there !== undefined && statSync(folder).isDirectory()) return;
	mkdirSync(folder, {mode: 0o700});
	// Whatever the umask is, its owner can use it.
	chmodSync(folder, 0o700);
}
