import {systemReason} from '../../problem/messages.ts';
import type {ProblemTexts} from '../../problem/problem.ts';

/** What a handover file says of itself, for whoever opens it. */
export const handoverNote =
	'A handover of litmos-connector from one colleague to another. It has no API key, no client secret and no names or email addresses of people. It does name your Litmos account, selected courses and course rules, which the next person needs. Owners are ConductorOne user IDs.';

/** What is wrong with a handover file. */
export const handoverMessages = {
	notReadable: (path: string, why: string): ProblemTexts => ({
		what: `Can’t read the handover file ${path}`,
		why,
		next: ['Check the path.'],
	}),
	noFile: 'It isn’t a file.',
	tooLarge: (size: string) => `It’s too large for a handover file: ${size}.`,
	notJson: (path: string): ProblemTexts => ({
		what: `${path} isn’t a handover file`,
		why: 'It isn’t valid JSON. It may have been cut off or changed on its way.',
		next: ['Ask your colleague to send it again, as an attachment.'],
	}),
	notHandover: (path: string): ProblemTexts => ({
		what: `${path} isn’t a handover file`,
		why: 'It is JSON, but of something else.',
		next: ['Use the file that “litmos-connector handover” or the guided setup wrote.'],
	}),
	newer: (path: string, version: number): ProblemTexts => ({
		what: `${path} was written by a newer version of this program`,
		why: `It has format ${version}; this program reads format 1.`,
		next: ['Install the version that your colleague uses.'],
	}),
	wrong: (path: string, mistakes: readonly string[]): ProblemTexts => ({
		what: `${path} can’t be used`,
		why: mistakes.join(' '),
		next: ['Ask your colleague to write it again.'],
	}),
	mistake: (place: string, what: string) => `${place}: ${what}.`,
	exists: (path: string): ProblemTexts => ({
		what: `${path} is already there`,
		next: ['Use another name, or move that file away.'],
	}),
	notWritten: (path: string, code: string): ProblemTexts => ({
		what: `Can’t write ${path}`,
		why: systemReason(code),
		next: ['Use another folder.'],
	}),
} as const;
