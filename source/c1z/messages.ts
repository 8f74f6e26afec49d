import type {ProblemTexts} from '../problem/problem.ts';
import {count} from '../text/amounts.ts';

/** What was being done with a file; completes “while …”. */
const works = {
	starting: 'starting a new sync file',
	opening: 'opening the sync file',
	reading: 'reading the sync file',
	writing: 'writing the sync file',
	looking: 'opening the sync file',
	comparing: 'comparing it with the last push',
	saving: 'saving what was read',
	savingProgress: 'saving progress',
	savingRequests: 'saving the number of requests',
	removing: 'removing a resource',
	finishing: 'finishing the sync',
} as const;
export type FileWork = keyof typeof works;

const cannotOpen = (work: FileWork) =>
	work === 'opening' || work === 'looking' ? 'Can’t open the sync file' : `Can’t open a file while ${works[work]}`;

/** The disk, and files on it that cannot be used. */
export const diskMessages = {
	full: (work: FileWork, folder: string): ProblemTexts => ({
		what: `The disk filled up while ${works[work]}`,
		why: `${folder} has no space left. No incomplete file was left behind.`,
		next: ['Free some disk space and try again. What was read so far is saved.'],
	}),
	notEnoughSpace: (folder: string, needed: number, free: number): ProblemTexts => ({
		what: `Not enough disk space: ${folder} needs about ${space(needed)} and has ${space(free)}`,
		next: ['Free some disk space or use another folder, then try again.'],
	}),
	notOpened: (work: FileWork, path: string): ProblemTexts => ({
		what: cannotOpen(work),
		why: `${path} doesn’t exist, or you can’t access its folder.`,
		next: ['Check the path.'],
	}),
	denied: (work: FileWork, path: string): ProblemTexts => ({
		what: cannotOpen(work),
		why: `You don’t have access to ${path} or its folder.`,
		next: ['Change the permissions, or use another folder.'],
	}),
	inUse: (work: FileWork): ProblemTexts => ({
		what: `Another sync is using the file while ${works[work]}`,
		next: ['Wait until it’s finished, or stop it.'],
	}),
	failed: (work: FileWork): ProblemTexts => ({what: `Something went wrong while ${works[work]}`}),
} as const;

/** Sync files that cannot be read, whoever wrote them. */
export const syncFileMessages = {
	missing: (path: string): ProblemTexts => ({
		what: 'There is no sync file',
		why: `${path} doesn’t exist.`,
		next: ['Run a sync first.'],
	}),
	damaged: (why: string): ProblemTexts => ({
		what: 'The file is damaged or isn’t a sync file',
		why,
		next: ['Use another file, or sync again to create a new one.'],
	}),
	newerForm: {
		what: 'This sync file has a newer format (C1Z3), which this program can’t open yet',
		why: 'Newer ConductorOne programs write it. Nothing is wrong with the file.',
		next: ['Open a file from this program or from the earlier Litmos connector.'],
	},
	newerVersion: {
		what: 'The sync file is from a newer version of this program',
		next: ['Update this program, or start a new sync.'],
	},
	olderVersion: {
		what: 'The sync file is from an older version of this program',
		next: ['Start a new sync.'],
	},
} as const;

/** Why a file counts as damaged. */
export const damageMessages = {
	unreadable: (path: string) => `${path} can’t be read as a sync file.`,
	notOurs: (path: string) => `${path} isn’t a sync file of this program.`,
	wrongStart: (path: string) => `${path} doesn’t start like a sync file (.c1z).`,
	notDecompressed: (path: string) => `${path} is cut off or was changed: it can’t be decompressed.`,
	cutOff: (path: string) => `${path} is cut off.`,
	tooLarge: (path: string) => `${path} expands to more than ConductorOne accepts (10 GiB).`,
	noRuns: (path: string) => `${path} has no syncs in it: it isn’t a sync file.`,
	noTable: (path: string, table: string) => `${path} has no table ${table}: it isn’t a sync file.`,
	noRealTable: (path: string, table: string) =>
		`${path} computes ${table} instead of storing it. For your security, this program doesn’t open files like that.`,
	hugeCell: (path: string, table: string) => `${path} has an entry of more than 16 MB in ${table}.`,
	tooSlow: (path: string) => `${path} takes far longer to read than other sync files of its size.`,
	notAFile: (path: string) => `${path} is a link, a folder, a pipe or a device, not a file.`,
	noFinishedRun: (path: string) => `${path} has no finished sync in it.`,
	message: (path: string, type: string) => `${path} contains a ${type} that can’t be read.`,
} as const;

/** Writing the file that is sent. */
export const sealMessages = {
	incomplete: {
		what: 'The sync isn’t complete yet, so there is nothing to send',
		next: ['Let the sync finish. It picks up where it left off.'],
	},
	tooLarge: (bytes: number): ProblemTexts => ({
		what: `The sync is too large for ConductorOne: about ${(bytes / 1024 ** 3).toFixed(1)} GiB`,
		why: 'ConductorOne accepts files that expand to at most 10 GiB.',
		next: ['Sync fewer courses: select the ones that matter instead of all of them.'],
	}),
} as const;

/** Space on a disk, rather too much than too little. */
function space(bytes: number): string {
	return bytes < 10e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${count(Math.ceil(bytes / 1e6))} MB`;
}

/** What differs in a resource since the last push. */
export const changeMessages = {
	/** Fields of {@link Facts}, called what they are. */
	fields: ['name', 'login', 'email', 'active', 'level', 'code', 'number', 'parent'],
	description: 'description',
	empty: '(empty)',
	change: (field: string, before: string, now: string) => `${field}: ${before} → ${now}`,
	otherDetails: 'other details',
} as const;
