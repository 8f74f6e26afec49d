/** What nobody foresaw, and work that was stopped. */
export const unexpectedWords = {
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
		why: `The system says ${code}.`,
		next: ['Check that the disk has space and that you have access to the file.'],
	}),
	threadStopped: 'A background process of this program stopped.',
	cancelled: 'Canceled',
} as const;
