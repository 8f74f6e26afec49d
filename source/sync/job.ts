import type {LitmosTarget} from '../litmos/client.ts';
import type {Extra} from '../settings/extras.ts';

export interface SyncOptions {
	/**
	 * null = all courses, also future ones. Otherwise ids, web-address numbers, codes or names in any mix; an empty list or one
	 * that resolves to nothing is an error, never "all".
	 */
	courses: readonly string[] | null;
	/** Rules, as they were written, whose matches are synced: evaluated anew from the list of courses that a sync reads. */
	courseRules?: readonly string[] | undefined;
	extras: readonly Extra[];
	skipEmptyTeams: boolean;
	skipInactiveCourses: boolean;
	/** The end of each list is proven, however many there are: up to three times the requests. Default false. */
	checkEveryList?: boolean;
	/**
	 * `auto`: lists of members are taken from the sync before and what changed since, as far as that has proved itself.
	 * Default off.
	 */
	delta?: 'off' | 'auto';
	/** Within how long each of these lists is read in full, ms. Default 24 h. */
	deltaInterval?: number;
	/** How many changes of a kind have to be watched before that; for tests. Default 30. */
	deltaProofs?: number | undefined;
	/** A half-done sync older than this starts anew. Milliseconds. Default 24 h. */
	resumeWithin: number;
	/** Resources only (accounts, teams, courses), no grants. */
	resourcesOnly: boolean;
	/** Share of accounts or grants (0 … 1) that may be gone since the last push without a question. Default 0.1. */
	dropThreshold?: number;
}

export interface SyncJob {
	target: LitmosTarget;
	options: SyncOptions;
	/** Folder of the working file; the file is named after the tenant. */
	folder: string;
	/** Throw away a half-done sync. */
	fresh: boolean;
	/** Sync id of a finished sync that was neither sent nor written to a file: it is used instead of reading again. */
	unused?: string | undefined;
	/** True: once a read has ended, the next sync reads again, whatever this session or another wrote. For the service. */
	endsWithRead?: boolean | undefined;
	/** Nobody looks into the working file before it is finished. */
	isUnattended?: boolean | undefined;
}
