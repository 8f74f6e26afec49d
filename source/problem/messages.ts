const systemReasons: Readonly<Record<string, string>> = {
	EACCES: 'You don’t have permission.',
	EPERM: 'You don’t have permission.',
	EROFS: 'It’s on a read-only disk.',
	EEXIST: 'A file with that name already exists.',
	ENOTDIR: 'Part of the path is a file, not a folder.',
	EISDIR: 'It’s a folder, not a file.',
	ENOENT: 'It doesn’t exist, or a folder or link above it leads nowhere.',
	ELOOP: 'It’s a symbolic link, which this program doesn’t follow, or the links go in circles.',
	ENAMETOOLONG: 'The name is too long.',
	ENOSPC: 'The disk is full.',
	EDQUOT: 'Your share of the disk is used up.',
};

/** Why the operating system refuses a path, in words. @param code what it calls that, such as `ENOTDIR` */
export function systemReason(code: string): string {
	return systemReasons[code] ?? `The system says ${code}.`;
}

/** What nobody foresaw, and work that was stopped. */
export const unexpectedMessages = {
	defect: (message: string) => ({
		what: `Something unexpected went wrong: ${message}`,
		why: 'This is a bug in this program, not a mistake of yours.',
		next: ['Try again. If it keeps happening, report it and attach the log file.'],
	}),
	damagedFile: {
		what: 'A saved file of this program is damaged',
		next: ['Run the same command with --fresh to set the damaged file aside and read it again.'],
	},
	disk: (path: string | undefined, code: string) => ({
		what: path === undefined ? 'Can’t use a file' : `Can’t use ${path}`,
		why: systemReason(code),
		next: ['Check that the disk has space and that you have access to the file.'],
	}),
	threadStopped: 'A background process of this program stopped.',
	cancelled: 'Canceled',
} as const;

export const logLine = (path: string) => `Log: ${path}`;
