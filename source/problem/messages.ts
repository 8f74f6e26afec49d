/** What nobody foresaw, and work that was stopped. */
export const unexpectedWords = {
	defect: (message: string) => ({
		what: `Something went wrong that this program did not expect: ${message}`,
		why: 'It is a mistake in the program, not in what you did.',
		next: ['Try again; if it happens once more, report it with the log file.'],
	}),
	threadStopped: 'A part of the program that works in the background stopped.',
	cancelled: 'Cancelled',
} as const;
