import type {ProblemWords} from '../problem/problem.ts';
import {count} from '../text/amounts.ts';

/** What was being done with a file; completes “while …”. */
const works = {
	starting: 'starting a new sync file',
	opening: 'opening the sync file',
	reading: 'reading the sync file',
	writing: 'writing the sync file',
	looking: 'looking into the sync file',
	comparing: 'comparing with the last push',
	saving: 'saving what was read',
	savingProgress: 'saving progress',
	savingRequests: 'saving the number of requests',
	removing: 'removing a resource',
	finishing: 'finishing the sync',
} as const;
export type FileWork = keyof typeof works;

/** The disk, and files on it that cannot be used. */
export const diskWords = {
	full: (work: FileWork, folder: string): ProblemWords => ({
		what: `The disk is full: there was no room left while ${works[work]}`,
		why: `${folder} has no space left. Nothing half-written was kept.`,
		next: ['Free some space and do the same again; what was read so far is kept.'],
	}),
	notEnoughSpace: (folder: string, needed: number, free: number): ProblemWords => ({
		what: `Not enough free space: about ${room(needed)} are needed in ${folder}, ${room(free)} are free`,
		next: ['Free some space, or choose another folder, and do the same again.'],
	}),
	notOpened: (work: FileWork, path: string): ProblemWords => ({
		what: `The file could not be opened while ${works[work]}`,
		why: `${path} does not exist or its folder cannot be entered.`,
		next: ['Check the path.'],
	}),
	denied: (work: FileWork, path: string): ProblemWords => ({
		what: `This program may not use the file while ${works[work]}`,
		why: `${path} or its folder is not open to the person who runs this program.`,
		next: ['Change the permissions, or choose another folder.'],
	}),
	inUse: (work: FileWork): ProblemWords => ({
		what: `Another sync is using the file while ${works[work]}`,
		next: ['Wait for it to end, or stop it.'],
	}),
	failed: (work: FileWork): ProblemWords => ({what: `Something went wrong with the file while ${works[work]}`}),
} as const;

/** Sync files that cannot be read, whoever wrote them. */
export const syncFileWords = {
	missing: (path: string): ProblemWords => ({
		what: 'There is no sync file',
		why: `${path} does not exist.`,
		next: ['Sync first.'],
	}),
	damaged: (why: string): ProblemWords => ({
		what: 'The file is damaged or is not a sync file',
		why,
		next: ['Use another file, or sync again to make a new one.'],
	}),
	newerForm: {
		what: 'This sync file has the newer form (C1Z3), which this program cannot open yet',
		why: "ConductorOne's newer programs write files in another form. Nothing is wrong with the file.",
		next: ['Open a file that this program or the earlier Litmos connector wrote.'],
	},
	newerVersion: {
		what: 'The sync file was written by a newer version of this program',
		next: ['Update this program, or start a new sync.'],
	},
	olderVersion: {
		what: 'The sync file was written by an older version of this program',
		next: ['Start a new sync.'],
	},
} as const;

/** Why a file counts as damaged. */
export const damageWords = {
	unreadable: (path: string) => `${path} cannot be read as a sync file.`,
	notOurs: (path: string) => `${path} is not a sync file of this program.`,
	wrongStart: (path: string) => `${path} does not begin the way a sync file (.c1z) does.`,
	notDecompressed: (path: string) => `${path} is cut off or changed: it cannot be decompressed.`,
	cutOff: (path: string) => `${path} is cut off.`,
	tooLarge: (path: string) => `${path} decodes to more than ConductorOne itself accepts (10 GiB).`,
	noRuns: (path: string) => `${path} holds no sync runs: it is not a sync file.`,
	noTable: (path: string, table: string) => `${path} has no table ${table}: it is not a sync file.`,
	noRealTable: (path: string, table: string) =>
		`${path} computes ${table} instead of holding it. Files like that are not opened.`,
	hugeCell: (path: string, table: string) => `${path} has an entry of more than 16 MB in ${table}.`,
	tooSlow: (path: string) => `${path} takes far longer to read than a sync file of its size does.`,
	notAFile: (path: string) => `${path} is a link, a folder, a pipe or a device, not a file.`,
	noFinishedRun: (path: string) => `${path} holds no sync that was finished.`,
	message: (path: string, type: string) => `${path} holds a ${type} that cannot be read.`,
} as const;

/** Writing the file that is sent. */
export const sealWords = {
	incomplete: {
		what: 'The sync is not complete yet, so there is nothing to send',
		next: ['Let the sync run to its end; it goes on where it stopped.'],
	},
	tooLarge: (bytes: number): ProblemWords => ({
		what: `The sync is too large for ConductorOne: about ${(bytes / 1024 ** 3).toFixed(1)} GiB, 10 GiB are the limit`,
		why: 'ConductorOne refuses files that decode to more than 10 GiB.',
		next: ['Sync fewer courses: choose the courses that matter instead of all of them.'],
	}),
} as const;

/** Room on a disk, rather too much than too little. */
function room(bytes: number): string {
	return bytes < 10e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${count(Math.ceil(bytes / 1e6))} MB`;
}

/** What differs in a resource since the last push. */
export const changeWords = {
	fields: {
		name: 'name',
		login: 'login',
		email: 'email',
		active: 'active',
		level: 'level',
		code: 'code',
		number: 'number',
		parent: 'parent',
		description: 'description',
	},
	yes: 'true',
	no: 'false',
	empty: '(empty)',
	change: (field: string, before: string, now: string) => `${field}: ${before} → ${now}`,
	otherDetails: 'other details',
} as const;
