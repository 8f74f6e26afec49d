/** What nobody foresaw, and work that was stopped. */
export const unexpectedWords = {
	defect: (message: string) => ({
		what: `Something went wrong that this program did not expect: ${message}`,
		why: 'It is a mistake in the program, not in what you did.',
		next: ['Try again; if it happens once more, report it with the log file.'],
	}),
	damagedFile: {
		what: 'A file that this program keeps is damaged',
		next: ['Run the same command with --fresh: what is damaged is put aside and read again.'],
	},
	disk: (path: string | undefined, code: string) => ({
		what: path === undefined ? 'A file could not be used' : `${path} could not be used`,
		why: `The system says ${code}.`,
		next: ['Check that the disk has space and that this program is allowed to use the file.'],
	}),
	threadStopped: 'A part of the program that works in the background stopped.',
	cancelled: 'Cancelled',
} as const;
